package io.assay.statistics.classification;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.resampling.InfinitesimalJackknife;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How sure an area under the ROC curve is, and whether two on the same rows differ. The component of a positive row is
 * the share of negatives that it outscores, of a negative the share of positives that outscore it, ties counting half;
 * var = S₁₀/n₁ + S₀₁/n₀ with the components' sample variances (divisor n - 1), for two scores their covariances.
 * Computed from one sort, O(n log n). Source: DeLong, DeLong and Clarke-Pearson (1988), "Comparing the areas under two or
 * more correlated receiver operating characteristic curves", Biometrics 44; Sun and Xu (2014), IEEE Signal Processing
 * Letters 21. Rows weigh the same.
 *
 * @param auc the area
 * @param standardError 0 where the scores separate the classes
 * @param positives n₁
 * @param negatives n₀
 */
public record DeLong(double auc, double standardError, long positives, long negatives) {

    /**
     * Two areas on the same rows, held against each other.
     *
     * @param difference of the first less the second
     * @param standardError of the difference; where it has no variance, of no difference
     * @param z the difference over its standard error
     * @param pValue two-sided
     * @param interval of the difference
     */
    public record Comparison(double difference, double standardError, double z, double pValue, Interval interval) {}

    private static final int BISECTIONS = 200;
    private static final double HALF = 0.5;

    /** The area; not available where a class has fewer than two rows. */
    public static Outcome<DeLong> of(BinaryPredictions predictions) {
        String reason = reason(predictions);
        if (reason != null) {
            return Outcome.notAvailable(reason);
        }
        double standardError = Math.sqrt(variance(predictions, components(predictions)));
        return Outcome.of(
                new DeLong(auc(predictions), standardError, predictions.positives(), predictions.negatives()));
    }

    /**
     * auc ± z se, cut off at 0 and 1. Where the scores separate the classes the standard error is 0, which no data
     * support; the limits are then those with |auc - θ| = z sqrt(V(θ)), V(θ) = θ(1 - θ)(1 + m((1 - θ)/(2 - θ) + θ/(1 +
     * θ)))/(n₁n₀), m = (n₁ + n₀)/2 - 1. Source: Newcombe (2006), "Confidence intervals for an effect size measure based on
     * the Mann-Whitney statistic, part 2", Statistics in Medicine 25, method 5.
     */
    public Interval interval(double confidence) {
        double z = Normal.upperQuantile((1 - confidence) / 2);
        if (standardError > 0) {
            double half = z * standardError;
            return new Interval(Math.max(0, auc - half), Math.min(1, auc + half), confidence, "delong");
        }
        return new Interval(limit(z, 0), limit(z, 1), confidence, "newcombe");
    }

