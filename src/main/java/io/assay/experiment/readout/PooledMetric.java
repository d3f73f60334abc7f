package io.assay.experiment.readout;

import io.assay.statistics.Outcome;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.ArmEstimate;
import io.assay.statistics.moments.Comparisons;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.OrderStatistics;
import io.assay.statistics.moments.Strata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A metric over the units of all arms together.
 *
 * @param n units behind it
 * @param estimate its value without adjustment; its variance has the differences between the arms in it
 */
record PooledMetric(MetricInput metric, long n, Outcome<ArmEstimate> estimate) {

    private static final Comparator<Moments> ORDER = PooledMetric::compare;

    static PooledMetric of(MetricInput metric) {
        long n = metric.data().stream().mapToLong(Units::behind).sum();
        return new PooledMetric(metric, n, estimate(metric));
    }

    private static Outcome<ArmEstimate> estimate(MetricInput metric) {
        return switch (metric.metric()) {
            case Metric.Mean mean -> Comparisons.estimate(mean, joined(metric.data(), 0));
            case Metric.Proportion proportion -> Comparisons.estimate(proportion, joined(metric.data(), 0));
            case Metric.Ratio ratio -> Comparisons.estimate(ratio, joined(metric.data(), 0, 1));
            case Metric.Quantile quantile ->
                Outcome.notAvailable("a quantile of all arms together does not follow from those of the arms");
        };
    }

    /**
     * The units of all arms. In an order that hangs on the data alone: sums of doubles hang on their order, and what the last
     * digit says of which arm came first would be a way to look.
     */
    private static Moments joined(List<ArmData> arms, int... variables) {
        List<Moments> sorted = new ArrayList<>(arms.size());
        for (ArmData arm : arms) {
            sorted.add(moments(arm).select(variables));
        }
        sorted.sort(ORDER);
        return sorted.stream().reduce(Moments::plus).orElseThrow();
    }

    private static Moments moments(ArmData arm) {
        return switch (arm) {
            case Moments moments -> moments;
            case Strata strata -> strata.joined();
            case OrderStatistics order -> throw new IllegalStateException("only quantiles have order statistics");
        };
    }

    private static int compare(Moments a, Moments b) {
        int order = Double.compare(a.n(), b.n());
        for (int i = 0; order == 0 && i < a.size(); i++) {
            order = Double.compare(a.mean(i), b.mean(i));
            for (int j = 0; order == 0 && j <= i; j++) {
                order = Double.compare(a.comoment(i, j), b.comoment(i, j));
            }
        }
        return order;
    }
}
