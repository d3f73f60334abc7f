package io.assay.statistics.matching;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.split.Folds;
import java.util.Arrays;

/**
 * AIPW with cross-fitting: scores and outcome regressions of a row come from rows of other folds, so that flexible models cannot
 * chase the row's own noise (Chernozhukov, Chetverikov, Demirer, Duflo, Hansen, Newey and Robins 2018).
 *
 * <p>ψ as in {@link Weighting.Method#AIPW}; se = sd(ψ)/√n with divisor n, normal distribution.
 */
public final class CrossFit {

    private CrossFit() {}

    /**
     * Computes.
     *
     * @param outcome one per row
     * @param folds 2 or more; each with its share of treated and untreated rows
     * @throws InvalidInputException where the rows of the other folds leave a model undetermined
     */
    public static Effect aipw(
            double[] outcome, boolean[] treated, Covariates covariates, Estimand estimand, int folds, long seed) {
        int n = outcome.length;
        int[] arms = new int[n];
        for (int i = 0; i < n; i++) {
            arms[i] = treated[i] ? 1 : 0;
        }
        int[] fold = Folds.stratified(arms, folds, seed);
        double[] p = new double[n];
        double[] one = new double[n];
        double[] zero = new double[n];
        Covariates used = covariates.independent();
        for (int k = 0; k < folds; k++) {
            predict(outcome, treated, used, fold, k, p, one, zero);
        }
        return effect(outcome, treated, estimand, p, one, zero);
    }

    private static void predict(
            double[] outcome,
            boolean[] treated,
            Covariates used,
            int[] fold,
            int out,
            double[] p,
            double[] one,
            double[] zero) {
        int[] rows = rows(fold, out, false);
        int[] held = rows(fold, out, true);
        Covariates training = used.take(rows);
        boolean[] arms = new boolean[rows.length];
        double[] y = new double[rows.length];
        double[] inOne = new double[rows.length];
        double[] inZero = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            arms[i] = treated[rows[i]];
            y[i] = outcome[rows[i]];
            inOne[i] = arms[i] ? 1 : 0;
            inZero[i] = arms[i] ? 0 : 1;
        }
        Propensity propensity = Propensity.fit(training, arms);
        WeightedFit oneFit = WeightedFit.of(training, y, inOne);
        WeightedFit zeroFit = WeightedFit.of(training, y, inZero);
        if (oneFit == null
                || zeroFit == null
                || !propensity.separating().isEmpty()
                || !propensity.dropped().isEmpty()) {
            throw new InvalidInputException(
                    "folds", "leave a covariate undetermined, or separating the arms, in the rows of the other folds");
        }
        Covariates others = used.take(held);
        double[] ofOne = oneFit.fitted(others);
        double[] ofZero = zeroFit.fitted(others);
        for (int i = 0; i < held.length; i++) {
            double logit = propensity.coefficient(0);
            for (int k = 0; k < used.count(); k++) {
                logit += propensity.coefficient(k + 1) * others.column(k)[i];
            }
            p[held[i]] = 1 / (1 + Math.exp(-logit));
            one[held[i]] = ofOne[i];
            zero[held[i]] = ofZero[i];
        }
    }

    private static int[] rows(int[] fold, int number, boolean inside) {
        int[] rows = new int[fold.length];
        int count = 0;
        for (int row = 0; row < fold.length; row++) {
            if ((fold[row] == number) == inside) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static Effect effect(
            double[] outcome, boolean[] treated, Estimand estimand, double[] p, double[] one, double[] zero) {
        int n = outcome.length;
        Weights weights = Weights.inverse(estimand);
        double[] ofOne = new double[n];
        double[] ofZero = new double[n];
        double meant = 0;
        double mean1 = 0;
        double mean0 = 0;
        boolean[] counts = new boolean[n];
        for (int i = 0; i < n; i++) {
            counts[i] = switch (estimand) {
                case ATE -> true;
                case ATT -> treated[i];
                case ATC -> !treated[i];
            };
            double w = weights.of(treated[i], p[i]);
            ofOne[i] = (counts[i] ? one[i] : 0) + (treated[i] ? w * (outcome[i] - one[i]) : 0);
            ofZero[i] = (counts[i] ? zero[i] : 0) + (treated[i] ? 0 : w * (outcome[i] - zero[i]));
            meant += counts[i] ? 1 : 0;
            mean1 += ofOne[i];
            mean0 += ofZero[i];
        }
        mean1 /= meant;
        mean0 /= meant;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double psi = ofOne[i] - ofZero[i] - (counts[i] ? mean1 - mean0 : 0);
            squares += psi * psi;
        }
        return new Effect(mean1 - mean0, Math.sqrt(squares) / meant, mean1, mean0, Double.POSITIVE_INFINITY);
    }
}