    /** The θ between the area and an end at which the area is z deviations away. */
    private double limit(double z, double end) {
        double inside = auc;
        double outside = end;
        for (int i = 0; i < BISECTIONS && inside != outside; i++) {
            double middle = (inside + outside) / 2;
            if (Math.abs(auc - middle) <= z * Math.sqrt(variance(middle))) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    private double variance(double theta) {
        double m = (positives + negatives) / 2.0 - 1;
        double factor = 1 + m * ((1 - theta) / (2 - theta) + theta / (1 + theta));
        return theta * (1 - theta) * factor / ((double) positives * negatives);
    }

    /**
     * The paired test z = (A - B)/se with var = var(A) + var(B) - 2 cov(A, B).
     *
     * @param first scores of some rows
     * @param second other scores of the same rows, which are of the same classes
     */
    public static Outcome<Comparison> compare(BinaryPredictions first, BinaryPredictions second, double confidence) {
        if (first.rows() != second.rows()) {
            throw new InvalidInputException("p_other", "must be as many as there are predictions");
        }
        String reason = reason(first);
        if (reason != null) {
            return Outcome.notAvailable(reason);
        }
        double[] a = components(first);
        double[] b = components(second);
        double[] differences = new double[a.length];
        for (int row = 0; row < a.length; row++) {
            differences[row] = a[row] - b[row];
        }
        // The variance of the difference straight from the differences of the components: nothing cancels.
        double se = Math.sqrt(variance(first, differences));
        double difference = auc(first) - auc(second);
        // Thirds are rounded, so that components that differ alike do not quite.
        if (InfinitesimalJackknife.isRounding(se, 0)) {
            return InfinitesimalJackknife.isRounding(Math.abs(difference), 0)
                    ? Outcome.notAvailable("both rank every pair of rows alike")
                    : separated(first, second, confidence);
        }
        double z = difference / se;
        double half = Normal.upperQuantile((1 - confidence) / 2) * se;
        return Outcome.of(new Comparison(
                difference,
                se,
                z,
                Normal.twoSidedP(z),
                new Interval(
                        Math.max(-1, difference - half), Math.min(1, difference + half), confidence, "delong_paired")));
    }

    /**
     * Two areas whose difference has no variance. Where one is of a single score, 1/2 whatever the rows, the difference is as
     * sure as the other area, which {@link #interval} knows: as Newcombe's limits less 1/2, and tested with V(1/2), the
     * variance of Mann and Whitney's statistic where there is no difference.
     */
    private static Outcome<Comparison> separated(BinaryPredictions first, BinaryPredictions second, double confidence) {
        boolean isFirst = isConstant(second);
        if (!isFirst && !isConstant(first)) {
            return Outcome.notAvailable("the difference is the same for every row, which does not tell how sure it is");
        }
        return of(isFirst ? first : second).then(area -> {
            Interval interval = area.interval(confidence);
            Double lower = interval.lower();
            Double upper = interval.upper();
            if (lower == null || upper == null) {
                return Outcome.notAvailable("the difference has no limits");
            }
            double above = area.auc - HALF;
            double se = Math.sqrt(area.variance(HALF));
            double sign = isFirst ? 1 : -1;
            return Outcome.of(new Comparison(
                    sign * above,
                    se,
                    sign * above / se,
                    Normal.twoSidedP(above / se),
                    new Interval(
                            isFirst ? lower - HALF : HALF - upper,
                            isFirst ? upper - HALF : HALF - lower,
                            confidence,
                            interval.method())));
        });
    }

    private static boolean isConstant(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        return scores[0] == scores[scores.length - 1];
    }

    private static @Nullable String reason(BinaryPredictions predictions) {
        if (predictions.isWeighted()) {
            return "DeLong's variance is for rows that weigh the same";
        }
        return predictions.positives() < 2 || predictions.negatives() < 2
                ? "each class needs two rows to tell how much they differ"
                : null;
    }

    /** The component of each row, by row. */
    private static double[] components(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        int[] order = predictions.order();
        double n1 = predictions.positives();
        double n0 = predictions.negatives();
        double[] components = new double[scores.length];
        long positivesBelow = 0;
        long negativesBelow = 0;
        int first = 0;
        while (first < scores.length) {
            int end = first;
            long positives = 0;
            for (; end < scores.length && scores[end] == scores[first]; end++) {
                positives += positive[end] ? 1 : 0;
            }
            long negatives = end - first - positives;
            double outscored = (negativesBelow + negatives / 2.0) / n0;
            double outscoring = (n1 - positivesBelow - positives / 2.0) / n1;
            for (int place = first; place < end; place++) {
                components[order[place]] = positive[place] ? outscored : outscoring;
            }
            positivesBelow += positives;
            negativesBelow += negatives;
            first = end;
        }
        return components;
    }

    /** S₁₀/n₁ + S₀₁/n₀ of the components, by row. */
    private static double variance(BinaryPredictions predictions, double[] components) {
        boolean[] positive = predictions.positive();
        int[] order = predictions.order();
        double n1 = predictions.positives();
        double n0 = predictions.negatives();
        double ofPositives = 0;
        double ofNegatives = 0;
        for (int place = 0; place < order.length; place++) {
            double component = components[order[place]];
            ofPositives += positive[place] ? component : 0;
            ofNegatives += positive[place] ? 0 : component;
        }
        double s10 = 0;
        double s01 = 0;
        for (int place = 0; place < order.length; place++) {
            double component = components[order[place]];
            double deviation = component - (positive[place] ? ofPositives / n1 : ofNegatives / n0);
            s10 += positive[place] ? deviation * deviation : 0;
            s01 += positive[place] ? 0 : deviation * deviation;
        }
        return s10 / (n1 - 1) / n1 + s01 / (n0 - 1) / n0;
    }

    private static double auc(BinaryPredictions predictions) {
        return Objects.requireNonNull(RocAuc.of(predictions));
    }
}
