package io.assay.statistics.matching;

import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Effects by weights from the propensity score, by outcome regressions, and by both.
 *
 * <p>p is the score of a row, m1 and m0 what least squares among the treated and the untreated say of it.
 *
 * <ul>
 *   <li>IPW: weighted means, 1/p and 1/(1 - p) for all; 1 and p/(1 - p) for the treated; (1 - p)/p and 1 for the untreated; each
 *       divided by the sum of its weights (Hájek).
 *   <li>RA: the mean of m1 - m0 over those whose effect is meant.
 *   <li>AIPW: the mean of m1 - m0 + T(Y - m1)/p - (1 - T)(Y - m0)/(1 - p); on the treated of (T - (1 - T)p/(1 - p))(Y - m0) over
 *       the share treated; on the untreated likewise (Robins, Rotnitzky and Zhao 1994).
 *   <li>AIPW_WLS: the same, the outcome regressions weighted by (1 - p)/p² and p/(1 - p)² (over all units only).
 *   <li>IPW_RA: RA, the outcome regressions weighted as in IPW.
 * </ul>
 *
 * <p>Standard errors by stacked estimating equations: the influence of a row has what the row does to the scores and to the
 * outcome regressions (Newey and McFadden 1994; Wooldridge 2010, section 21.3), and V = Σψ²/n². Normal distribution.
 */
public final class Weighting {

    private final double[] outcome;
    private final boolean[] treated;
    private final Propensity propensity;
    private final Covariates x;
    private final Covariates z;
    private final double[] p;
    private final int n;
    private final Estimand estimand;

    /** How the effect is had. */
    public enum Method {
        IPW,
        RA,
        AIPW,
        AIPW_WLS,
        IPW_RA
    }

    /**
     * What came out.
     *
     * @param effect with stacked standard error
     * @param influenceError sd(ψ)/√n (divisor n) with scores and outcome regressions taken for known
     */
    public record Result(Effect effect, double influenceError) {}

    /**
     * @param propensity of these rows, without separation
     * @param outcomeCovariates of the outcome regressions
     */
    public Weighting(
            double[] outcome,
            boolean[] treated,
            Propensity propensity,
            Covariates outcomeCovariates,
            Estimand estimand) {
        this.outcome = outcome;
        this.treated = treated;
        this.propensity = propensity;
        this.x = propensity.used();
        this.z = outcomeCovariates.independent();
        this.p = propensity.scores();
        this.n = outcome.length;
        this.estimand = estimand;
    }

    /** Computes; {@link Method#AIPW_WLS} for {@link Estimand#ATE} only. */
    public Result estimate(Method method) {
        return switch (method) {
            case IPW -> weighted();
            case RA -> regression(null);
            case IPW_RA -> regression(Weights.inverse(estimand));
            case AIPW -> augmented(null);
            case AIPW_WLS -> {
                if (estimand != Estimand.ATE) {
                    throw new InvalidInputException("estimand", "must be ate for aipw_wls");
                }
                yield augmented(Weights.variance());
            }
        };
    }

