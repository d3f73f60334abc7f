package io.assay.statistics.power;

/**
 * The rates that the maximum likelihood estimates under p_b = k p_a tend to, when the true ones do not obey it: of the
 * quadratic W k p² - (k(w_a p_a + w_b) + w_b p_b + w_a) p + (w_a p_a + w_b p_b) = 0, W = w_a + w_b, the root that is a rate
 * in both arms. With k = 1 it is the pooled rate.
 *
 * <p>Source: Farrington, Manning 1990, "Test statistics and sample size formulae for comparative binomial trials with null
 * hypothesis of non-zero risk difference or non-unity relative risk", Statistics in Medicine 9, 1447-1454, section 3. The
 * discriminant and the rates' complements are written here without cancellation.
 *
 * @param control p
 * @param controlComplement 1 - p
 * @param treatment k p
 * @param treatmentComplement 1 - k p
 */
record RestrictedRates(double control, double controlComplement, double treatment, double treatmentComplement) {

    /**
     * The rates.
     *
     * @param ratio k, above 0
     * @param controlRate p_a, strictly between 0 and 1
     * @param treatmentRate p_b, between 0 and 1
     * @param controlShare w_a, above 0
     * @param treatmentShare w_b, above 0
     */
    static RestrictedRates of(
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

    /** Of m_b - k m_a with one unit in all: k² p_a(1 - p_a)/w_a + p_b(1 - p_b)/w_b. */
    double variance(double ratio, double controlShare, double treatmentShare) {
        return ratio * ratio * control * controlComplement / controlShare
                + treatment * treatmentComplement / treatmentShare;
    }
}
