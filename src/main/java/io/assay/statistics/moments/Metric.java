package io.assay.statistics.moments;

import io.assay.statistics.InvalidInputException;

/**
 * What is measured. A count per unit is a {@link Mean} of the units' counts, a rate over an exposure a {@link Ratio} of
 * count and exposure.
 */
public sealed interface Metric {

    /** The mean of variable 0, with the sample variance (divided by n - 1). */
    record Mean() implements Metric {}

    /**
     * The mean of variable 0, which is 0 or 1, with the variance p(1 - p): every co-moment is divided by n instead of n -
     * 1.
     */
    record Proportion() implements Metric {}

    /** Variable 0 over variable 1, ΣM/ΣD. */
    record Ratio() implements Metric {}

    /**
     * A quantile, from {@link OrderStatistics}.
     *
     * @param probability strictly between 0 and 1: 0.9 for the 90th percentile
     */
    record Quantile(double probability) implements Metric {

        public Quantile {
            if (!(probability > 0 && probability < 1)) {
                throw new InvalidInputException("probability", "must lie strictly between 0 and 1");
            }
        }
    }
}
