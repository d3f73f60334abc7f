package io.assay.statistics.proportion;

import org.jspecify.annotations.Nullable;

/**
 * Conversions of two arms: x_c of n_c in control, x_t of n_t in treatment.
 *
 * @param control the arm compared with
 * @param treatment the arm of interest
 */
public record TwoByTwo(Proportion control, Proportion treatment) {

    /** p_t - p_c, to the last digits even where the two rates agree in their first twelve. */
    public double difference() {
        return crossDifference() / ((double) control.n() * treatment.n());
    }

    /** The relative lift p_t / p_c - 1, as exactly as {@link #difference()}; null where control has no conversion. */
    public @Nullable Double lift() {
        return control.successes() == 0 ? null : crossDifference() / ((double) control.successes() * treatment.n());
    }

    /** (x_c + x_t) / (n_c + n_t). */
    public double pooledRate() {
        return (double) successes() / n();
    }

    /** 1 - {@link #pooledRate()}, with all its digits where that is near 1. */
    public double pooledFailureRate() {
        return (double) failures() / n();
    }

    long n() {
        return control.n() + treatment.n();
    }

    long successes() {
        return control.successes() + treatment.successes();
    }

    long failures() {
        return control.failures() + treatment.failures();
    }

    /** Whether all units, of both arms, had the same outcome: nothing can then be said about a variance. */
    boolean isConstant() {
        return successes() == 0 || failures() == 0;
    }

    /** The same table with the arms exchanged. */
    TwoByTwo exchanged() {
        return new TwoByTwo(/* control= */ treatment, /* treatment= */ control);
    }

    /** The numerator of the difference, x_t n_c - x_c n_t. */
    double crossDifference() {
        return differenceOfProducts(
                (double) treatment.successes(), (double) control.n(), (double) control.successes(), (double)
                        treatment.n());
    }

    /**
     * a b - c d from both products and their rounding errors (each had by one fused multiply-add, Dekker's TwoProduct):
     * where the products are close their difference is exact, so that only the last sum rounds. Exchanging the products
     * changes the sign and nothing else.
     */
    static double differenceOfProducts(double a, double b, double c, double d) {
        double first = a * b;
        double second = c * d;
        double firstError = Math.fma(a, b, -first);
        double secondError = Math.fma(c, d, -second);
        return (first - second) + (firstError - secondError);
    }
}
