package io.assay.statistics.regression;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Binomial;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.resampling.GroupedJackknife;
import io.assay.statistics.sample.Order;
import io.assay.statistics.sample.Quantile;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far predictions are off, as scikit-learn 1.9 defines it; e is predicted less actual. */
public final class RegressionErrors {

    private RegressionErrors() {}

    /** e². */
    public static double[] squares(RegressionPredictions predictions) {
        double[] errors = predictions.errors();
        for (int row = 0; row < errors.length; row++) {
            errors[row] *= errors[row];
        }
        return errors;
    }

    /** |e|. */
    public static double[] distances(RegressionPredictions predictions) {
        double[] errors = predictions.errors();
        for (int row = 0; row < errors.length; row++) {
            errors[row] = Math.abs(errors[row]);
        }
        return errors;
    }

    /** |e|/|actual|, in fractions; null where an actual value is 0. */
    public static double @Nullable [] shares(RegressionPredictions predictions) {
        double[] distances = distances(predictions);
        for (int row = 0; row < distances.length; row++) {
            double actual = Math.abs(predictions.actual()[row]);
            if (actual == 0) {
                return null;
            }
            distances[row] /= actual;
        }
        return distances;
    }

    /**
     * R² = 1 - Σwe²/Σw(y - ȳ)²: 0 for who always says the mean, 1 at best, below 0 for worse than the mean.
     *
     * @return not available where the actual values do not vary, or by numbers whose squares are no numbers
     */
    public static Outcome<Double> r2(RegressionPredictions predictions) {
        Variation variation = Variation.of(predictions);
        if (!variation.varies) {
            return Outcome.notAvailable("what came does not vary");
        }
        double unexplained = variation.left / variation.all;
        return variation.all > 0 && Double.isFinite(unexplained)
                ? Outcome.of(1 - unexplained)
                : Outcome.notAvailable("the numbers are too large or too near to each other to be squared");
    }

    /**
     * How R² moves with the weight of each row, w ∂R²/∂w.
     *
     * @param predictions of actual values that vary
     */
    public static double[] r2Influences(RegressionPredictions predictions) {
        Variation variation = Variation.of(predictions);
        double[] influences = squares(predictions);
        for (int row = 0; row < influences.length; row++) {
            double deviation = predictions.actual()[row] - variation.mean;
            double move = variation.left / variation.all * deviation * deviation - influences[row];
            influences[row] = predictions.weight(row) * move / variation.all;
        }
        return influences;
    }

    /** Whether what came varies, its mean, Σwe² and Σw(y - ȳ)². */
    private record Variation(boolean varies, double mean, double left, double all) {

        static Variation of(RegressionPredictions predictions) {
            double[] actual = predictions.actual();
            double weights = 0;
            double sum = 0;
            for (int row = 0; row < actual.length; row++) {
                weights += predictions.weight(row);
                sum += predictions.weight(row) * actual[row];
            }
            double mean = sum / weights;
            double left = 0;
            double all = 0;
            double off = 0;
            boolean varies = false;
            double first = Double.NaN;
            for (int row = 0; row < actual.length; row++) {
                double weight = predictions.weight(row);
                double error = predictions.predicted()[row] - actual[row];
                double deviation = actual[row] - mean;
                left += weight * error * error;
                all += weight * deviation * deviation;
                off += weight * deviation;
                if (weight > 0) {
                    varies |= actual[row] != first && !Double.isNaN(first);
                    first = actual[row];
                }
            }
            // What the mean lost when it was rounded: of numbers far from 0 that is much beside how they vary.
            return new Variation(varies, mean + off / weights, left, all - off * off / weights);
        }
    }

    /**
     * The median of |e|; with weights the mean of the smallest value with at least half of the weight at or below it and
     * of the largest with at least half at or above it, as scikit-learn 1.9 averages them.
     *
     * @param distances |e|, some
     */
    public static double median(double[] distances, double @Nullable [] weights) {
        if (weights == null) {
            return Quantile.median(distances);
        }
        int[] order = Order.ascending(distances);
        double total = Arrays.stream(weights).sum();
        double below = 0;
        for (int place = 0; place < order.length; place++) {
            below += weights[order[place]];
            if (below > total / 2) {
                return distances[order[place]];
            }
            if (below == total / 2) {
                return (distances[order[place]] + distances[next(order, weights, place)]) / 2;
            }
        }
        return distances[order[order.length - 1]];
    }

