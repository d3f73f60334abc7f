package io.assay.model.split;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Rows in the order of time, and the places between two moments, where they may be parted into earlier and later ones. */
final class Chronology {

    private final int[] order;
    /** Where a later moment begins. */
    private final int[] changes;

    /** Rows of one moment stay in their own order. */
    Chronology(int[] moments) {
        this.order = IntStream.range(0, moments.length)
                .boxed()
                .sorted(Comparator.comparingInt(row -> moments[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.changes = IntStream.range(1, order.length)
                .filter(place -> moments[order[place - 1]] != moments[order[place]])
                .toArray();
    }

    /**
     * The nearest places at which a later moment begins, so that no moment is on both sides; the same places where no two
     * rows are of one moment.
     *
     * @param places wanted, ascending
     * @return as many, each after the one before
     */
    int[] between(int[] places) {
        if (changes.length < places.length) {
            throw new InvalidInputException(
                    "time",
                    "the rows are of %,d moments, and %,d parts that follow each other are wanted"
                            .formatted(changes.length + 1, places.length + 1));
        }
        int[] between = new int[places.length];
        int next = 0;
        for (int i = 0; i < places.length; i++) {
            // As many are left as are still wanted.
            int last = changes.length - places.length + i;
            int at = Arrays.binarySearch(changes, next, last + 1, places[i]);
            int after = at >= 0 ? at : Math.min(last, -at - 1);
            int nearest =
                    after > next && places[i] - changes[after - 1] <= changes[after] - places[i] ? after - 1 : after;
            between[i] = changes[nearest];
            next = nearest + 1;
        }
        return between;
    }

    /** What is from one place up to another is judged, by what is before it. */
    Round round(int from, int to) {
        return new Round(Arrays.copyOf(order, from), Arrays.copyOfRange(order, from, to));
    }
}
