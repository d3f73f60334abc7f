package io.assay.model.scoring;

/** The margins of the same rows again and again, each time with other numbers in some of their columns. */
@FunctionalInterface
public interface Rescoring {

    /**
     * As {@link Model#margins(double[][], int)}, with the same bits.
     *
     * @param columns as many as there were, as long as they were; those that are the very arrays of before hold what they held
     */
    double[][] margins(double[][] columns);
}
