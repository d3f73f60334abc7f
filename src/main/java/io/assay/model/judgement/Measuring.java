package io.assay.model.judgement;

import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Comparison.Favours;
import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.resampling.Bootstrap;
import io.assay.statistics.resampling.GroupedJackknife;
import io.assay.statistics.resampling.InfinitesimalJackknife;
import io.assay.statistics.resampling.Resamplable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metrics with their intervals, and two models held against each other. All metrics that need the bootstrap share its
 * samples.
 *
 * @param <D> what is judged
 */
final class Measuring<D extends Resamplable<D>> {

    /** Of more rows the bootstrap would draw for seconds what the infinitesimal jackknife has at once. */
    private static final int MANY = 20_000;

    private final List<Metric<D>> metrics;
    private final double confidence;
    private final long seed;

    /** @param metrics in the order in which they are told */
    Measuring(List<Metric<D>> metrics, double confidence, long seed) {
        this.metrics = metrics;
        this.confidence = confidence;
        this.seed = seed;
    }

    /** A metric that has a value and waits for the bootstrap. */
    private record Waiting<D extends Resamplable<D>>(Metric<D> metric, double value, Bootstrap.Kind kind) {}

    /** The metrics by name. */
    Map<String, Measured> measure(D predictions, int replicates) {
        Map<String, Measured> measured = new LinkedHashMap<>();
        List<Waiting<D>> waiting = new ArrayList<>();
        for (Metric<D> metric : metrics) {
            Outcome<Double> outcome = metric.value(predictions);
            Double value = outcome.valueOrNull();
            if (value == null) {
                measured.put(metric.name(), new Measured(null, metric.better(), null, outcome.reasonOrNull()));
                continue;
            }
            String unsure = metric.unsure(predictions);
            if (unsure != null) {
                measured.put(metric.name(), measured(metric, value, Outcome.notAvailable(unsure)));
                continue;
            }
            int[] groups = predictions.groups();
            switch (groups == null
                    ? metric.uncertainty(predictions, value, confidence)
                    : metric.uncertainty(predictions, groups, value, confidence)) {
                case Uncertainty.Known(Outcome<Interval> interval) ->
                    measured.put(metric.name(), measured(metric, value, interval));
                case Uncertainty.Resampled(Bootstrap.Kind kind) -> {
                    double[] influences = predictions.rows() > MANY ? metric.influences(predictions) : null;
                    if (influences == null) {
                        waiting.add(new Waiting<>(metric, value, kind));
                    }
                    // Where it waits this keeps its place.
                    measured.put(
                            metric.name(),
                            influences == null
                                    ? new Measured(value, metric.better(), null, null)
                                    : measured(metric, value, interval(metric, value, influences, groups)));
                }
            }
        }
        if (!waiting.isEmpty()) {
            double[][] values = Bootstrap.replicate(
                    predictions,
                    replicates,
                    seed,
                    waiting.size(),
                    counts -> values(waiting, predictions.resampled(counts)));
            for (int i = 0; i < waiting.size(); i++) {
                Waiting<D> one = waiting.get(i);
                Outcome<Interval> interval = Bootstrap.interval(
                        one.value, values[i], one.kind, confidence, one.metric.lowest(), one.metric.highest());
                measured.put(one.metric.name(), measured(one.metric, one.value, interval));
            }
        }
        return Collections.unmodifiableMap(measured);
    }

    /** value ± z times the standard error of the infinitesimal jackknife, within the two ends. */
    private Outcome<Difference> normal(double value, double scale, double[] influences, double lowest, double highest) {
        double se = InfinitesimalJackknife.standardError(influences);
        if (InfinitesimalJackknife.isRounding(se, scale)) {
            return Outcome.notAvailable("its estimated variance is 0, which no data support");
        }
        double half = Normal.upperQuantile((1 - confidence) / 2) * se;
        Interval interval = new Interval(
                Math.max(lowest, value - half), Math.min(highest, value + half), confidence, "infinitesimal_jackknife");
        return Outcome.of(new Difference(value, interval, Normal.twoSidedP(value / se)));
    }

    private Outcome<Interval> interval(Metric<?> metric, double value, double[] influences, int @Nullable [] groups) {
        return groups == null
                ? normal(value, Math.abs(value), influences, metric.lowest(), metric.highest())
                        .then(of -> Outcome.of(of.interval()))
                : GroupedJackknife.of(influences, groups)
                        .interval(value, Math.abs(value), confidence, metric.lowest(), metric.highest());
    }

    private static Measured measured(Metric<?> metric, double value, Outcome<Interval> interval) {
        return new Measured(value, metric.better(), interval.valueOrNull(), interval.reasonOrNull());
    }

