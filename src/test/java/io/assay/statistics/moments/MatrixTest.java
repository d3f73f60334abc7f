package io.assay.statistics.moments;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.FixedHorizon;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.inference.RelativeIntervals;
import io.assay.statistics.inference.SignificanceTest;
import io.assay.statistics.moments.Strata.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every metric kind × adjustment × kind of data × extreme: finite figures or a reason, never an exception or a NaN. */
@Execution(ExecutionMode.CONCURRENT)
class MatrixTest {

    private static final List<Quantity> COVARIATE = List.of(new Quantity.MeanOf(2));

    private static final List<Metric> METRICS =
            List.of(new Metric.Mean(), new Metric.Proportion(), new Metric.Ratio(), new Metric.Quantile(0.5));

    private static final List<Adjustment> ADJUSTMENTS = List.of(
            new Adjustment.None(),
            Adjustment.Cuped.ofMean(COVARIATE),
            Adjustment.Cuped.ofRatio(List.of(new Quantity.RatioOf(2, 1))),
            Adjustment.Cuped.ofMean(List.of(new Quantity.MeanOf(2), new Quantity.MeanOf(1))),
            new Adjustment.PostStratification(List.of()),
            new Adjustment.PostStratification(COVARIATE));

    record Combination(Metric metric, Adjustment adjustment, ArmData control, ArmData treatment) {}

    static List<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (Metric metric : METRICS) {
            for (Adjustment adjustment : ADJUSTMENTS) {
                for (ArmData control : data()) {
                    for (ArmData treatment : data()) {
                        all.add(new Combination(metric, adjustment, control, treatment));
                    }
                }
            }
        }
        return all;
    }

    /** Variable 0 is 0/1, so that the same moments serve every metric. */
    private static List<ArmData> data() {
        Moments typical = moments(1000, 400, 1500, 600);
        Moments other = moments(2000, 900, 3100, 1300);
        Moments huge = moments(1e15, 4e14, 1.5e15, 6e14);
        Moments none = moments(0, 0, 0, 0);
        Moments one = moments(1, 1, 1, 1);
        Moments zero = moments(50, 0, 0, 0);
        Moments constant = moments(50, 50, 50, 50);
        List<ArmData> data = new ArrayList<>(List.of(typical, other, huge, none, one, zero, constant));
        data.add(new Strata(List.of(new Stratum("a", typical), new Stratum("b", other))));
        data.add(new Strata(List.of(new Stratum("a", other), new Stratum("b", huge))));
        data.add(new Strata(List.of(new Stratum("a", zero), new Stratum("b", constant))));
        data.add(new Strata(List.of(new Stratum("a", one), new Stratum("b", none))));
        data.add(new OrderStatistics(1000, 1000, 2, 1, 3, null));
        data.add(new OrderStatistics(0, 0, 0, 0, 0, null));
        data.add(new OrderStatistics(1e15, 1e3, -1e300, -2e300, 1e300, moments(100, 40, 150, 60, 2)));
        return data;
    }

    private static Moments moments(double n, double successes, double exposure, double covariate) {
        return moments(n, successes, exposure, covariate, 3);
    }

    private static Moments moments(double n, double successes, double exposure, double covariate, int size) {
        double all = Math.max(n, 1);
        double spread = exposure > n ? exposure * exposure / all * 1.25 : exposure * exposure / all;
        double[] sums = {successes, exposure, covariate};
        double covariateSquares = covariate == n ? covariate : covariate * 1.5;
        double[][] crossProducts = {
            {successes},
            {successes * exposure / all, spread},
            {
                successes * covariate / all + (covariate < n ? 0.3 * covariate * (1 - covariate / all) : 0),
                covariate * exposure / all,
                covariateSquares
            }
        };
        return Moments.ofCrossProducts(n, Arrays.copyOf(sums, size), Arrays.copyOf(crossProducts, size));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void figuresOrAReason(Combination combination) {
        Outcome<Comparison> outcome = Comparisons.compare(
                combination.metric(), combination.adjustment(), combination.control(), combination.treatment());
        assertReasonIfNone(outcome);
        Comparison comparison = outcome.valueOrNull();
        if (comparison == null) {
            return;
        }
        assertThat(comparison.variance()).isFinite().isNotNegative();
        assertThat(comparison.difference()).isFinite();
        assertThat(comparison.degreesOfFreedom()).isFinite().isNotNegative();
        for (double alpha : new double[] {1e-300, 0.05, 0.999}) {
            Outcome<Estimate> absolute = Estimates.absolute(comparison);
            Outcome<Estimate> relative = Estimates.relative(comparison, alpha);
            assertInferences(absolute, alpha);
            assertInferences(relative, alpha);
            assertInferences(comparison.withEqualVariances().then(Estimates::absolute), alpha);
            for (Alternative alternative : Alternative.values()) {
                assertInterval(RelativeIntervals.fieller(comparison, alternative, Reference.NORMAL, alpha));
                assertInterval(RelativeIntervals.logRatio(comparison, alternative, Reference.STUDENT_T, alpha));
            }
        }
    }

    @Test
    void theMatrixHasFiguresForEveryMetricAndAdjustment() {
        for (Metric metric : METRICS) {
            for (Adjustment adjustment : ADJUSTMENTS) {
                boolean quantile = metric instanceof Metric.Quantile;
                boolean any = combinations().stream()
                        .filter(c -> c.metric().equals(metric) && c.adjustment().equals(adjustment))
                        .anyMatch(c -> Comparisons.compare(metric, adjustment, c.control(), c.treatment())
                                        .then(Estimates::absolute)
                                        .valueOrNull()
                                != null);
                assertThat(any)
                        .as("%s with %s", metric, adjustment)
                        .isEqualTo(!quantile || adjustment instanceof Adjustment.None);
            }
        }
    }

    private static void assertInferences(Outcome<Estimate> outcome, double alpha) {
        assertReasonIfNone(outcome);
        Estimate estimate = outcome.valueOrNull();
        if (estimate == null) {
            return;
        }
        for (Alternative alternative : Alternative.values()) {
            for (Reference reference : Reference.values()) {
                SignificanceTest test = FixedHorizon.test(estimate, 0, alternative, reference);
                assertThat(test.statistic()).isFinite();
                assertThat(test.pValue()).isBetween(0.0, 1.0);
                assertThat(test.log10PValue()).isFinite().isNotPositive();
                assertFinite(FixedHorizon.interval(estimate, alternative, reference, alpha));
            }
        }
    }

    private static void assertInterval(Outcome<Interval> outcome) {
        assertReasonIfNone(outcome);
        Interval interval = outcome.valueOrNull();
        if (interval != null) {
            assertFinite(interval);
        }
    }

    private static void assertFinite(Interval interval) {
        assertFinite(interval.lower());
        assertFinite(interval.upper());
    }

    private static void assertFinite(@Nullable Double limit) {
        if (limit != null) {
            assertThat(limit).isFinite();
        }
    }

    private static void assertReasonIfNone(Outcome<?> outcome) {
        assertThat(outcome.valueOrNull() == null).isEqualTo(outcome.reasonOrNull() != null);
    }
}
