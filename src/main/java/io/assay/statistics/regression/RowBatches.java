package io.assay.statistics.regression;

/** Rows that can be gone through as often as wanted, always in the same order, and never are all in memory. */
public interface RowBatches {

    /** Hands them over, some at a time. */
    void forEach(Batch batch);

    /** Takes some rows. */
    interface Batch {

        /**
         * Takes.
         *
         * @param columns each with so many numbers, all finite; used again for the next rows
         */
        void of(double[][] columns, int rows);
    }
}
