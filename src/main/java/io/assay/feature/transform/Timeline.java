package io.assay.feature.transform;

import org.jspecify.annotations.Nullable;

/** Whose each row is and when it happened. */
public final class Timeline {

    private final int[] entities;
    private final long[] micros;

    private volatile int @Nullable [] order;

    /**
     * @param entities a number for each row, the same for rows of the same entity; all 0 where the pipeline names none
     * @param micros when, on one clock for all rows; never missing
     */
    public Timeline(int[] entities, long[] micros) {
        this.entities = entities;
        this.micros = micros;
    }

    public int[] entities() {
        return entities;
    }

    public long[] micros() {
        return micros;
    }

    /** The rows by entity and time; those of one entity and moment as they stand. Sorted once for all windows. */
    int[] order() {
        int[] sorted = order;
        if (sorted == null) {
            sorted = sorted();
            order = sorted;
        }
        return sorted;
    }

    /** A merge sort from the bottom up, which is stable and passes over runs that are in order already. */
    private int[] sorted() {
        int n = entities.length;
        int[] from = new int[n];
        for (int i = 0; i < n; i++) {
            from[i] = i;
        }
        int[] to = new int[n];
        for (long width = 1; width < n; width *= 2) {
            for (long begin = 0; begin < n; begin += 2 * width) {
                int middle = (int) Math.min(begin + width, n);
                merge(from, to, (int) begin, middle, (int) Math.min(begin + 2 * width, n));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int begin, int middle, int end) {
        if (middle == end || !isBefore(from[middle], from[middle - 1])) {
            System.arraycopy(from, begin, to, begin, end - begin);
            return;
        }
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            boolean takeRight = left == middle || (right < end && isBefore(from[right], from[left]));
            to[i] = takeRight ? from[right++] : from[left++];
        }
    }

    private boolean isBefore(int row, int other) {
        return entities[row] != entities[other] ? entities[row] < entities[other] : micros[row] < micros[other];
    }
}
