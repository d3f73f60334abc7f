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

    /** As a part of all weight, many times what is lost by adding it up. */
    private static final double NEARLY = 1e-12;

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

    /** The largest |predicted| + |actual| of the rows that count: the rounding that errors have is of numbers of that size. */
    public static double scale(RegressionPredictions predictions) {
        double largest = 0;
        for (int row = 0; row < predictions.rows(); row++) {
            if (predictions.weight(row) > 0) {
                largest = Math.max(largest, size(predictions, row));
            }
        }
        return largest;
    }

    /** The same of {@link #squares}: a square is off by twice the error times what that is off by. */
    public static double scaleOfSquares(RegressionPredictions predictions) {
        double largest = 0;
        for (int row = 0; row < predictions.rows(); row++) {
            if (predictions.weight(row) > 0) {
                largest = Math.max(
                        largest,
                        Math.abs(predictions.predicted()[row] - predictions.actual()[row]));
            }
        }
        return 2 * largest * scale(predictions);
    }

    /** The same of {@link #shares}. */
    public static double scaleOfShares(RegressionPredictions predictions) {
        double largest = 0;
        for (int row = 0; row < predictions.rows(); row++) {
            if (predictions.weight(row) > 0) {
                largest = Math.max(
                        largest, size(predictions, row) / Math.abs(predictions.actual()[row]));
            }
        }
        return largest;
    }

    private static double size(RegressionPredictions predictions, int row) {
        return Math.abs(predictions.predicted()[row]) + Math.abs(predictions.actual()[row]);
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
     * The median of |e|, with weights as {@link #quantiles} has it.
     *
     * @param distances |e|, some
     */
    public static double median(double[] distances, double @Nullable [] weights) {
        if (weights == null) {
            return Quantile.median(distances);
        }
        return quantiles(distances, weights, 0.5)[0];
    }

    /**
     * For each share the mean of the smallest value with at least so much of the weight at or below it and of the largest with
     * at least the rest at or above it, as scikit-learn 1.9 averages them; without weights numpy's {@code averaged_inverted_cdf},
     * type 2 of Hyndman and Fan.
     *
     * @param values some
     * @param weights as many, not all 0; null where all weigh the same
     * @param shares between 0 and 1, ascending
     */
    public static double[] quantiles(double[] values, double @Nullable [] weights, double... shares) {
        int[] order = Order.ascending(values);
        double total = weights == null ? values.length : Arrays.stream(weights).sum();
        double[] quantiles = new double[shares.length];
        int place = 0;
        double below = weight(weights, order[0]);
        for (int i = 0; i < shares.length; i++) {
            // 0.29 of 100 rows are 28.999999999999996 in floating point, and sums of weights are rounded as well.
            double until = shares[i] * total;
            while (place < order.length - 1 && below < until - NEARLY * total) {
                place++;
                below += weight(weights, order[place]);
            }
            double value = values[order[place]];
            quantiles[i] = below <= until + NEARLY * total
                    ? Quantile.between(value, values[order[next(order, weights, place)]], 0.5)
                    : value;
        }
        return quantiles;
    }

    private static double weight(double @Nullable [] weights, int row) {
        return weights == null ? 1 : weights[row];
    }

    private static int next(int[] order, double @Nullable [] weights, int place) {
        for (int after = place + 1; after < order.length; after++) {
            if (weight(weights, order[after]) > 0) {
                return after;
            }
        }
        return place;
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
