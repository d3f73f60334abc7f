package io.assay.feature.transform;

/** Whose each row is and when it happened. */
public final class Timeline {

    private final int[] entities;
    private final long[] micros;

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
}