    /** (Σ T Y/p - Σ (1 - T) Y/(1 - p))/n, by which weights that do not add up to n are felt (Horvitz and Thompson 1952). */
    public double horvitzThompson() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += treated[i] ? outcome[i] / p[i] : -outcome[i] / (1 - p[i]);
        }
        return sum / n;
    }

    /** What IPW has each row count, not scaled. */
    public double[] weights() {
        Weights weights = Weights.inverse(estimand);
        double[] of = new double[n];
        for (int i = 0; i < n; i++) {
            of[i] = weights.of(treated[i], p[i]);
        }
        return of;
    }

    /** (Σw)²/Σw² of an arm. */
    public static double effectiveSize(double[] weights, boolean[] treated, boolean ofTreated) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            if (treated[i] == ofTreated) {
                sum += weights[i];
                squares += weights[i] * weights[i];
            }
        }
        return sum * sum / squares;
    }

    private Result weighted() {
        Weights weights = Weights.inverse(estimand);
        double[] totals = new double[2];
        double[] means = new double[2];
        for (int i = 0; i < n; i++) {
            int arm = treated[i] ? 1 : 0;
            double weight = weights.of(treated[i], p[i]);
            totals[arm] += weight;
            means[arm] += weight * outcome[i];
        }
        means[0] /= totals[0];
        means[1] /= totals[1];
        double[] psi = new double[n];
        double[] slope = new double[x.count() + 1];
        double[] row = new double[slope.length];
        for (int i = 0; i < n; i++) {
            int arm = treated[i] ? 1 : 0;
            double share = (outcome[i] - means[arm]) * n / totals[arm] * (arm == 1 ? 1 : -1);
            psi[i] = weights.of(treated[i], p[i]) * share;
            Rows.fill(x, i, row);
            Rows.add(slope, row, weights.byScore(treated[i], p[i]) * propensity.slope(i) * share / n);
        }
        return result(psi, means[1], means[0], slope);
    }

    /** Regression adjustment, the regressions weighted or not. */
    private Result regression(@Nullable Weights weights) {
        OutcomeModel one = new OutcomeModel(true, weights);
        OutcomeModel zero = new OutcomeModel(false, weights);
        double[] psi = new double[n];
        double[] slope = new double[z.count() + 1];
        double[] row = new double[slope.length];
        double meant = 0;
        double mean1 = 0;
        double mean0 = 0;
        for (int i = 0; i < n; i++) {
            if (isMeant(i)) {
                meant++;
                mean1 += one.fitted[i];
                mean0 += zero.fitted[i];
                Rows.fill(z, i, row);
                Rows.add(slope, row, 1);
            }
        }
        mean1 /= meant;
        mean0 /= meant;
        for (int k = 0; k < slope.length; k++) {
            slope[k] /= meant;
        }
        for (int i = 0; i < n; i++) {
            psi[i] = isMeant(i) ? (one.fitted[i] - zero.fitted[i] - (mean1 - mean0)) * n / meant : 0;
        }
        double influence = error(psi);
        double[] scoreSlope = new double[x.count() + 1];
        one.addInfluence(psi, slope, 1, scoreSlope);
        zero.addInfluence(psi, slope, -1, scoreSlope);
        if (weights != null) {
            addScores(psi, scoreSlope);
        }
        return new Result(new Effect(mean1 - mean0, error(psi), mean1, mean0, Double.POSITIVE_INFINITY), influence);
    }

    private boolean isMeant(int row) {
        return switch (estimand) {
            case ATE -> true;
            case ATT -> treated[row];
            case ATC -> !treated[row];
        };
    }

    /** Regressions and weights. */
    private Result augmented(@Nullable Weights regressionWeights) {
        OutcomeModel one = new OutcomeModel(true, regressionWeights);
        OutcomeModel zero = new OutcomeModel(false, regressionWeights);
        double meant = 0;
        for (int i = 0; i < n; i++) {
            meant += isMeant(i) ? 1 : 0;
        }
        Weights weights = Weights.inverse(estimand);
        double scale = n / meant;
        double[] psi = new double[n];
        double[] oneSlope = new double[z.count() + 1];
        double[] zeroSlope = new double[z.count() + 1];
        double[] scoreSlope = new double[x.count() + 1];
        double[] zRow = new double[oneSlope.length];
        double[] xRow = new double[scoreSlope.length];
        double mean1 = 0;
        double mean0 = 0;
        for (int i = 0; i < n; i++) {
            boolean counts = isMeant(i);
            double w = weights.of(treated[i], p[i]);
            double residual = outcome[i] - (treated[i] ? one.fitted[i] : zero.fitted[i]);
            double ofOne = (counts ? one.fitted[i] : 0) + (treated[i] ? w * residual : 0);
            double ofZero = (counts ? zero.fitted[i] : 0) + (treated[i] ? 0 : w * residual);
            mean1 += ofOne / meant;
            mean0 += ofZero / meant;
            psi[i] = scale * (ofOne - ofZero);
            Rows.fill(z, i, zRow);
            Rows.add(oneSlope, zRow, ((counts ? 1 : 0) - (treated[i] ? w : 0)) / meant);
            Rows.add(zeroSlope, zRow, ((counts ? 1 : 0) - (treated[i] ? 0 : w)) / meant);
            Rows.fill(x, i, xRow);
            Rows.add(
                    scoreSlope,
                    xRow,
                    weights.byScore(treated[i], p[i]) * propensity.slope(i) * residual * (treated[i] ? 1 : -1) / meant);
        }
        double estimate = mean1 - mean0;
        for (int i = 0; i < n; i++) {
            psi[i] -= isMeant(i) ? scale * estimate : 0;
        }
        double influence = error(psi);
        one.addInfluence(psi, oneSlope, 1, scoreSlope);
        zero.addInfluence(psi, zeroSlope, -1, scoreSlope);
        addScores(psi, scoreSlope);
        return new Result(new Effect(estimate, error(psi), mean1, mean0, Double.POSITIVE_INFINITY), influence);
    }

    private Result result(double[] psi, double mean1, double mean0, double[] slope) {
        double influence = error(psi);
        addScores(psi, slope);
        return new Result(new Effect(mean1 - mean0, error(psi), mean1, mean0, Double.POSITIVE_INFINITY), influence);
    }

    private double error(double[] psi) {
        double squares = 0;
        for (double one : psi) {
            squares += one * one;
        }
        return Math.sqrt(squares) / n;
    }

    /** Adds what each row does to the estimate by moving the coefficients of the score, whose slope that is. */
    private void addScores(double[] psi, double[] slope) {
        double[][] information = new double[slope.length][slope.length];
        double[] row = new double[slope.length];
        for (int i = 0; i < n; i++) {
            Rows.fill(x, i, row);
            Rows.add(information, row, propensity.curvature(i) / n);
        }
        double[] direction = new SymmetricSystem(information, 0).solve(slope);
        for (int i = 0; i < n; i++) {
            Rows.fill(x, i, row);
            psi[i] += Rows.dot(direction, row) * propensity.residual(i);
        }
    }

    /** A regression of the outcome in one arm. */
    private final class OutcomeModel {

        private final boolean arm;
        private final @Nullable Weights weights;
        private final WeightedFit fit;
        private final double[] fitted;

        OutcomeModel(boolean arm, @Nullable Weights weights) {
            this.arm = arm;
            this.weights = weights;
            double[] of = new double[n];
            for (int i = 0; i < n; i++) {
                if (treated[i] == arm) {
                    of[i] = weights == null ? 1 : weights.of(arm, p[i]);
                }
            }
            WeightedFit made = WeightedFit.of(z, outcome, of);
            if (made == null) {
                throw new InvalidInputException(
                        "outcome_controls",
                        "cannot be regressed on among the %s: there one does not vary, or follows from the others"
                                .formatted(arm ? "treated" : "untreated"));
            }
            fit = made;
            fitted = fit.fitted();
        }

        /**
         * Adds what each row does by moving the coefficients of this regression, whose slope that is, and to the slope of the
         * score's coefficients what they do through this regression's weights.
         */
        void addInfluence(double[] psi, double[] slope, int sign, double[] scoreSlope) {
            double[] direction = fit.solve(slope);
            double[] row = new double[slope.length];
            double[] xRow = new double[scoreSlope.length];
            for (int i = 0; i < n; i++) {
                if (treated[i] == arm) {
                    Rows.fill(z, i, row);
                    double moved = sign * Rows.dot(direction, row) * (outcome[i] - fitted[i]);
                    psi[i] += moved * n * (weights == null ? 1 : weights.of(arm, p[i]));
                    if (weights != null) {
                        Rows.fill(x, i, xRow);
                        Rows.add(scoreSlope, xRow, moved * weights.byScore(arm, p[i]) * propensity.slope(i));
                    }
                }
            }
        }
    }

    /** The score that was used. */
    public Propensity propensity() {
        return propensity;
    }
}
