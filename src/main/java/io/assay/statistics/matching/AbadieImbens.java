package io.assay.statistics.matching;

import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The matching estimator with replacement and its standard error (Abadie and Imbens 2006, "Large sample properties of matching
 * estimators for average treatment effects"), bias-adjusted by regression on request (Abadie and Imbens 2011).
 *
 * <p>For a focal unit d_i = ±(Y_i - Σ_j share_ij Y_j); τ their mean. With K_j the shares that row j received and K'_j their
 * squares, σ² = ½ mean over pairs of (±(Y_i - Y_j) - τ)² and N1 focal units, the effect on them has V = Σ(d_i - τ)²/N1² +
 * σ² Σ_j (K_j² - K'_j)/N1²; over all units V = Σ(d_i - τ)²/N² + σ² Σ_j (K_j² + 2K_j - K'_j)/N². The bias adjustment adds to
 * each partner's outcome what a regression among partners, weighted by their shares, says of the distance between the two.
 */
public final class AbadieImbens {

    private AbadieImbens() {}

    /**
     * What came out.
     *
     * @param effect normal distribution
     * @param unadjusted the effect without the bias adjustment
     * @param naiveError of the unadjusted effect, as if pairs were independent of each other
     * @param pairs pairs of a unit and a partner
     * @param tied units with more partners at one distance than asked for
     */
    public record Result(Effect effect, double unadjusted, double naiveError, int pairs, int tied) {}

    /**
     * Computes.
     *
     * @param ofTreated partners of the treated; null for the effect on the untreated
     * @param ofUntreated partners of the untreated; null for the effect on the treated
     * @param adjustFor covariates of the bias adjustment; null for none
     */
    public static Result estimate(
            double[] outcome,
            @Nullable Matches ofTreated,
            @Nullable Matches ofUntreated,
            @Nullable Covariates adjustFor) {
        if (ofTreated == null && ofUntreated == null) {
            throw new IllegalArgumentException("no matches");
        }
        Sums sums = new Sums(outcome);
        double[] treatedSlopes = slopes(outcome, ofUntreated, adjustFor);
        double[] untreatedSlopes = slopes(outcome, ofTreated, adjustFor);
        sums.add(ofTreated, 1, untreatedSlopes, adjustFor);
        sums.add(ofUntreated, -1, treatedSlopes, adjustFor);
        double estimate = sums.total / sums.units;
        double squares = 0;
        double pairSquares = 0;
        double plainSquares = 0;
        for (Matches matches : new Matches[] {ofTreated, ofUntreated}) {
            if (matches != null) {
                int sign = matches == ofTreated ? 1 : -1;
                double[] slopes = sign > 0 ? untreatedSlopes : treatedSlopes;
                for (int s = 0; s < matches.units(); s++) {
                    double difference = 0;
                    for (int pair = matches.start(s); pair < matches.start(s + 1); pair++) {
                        double d = difference(outcome, matches, s, pair, sign, slopes, adjustFor);
                        difference += matches.share(pair) * d;
                        pairSquares += matches.share(pair) * (d - estimate) * (d - estimate);
                        double plain =
                                difference(outcome, matches, s, pair, sign, null, null) - sums.plain / sums.units;
                        plainSquares += matches.share(pair) * plain * plain;
                    }
                    squares += (difference - estimate) * (difference - estimate);
                }
            }
        }
        double n = sums.units;
        double sigma2 = pairSquares / n / 2;
        boolean both = ofTreated != null && ofUntreated != null;
        double used = 0;
        for (int row = 0; row < outcome.length; row++) {
            double k = sums.shares[row];
            used += k * k - sums.squares[row] + (both ? 2 * k : 0);
        }
        double variance = (squares + sigma2 * used) / n / n;
        double untreatedMean = sums.untreated / n;
        Effect effect = new Effect(
                estimate, Math.sqrt(variance), untreatedMean + estimate, untreatedMean, Double.POSITIVE_INFINITY);
        int pairs = (ofTreated == null ? 0 : ofTreated.pairs()) + (ofUntreated == null ? 0 : ofUntreated.pairs());
        int tied = (ofTreated == null ? 0 : ofTreated.tied()) + (ofUntreated == null ? 0 : ofUntreated.tied());
        return new Result(effect, sums.plain / n, Math.sqrt(plainSquares) / n, pairs, tied);
    }

    private static final class Sums {

        private final double[] outcome;
        private final double[] shares;
        private final double[] squares;
        private double total;
        private double plain;
        private double untreated;
        private double units;

        Sums(double[] outcome) {
            this.outcome = outcome;
            shares = new double[outcome.length];
            squares = new double[outcome.length];
        }

        void add(@Nullable Matches matches, int sign, double @Nullable [] slopes, @Nullable Covariates adjustFor) {
            if (matches == null) {
                return;
            }
            units += matches.units();
            for (int s = 0; s < matches.units(); s++) {
                double own = outcome[matches.focal(s)];
                double difference = 0;
                for (int pair = matches.start(s); pair < matches.start(s + 1); pair++) {
                    double share = matches.share(pair);
                    shares[matches.partner(pair)] += share;
                    squares[matches.partner(pair)] += share * share;
                    difference += share * difference(outcome, matches, s, pair, sign, slopes, adjustFor);
                    plain += share * sign * (own - outcome[matches.partner(pair)]);
                }
                total += difference;
                untreated += sign > 0 ? own - difference : own;
            }
        }
    }

    private static double difference(
            double[] outcome,
            Matches matches,
            int set,
            int pair,
            int sign,
            double @Nullable [] slopes,
            @Nullable Covariates adjustFor) {
        int own = matches.focal(set);
        int partner = matches.partner(pair);
        double distance = outcome[own] - outcome[partner];
        if (slopes != null && adjustFor != null) {
            for (int k = 0; k < slopes.length; k++) {
                distance -= slopes[k] * (adjustFor.column(k)[own] - adjustFor.column(k)[partner]);
            }
        }
        return sign * distance;
    }

    /** Slopes of the outcome on the covariates among partners, each weighted by the shares that it received. */
    private static double @Nullable [] slopes(
            double[] outcome, @Nullable Matches matches, @Nullable Covariates adjustFor) {
        if (matches == null || adjustFor == null) {
            return null;
        }
        double[] weights = new double[outcome.length];
        for (int pair = 0; pair < matches.pairs(); pair++) {
            weights[matches.partner(pair)] += matches.share(pair);
        }
        WeightedFit fit = WeightedFit.of(adjustFor, outcome, weights);
        if (fit == null) {
            throw new InvalidInputException(
                    "bias_adjust",
                    "cannot be had: among the partners a covariate does not vary, or follows from the others");
        }
        return fit.slopes();
    }
}