    private static int next(int[] order, double[] weights, int place) {
        for (int after = place + 1; after < order.length; after++) {
            if (weights[order[after]] > 0) {
                return order[after];
            }
        }
        return order[place];
    }

    /**
     * The interval of a median from the order statistics: the ranks k and n + 1 - k with P(Binomial(n, 1/2) &lt; k) at most
     * half of 1 - confidence, so that it covers at least as often as it says whatever the distribution. Source: Conover,
     * "Practical Nonparametric Statistics", 3rd ed., section 3.2.
     */
    public static Outcome<Interval> medianInterval(double[] distances, double confidence) {
        int n = distances.length;
        int k = 0;
        double cumulative = 0;
        double tail = (1 - confidence) / 2;
        while (k < n / 2) {
            cumulative += Math.exp(Binomial.logProbability(k, n, 0.5, 0.5));
            if (cumulative > tail) {
                break;
            }
            k++;
        }
        if (k == 0) {
            return Outcome.notAvailable("the rows are too few for an interval of the median at this confidence");
        }
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        return Outcome.of(new Interval(sorted[k - 1], sorted[n - k], confidence, "order_statistics"));
    }

    /**
     * The interval of a weighted median: the weighted quantiles at 1/2 ± z se, se = sqrt(Σw²)/(2 Σw) the standard error of the
     * weight below the true median. Source: Woodruff (1952), "Confidence intervals for medians and other position measures",
     * JASA 47.
     */
    public static Outcome<Interval> medianInterval(double[] distances, double[] weights, double confidence) {
        double total = 0;
        double squares = 0;
        for (double weight : weights) {
            total += weight;
            squares += weight * weight;
        }
        double half = Normal.upperQuantile((1 - confidence) / 2) * Math.sqrt(squares) / (2 * total);
        return woodruff(distances, weights, half, confidence, "woodruff");
    }

    /**
     * The interval of a median of rows in groups: the quantiles at 1/2 ± t se, se the jackknife of whole groups of the weight
     * at or below the median. Source: Woodruff (1952), whose sample is of groups, too; {@link GroupedJackknife}.
     *
     * @param weights null where all weigh the same
     * @param groups of each row the number of its group, from 0
     */
    public static Outcome<Interval> medianInterval(
            double[] distances, double @Nullable [] weights, int[] groups, double confidence) {
        double median = median(distances, weights);
        double[] each = weights;
        if (each == null) {
            each = new double[distances.length];
            Arrays.fill(each, 1);
        }
        double total = 0;
        double below = 0;
        for (int row = 0; row < each.length; row++) {
            total += each[row];
            below += distances[row] <= median ? each[row] : 0;
        }
        double[] influences = new double[each.length];
        for (int row = 0; row < each.length; row++) {
            influences[row] = each[row] * ((distances[row] <= median ? 1 : 0) - below / total) / total;
        }
        double[] weighing = each;
        return GroupedJackknife.of(influences, groups)
                .interval(0.5, 0.5, confidence, 0, 1)
                .then(share -> woodruff(
                        distances,
                        weighing,
                        Objects.requireNonNull(share.upper()) - 0.5,
                        confidence,
                        "woodruff_of_groups"));
    }

    /** The weighted quantiles at 1/2 ± half. */
    private static Outcome<Interval> woodruff(
            double[] distances, double[] weights, double half, double confidence, String method) {
        double total = Arrays.stream(weights).sum();
        if (half >= 0.5) {
            return Outcome.notAvailable("the rows are too few for an interval of the median at this confidence");
        }
        int[] order = Order.ascending(distances);
        double below = 0;
        double lower = Double.NaN;
        double upper = distances[order[order.length - 1]];
        for (int row : order) {
            below += weights[row] / total;
            if (Double.isNaN(lower) && below >= 0.5 - half) {
                lower = distances[row];
            }
            if (below >= 0.5 + half) {
                upper = distances[row];
                break;
            }
        }
        return Outcome.of(new Interval(lower, upper, confidence, method));
    }
}