    private static <D extends Resamplable<D>> double[] values(List<Waiting<D>> waiting, D drawn) {
        double[] values = new double[waiting.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = orNaN(waiting.get(i).metric.value(drawn));
        }
        return values;
    }

    private static double orNaN(Outcome<Double> outcome) {
        Double value = outcome.valueOrNull();
        return value == null ? Double.NaN : value;
    }

    /** The first model's metrics against the second's, on the same rows: of those by which one can be the better. */
    Map<String, ComparedMetric> compare(D first, D second, int replicates) {
        Map<String, ComparedMetric> compared = new LinkedHashMap<>();
        List<Metric<D>> waiting = new ArrayList<>();
        for (Metric<D> metric : metrics) {
            if (metric.better() == null) {
                continue;
            }
            Outcome<Double> of = metric.value(first);
            Outcome<Double> other = metric.value(second);
            Double a = of.valueOrNull();
            Double b = other.valueOrNull();
            if (a == null || b == null) {
                String reason = a == null ? of.reasonOrNull() : other.reasonOrNull();
                compared.put(metric.name(), new ComparedMetric(a, b, null, null, null, null, reason));
                continue;
            }
            String incomparable = metric.incomparable() == null ? metric.unsure(first) : metric.incomparable();
            Outcome<Difference> difference =
                    incomparable == null ? difference(metric, first, second, a, b) : Outcome.notAvailable(incomparable);
            if (difference == null) {
                waiting.add(metric);
            }
            compared.put(
                    metric.name(), difference == null ? undecided(a, b, null) : compared(metric, a, b, difference));
        }
        if (!waiting.isEmpty()) {
            double[][] values = Bootstrap.replicate(first, replicates, seed, waiting.size(), counts -> {
                D drawnFirst = first.resampled(counts);
                D drawnSecond = second.resampled(counts);
                double[] differences = new double[waiting.size()];
                for (int i = 0; i < differences.length; i++) {
                    differences[i] = orNaN(waiting.get(i).value(drawnFirst))
                            - orNaN(waiting.get(i).value(drawnSecond));
                }
                return differences;
            });
            for (int i = 0; i < waiting.size(); i++) {
                Metric<D> metric = waiting.get(i);
                ComparedMetric before = compared.get(metric.name());
                if (before != null && before.first() != null && before.second() != null) {
                    double a = before.first();
                    double b = before.second();
                    compared.put(metric.name(), compared(metric, a, b, resampled(a - b, values[i])));
                }
            }
        }
        return Collections.unmodifiableMap(compared);
    }

    /**
     * The difference by the metric's own formula or, of many rows and of rows in groups, the infinitesimal jackknife; null
     * for the bootstrap.
     */
    private @Nullable Outcome<Difference> difference(Metric<D> metric, D first, D second, double a, double b) {
        int[] groups = first.groups();
        if (groups == null) {
            Outcome<Difference> known = metric.difference(first, second, confidence);
            if (known != null || first.rows() <= MANY) {
                return known;
            }
        }
        double[] apart = metric.influencesApart(first, second);
        if (apart == null) {
            return null;
        }
        double scale = Math.abs(a) + Math.abs(b);
        return groups == null
                ? normal(a - b, scale, apart, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : ofGroups(a - b, scale, apart, groups);
    }

    private Outcome<Difference> ofGroups(double value, double scale, double[] influences, int[] groups) {
        GroupedJackknife jackknife = GroupedJackknife.of(influences, groups);
        return jackknife
                .interval(value, scale, confidence, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                .then(interval -> Outcome.of(new Difference(value, interval, jackknife.pValue(value))));
    }

    private Outcome<Difference> resampled(double difference, double[] replicates) {
        return Bootstrap.interval(
                        difference,
                        replicates,
                        Bootstrap.Kind.PERCENTILE,
                        confidence,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY)
                .then(interval ->
                        Outcome.of(new Difference(difference, interval, Bootstrap.pValue(difference, replicates))));
    }

    private static ComparedMetric compared(Metric<?> metric, double a, double b, Outcome<Difference> outcome) {
        Difference difference = outcome.valueOrNull();
        if (difference == null) {
            return undecided(a, b, outcome.reasonOrNull());
        }
        return new ComparedMetric(
                a,
                b,
                difference.value(),
                difference.interval(),
                difference.pValue(),
                favours(metric.better(), difference),
                null);
    }

    private static ComparedMetric undecided(double a, double b, @Nullable String reason) {
        return new ComparedMetric(a, b, a - b, null, null, null, reason);
    }

    private static @Nullable Favours favours(@Nullable Better better, Difference difference) {
        if (better == null || difference.interval().contains(0)) {
            return null;
        }
        boolean higher = difference.value() > 0;
        return higher == (better == Better.HIGHER) ? Favours.FIRST : Favours.SECOND;
    }
}
