package io.assay.statistics.moments;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.Outcome;
import java.util.List;
import org.assertj.core.data.Offset;

/** Moments for tests and what is asserted of them. */
public final class Samples {

    private Samples() {}

    public static double[] controlValues() {
        return new double[] {3, 5, 4, 8, 6, 9, 2, 7};
    }

    public static double[] treatmentValues() {
        return new double[] {4, 7, 6, 9, 8, 11, 5};
    }

    /** From values, one array a variable, all of the same length. */
    public static Moments ofValues(double[]... variables) {
        int size = variables.length;
        double[] sums = new double[size];
        double[][] crossProducts = new double[size][];
        for (int i = 0; i < size; i++) {
            crossProducts[i] = new double[i + 1];
            for (int unit = 0; unit < variables[0].length; unit++) {
                sums[i] += variables[i][unit];
                for (int j = 0; j <= i; j++) {
                    crossProducts[i][j] += variables[i][unit] * variables[j][unit];
                }
            }
        }
        return Moments.ofCrossProducts(variables[0].length, sums, crossProducts);
    }

    /** Value and covariate from sums, sums of squares and the sum of products. */
    public static Moments valueAndCovariate(double n, double y, double yy, double x, double xx, double xy) {
        return Moments.ofCrossProducts(n, new double[] {y, x}, new double[][] {{yy}, {xy, xx}});
    }

    public static Comparison compare(Metric metric, Adjustment adjustment, ArmData control, ArmData treatment) {
        Outcome<Comparison> outcome = Comparisons.compare(metric, adjustment, control, treatment);
        assertThat(outcome.reasonOrNull()).isNull();
        return requireNonNull(outcome.valueOrNull());
    }

    public static Comparison compare(ArmData control, ArmData treatment) {
        return compare(new Metric.Mean(), new Adjustment.None(), control, treatment);
    }

    /** CUPED of variable 0 with variables 1 to {@code covariates}. */
    public static Adjustment.Cuped cuped(int covariates) {
        List<Quantity> quantities = List.of(new Quantity.MeanOf(1), new Quantity.MeanOf(2));
        return Adjustment.Cuped.ofMean(quantities.subList(0, covariates));
    }

    public static <T> T value(Outcome<T> outcome) {
        assertThat(outcome.reasonOrNull()).isNull();
        return requireNonNull(outcome.valueOrNull());
    }

    public static String reason(Outcome<?> outcome) {
        assertThat(outcome.valueOrNull()).isNull();
        return requireNonNull(outcome.reasonOrNull());
    }

    public static void assertClose(double actual, double expected, double relativeTolerance) {
        assertThat(actual).isCloseTo(expected, Offset.offset(Math.abs(expected) * relativeTolerance));
    }
}
