package io.assay.statistics.power;

/** Probability that an experiment shows what it is to show. */
@FunctionalInterface
public interface PowerFunction {

    /**
     * The power.
     *
     * @param effect the true effect
     * @param units in all arms together
     */
    double power(double effect, double units);
}
