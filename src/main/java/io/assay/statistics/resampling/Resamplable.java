package io.assay.statistics.resampling;

import org.jspecify.annotations.Nullable;

/**
 * Rows that can be drawn again.
 *
 * @param <D> what they are together
 */
public interface Resamplable<D> {

    int rows();

    /**
     * The same rows, each as often as it was drawn: its own weight times that.
     *
     * @param counts for each row how often, 0 among them
     */
    D resampled(double[] counts);

    /** The weight of each row; null where all weigh the same. */
    double @Nullable [] rowWeights();

    /**
     * Of each row the group within which it is drawn, from 0; null where rows are drawn from all. Groups are for classes so
     * small that one could be missing among the drawn rows.
     */
    int @Nullable [] strata();

    /**
     * Whose each row is, numbers from 0, where somebody may have several, which are alike; null where rows are independent.
     * Whole groups are drawn then.
     */
    int @Nullable [] groups();
}
