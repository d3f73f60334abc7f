package io.assay.statistics.power;

import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The rates that the maximum likelihood estimates under a null hypothesis tend to, when the true ones do not obey it.
 *
 * <p>Under p_b = k p_a: of the quadratic W k p² - (k(w_a p_a + w_b) + w_b p_b + w_a) p + (w_a p_a + w_b p_b) = 0, W = w_a + w_b, the root that is a rate
 * in both arms. With k = 1 it is the pooled rate. Under p_b = p_a + δ: the root of the score, a decreasing function of the
 * logit of p_a/(1 - δ).
 *
 * <p>Source: Farrington, Manning 1990, "Test statistics and sample size formulae for comparative binomial trials with null
 * hypothesis of non-zero risk difference or non-unity relative risk", Statistics in Medicine 9, 1447-1454, section 3. The
 * quadratic's discriminant and the rates' complements are written here without cancellation.
 *
 * @param control p_a
 * @param controlComplement 1 - p_a
 * @param treatment p_b
 * @param treatmentComplement 1 - p_b
 */
record RestrictedRates(double control, double controlComplement, double treatment, double treatmentComplement) {

    private static final int MAX_EVALUATIONS = 500;
    private static final double ACCURACY = 1e-15;
    /** No rate other than 0 and 1 is as near to them as e^-100. */
    private static final double FURTHEST = 100;

    /**
     * Under p_b = k p_a.
     *
     * @param ratio k, above 0
     * @param controlRate p_a, strictly between 0 and 1
     * @param treatmentRate p_b, between 0 and 1
     * @param controlShare w_a, above 0
     * @param treatmentShare w_b, above 0
     */
    static RestrictedRates ofRatio(
            double ratio, double controlRate, double treatmentRate, double controlShare, double treatmentShare) {
        double all = controlShare + treatmentShare;
        double failures = controlShare * (1 - controlRate);
        double treatmentFailures = treatmentShare * (1 - treatmentRate);
        double shift = all * (ratio - 1);
        double root = Math.hypot(
                shift + treatmentFailures - ratio * failures, 2 * Math.sqrt(ratio * failures * treatmentFailures));
        double linear =
                ratio * (controlShare * controlRate + treatmentShare) + treatmentShare * treatmentRate + controlShare;
        double control = 2 * (controlShare * controlRate + treatmentShare * treatmentRate) / (linear + root);
        double sum = ratio * failures + treatmentFailures;
        return new RestrictedRates(
                control,
                complement(shift + sum, -2 * failures * shift / all, root, 2 * all * ratio),
                ratio * control,
                complement(sum - shift, 2 * treatmentFailures * shift / all, root, 2 * all));
    }

    /** (linear + root)/denominator, where linear is negative from what it is equal to by root² = linear² + product. */
    private static double complement(double linear, double rationalised, double root, double denominator) {
        return linear >= 0 ? (linear + root) / denominator : rationalised / (root - linear);
    }

    /**
     * Under p_b = p_a + δ, the other parameters as above.
     *
     * @param difference δ, strictly between -1 and 1
     */
    static RestrictedRates ofDifference(
            double difference, double controlRate, double treatmentRate, double controlShare, double treatmentShare) {
        if (difference == 0) {
            return ofRatio(1, controlRate, treatmentRate, controlShare, treatmentShare);
        }
        if (difference < 0) {
            return ofDifference(
                            -difference,
                            /* controlRate= */ treatmentRate,
                            /* treatmentRate= */ controlRate,
                            /* controlShare= */ treatmentShare,
                            /* treatmentShare= */ controlShare)
                    .exchanged();
        }
        UnivariateFunction score = logit -> {
            RestrictedRates rates = at(logit, difference);
            double up = controlShare * controlRate / rates.control + treatmentShare * treatmentRate / rates.treatment;
            double down = controlShare * (1 - controlRate) / rates.controlComplement
                    + treatmentShare * (1 - treatmentRate) / rates.treatmentComplement;
            return Math.log(up) - Math.log(down);
        };
        // without conversions in control, or failures in treatment, a rate may be 0 or 1
        if (score.value(-FURTHEST) <= 0) {
            return at(-FURTHEST, difference);
        }
        if (score.value(FURTHEST) >= 0) {
            return at(FURTHEST, difference);
        }
        return at(new BrentSolver(ACCURACY, ACCURACY).solve(MAX_EVALUATIONS, score, -FURTHEST, FURTHEST), difference);
    }

    private RestrictedRates exchanged() {
        return new RestrictedRates(
                /* control= */ treatment,
                /* controlComplement= */ treatmentComplement,
                /* treatment= */ control,
                /* treatmentComplement= */ controlComplement);
    }

    /** For δ above 0. */
    private static RestrictedRates at(double logit, double difference) {
        double control = (1 - difference) / (1 + Math.exp(-logit));
        double treatmentComplement = (1 - difference) / (1 + Math.exp(logit));
        return new RestrictedRates(
                control, treatmentComplement + difference, control + difference, treatmentComplement);
    }

    /** Of m_b - k m_a with one unit in all: k² p_a(1 - p_a)/w_a + p_b(1 - p_b)/w_b. */
    double variance(double ratio, double controlShare, double treatmentShare) {
        return ratio * ratio * control * controlComplement / controlShare
                + treatment * treatmentComplement / treatmentShare;
    }
}
