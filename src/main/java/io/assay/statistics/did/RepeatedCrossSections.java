package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect on the treated from two samples, one before and one after, of different units: outcome regressions of the
 * four groups, a propensity score, or both. Source: Sant'Anna and Zhao, Journal of Econometrics 219 (2020), 101-122,
 * sections 2.2 and 3.2.
 *
 * <p>Every estimator is a sum of weighted means T = E[w s]/E[w] of s = y or y - m(x). Its influence function has a term w (s -
 * T)/E[w] for each, and for each nuisance that it depends on the derivative times that nuisance's own: -E[w x]/E[w] for an
 * outcome regression, E[w (s - T) x]/E[w] for the score, on which the odds w = p/(1-p) depend. Scores are kept below 1 -
 * 1e-6, and controls from 0.995 on left out. Standard error: the root of Σ ψ²/n².
 */
public final class RepeatedCrossSections {

    /** How covariates are adjusted for. */
    public enum Method {
        /** Doubly robust, locally efficient: calibrated score, weighted regressions of the controls. */
        DR_IMPROVED,
        /** Doubly robust, locally efficient: maximum likelihood, least squares. */
        DR_TRADITIONAL,
        /** Outcome regressions of the controls. */
        REG,
        /** Inverse probability weights that add up to one. */
        IPW
    }

    /** An estimate with its standard error. */
    public record Estimate(double effect, double standardError) {}

    private static final double HIGHEST = 1 - 1e-6;
    private static final double TRIMMED = 0.995;
    private static final double COLLINEAR = 1e-10;
    private static final int MOST_STEPS = 100;

    private final double[] outcome;
    private final double[][] design;
    private final boolean[] treated;
    private final boolean[] post;
    private final double @Nullable [] weights;
    private final int rows;

    private double[] score = new double[0];
    private double[][] information = new double[0][];
    private final double[] psi;
    private double effect;

    private RepeatedCrossSections(
            double[] outcome, boolean[] treated, boolean[] post, double[][] covariates, double @Nullable [] weights) {
        this.outcome = outcome;
        this.treated = treated;
        this.post = post;
        this.weights = weights;
        this.rows = outcome.length;
        this.psi = new double[rows];
        this.design = new double[covariates.length + 1][];
        this.design[0] = new double[rows];
        Arrays.fill(design[0], 1);
        for (int k = 0; k < covariates.length; k++) {
            design[k + 1] = standardised(covariates[k]);
        }
    }

    private double[] standardised(double[] values) {
        double[] x = values.clone();
        double mean = Small.sum(x) / rows;
        for (int i = 0; i < rows; i++) {
            x[i] -= mean;
        }
        double sd = Math.sqrt(Small.dot(x, x) / rows);
        for (int i = 0; sd > 0 && i < rows; i++) {
            x[i] /= sd;
        }
        return x;
    }

    /**
     * The estimate.
     *
     * @param covariates by covariate its values
     * @throws InvalidInputException for {@code treatment_col} or {@code post_col} where one of the four groups is empty, and
     *     for {@code controls} that are collinear in one, or tell the treated from the others
     */
    public static Estimate of(
            double[] outcome, boolean[] treated, boolean[] post, double[][] covariates, Method method) {
        for (int group = 0; group < 4; group++) {
            int found = 0;
            for (int i = 0; i < outcome.length && found < 2; i++) {
                found += treated[i] == group >= 2 && post[i] == (group % 2 == 1) ? 1 : 0;
            }
            if (found < 2) {
                throw new InvalidInputException(
                        group >= 2 ? "treatment_col" : "post_col",
                        found == 0
                                ? "must leave rows of both groups before and after"
                                : "must leave two rows at least of both groups before and after: one shows no spread");
            }
        }
        RepeatedCrossSections made = new RepeatedCrossSections(outcome, treated, post, covariates, null);
        made.estimate(method);
        return new Estimate(made.effect, Math.sqrt(Small.dot(made.psi, made.psi)) / made.rows);
    }

    /**
     * The effect of weighted rows, of all four groups some.
     *
     * @param weights of the rows, above 0; null where they are alike
     * @param psi filled in with the influence function, of mean 0 over the rows
     * @throws InvalidInputException for {@code controls} that are collinear in a group, or tell the treated from the others
     */
    static double effect(
            double[] outcome,
            boolean[] treated,
            boolean[] post,
            double[][] covariates,
            double @Nullable [] weights,
            Method method,
            double[] psi) {
        RepeatedCrossSections made = new RepeatedCrossSections(outcome, treated, post, covariates, weights);
        made.estimate(method);
        System.arraycopy(made.psi, 0, psi, 0, psi.length);
        return made.effect;
    }

    private double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    private void estimate(Method method) {
        switch (method) {
            case REG -> regression();
            case IPW -> {
                fitScore(false);
                for (int side = 0; side <= 1; side++) {
                    int sign = side == 1 ? 1 : -1;
                    mean(group(true, side == 1), outcome, sign, List.of());
                    scored(odds(side == 1), outcome, -sign, List.of());
                }
            }
            case DR_IMPROVED -> doublyRobust(true);
            case DR_TRADITIONAL -> doublyRobust(false);
        }
    }

    /** (E[y|D=1,after] - E[y|D=1,before]) - E[m_after - m_before | D=1]. */
    private void regression() {
        double[] everyone = group(true, null);
        for (int side = 0; side <= 1; side++) {
            int sign = side == 1 ? 1 : -1;
            Fit fit = fit(group(false, side == 1));
            mean(group(true, side == 1), outcome, sign, List.of());
            mean(everyone, fit.fitted, -sign, List.of(new Nuisance(fit, 1)));
        }
    }

    private void doublyRobust(boolean improved) {
        fitScore(improved);
        for (int side = 0; side <= 1; side++) {
            boolean after = side == 1;
            int sign = after ? 1 : -1;
            double[] own = group(true, after);
            double[] controls = group(false, after);
            Fit zero = fit(improved ? odds(after) : controls);
            Fit one = fit(own);
            double[] surprise = new double[rows];
            double[] gap = new double[rows];
            for (int i = 0; i < rows; i++) {
                surprise[i] = outcome[i] - zero.fitted[i];
                gap[i] = one.fitted[i] - zero.fitted[i];
            }
            // Calibration and weighting make the estimate insensitive to its nuisances to the first order.
            List<Nuisance> ofZero = improved ? List.of() : List.of(new Nuisance(zero, -1));
            List<Nuisance> ofBoth = improved ? List.of() : List.of(new Nuisance(one, 1), new Nuisance(zero, -1));
            mean(own, surprise, sign, ofZero);
            if (improved) {
                mean(odds(after), surprise, -sign, List.of());
            } else {
                scored(odds(after), surprise, -sign, ofZero);
            }
            mean(group(true, null), gap, sign, ofBoth);
            mean(own, gap, -sign, ofBoth);
        }
    }

    /** 1 for rows of a group; of both times where after is null. */
    private double[] group(boolean ofTreated, @Nullable Boolean after) {
        double[] chosen = new double[rows];
        for (int i = 0; i < rows; i++) {
            chosen[i] = treated[i] == ofTreated && (after == null || post[i] == after) ? weight(i) : 0;
        }
        return chosen;
    }

    /** p/(1-p) of the controls of one time. */
    private double[] odds(boolean after) {
        double[] odds = new double[rows];
        for (int i = 0; i < rows; i++) {
            odds[i] = !treated[i] && post[i] == after && score[i] < TRIMMED ? weight(i) * score[i] / (1 - score[i]) : 0;
        }
        return odds;
    }

    /** A regression with its residuals times weights, and (Σ w x x')^-1. */
    private static final class Fit {

        private final double[] fitted;
        private final double[] weighted;
        private final double[][] bread;

        Fit(double[] fitted, double[] weighted, double[][] bread) {
            this.fitted = fitted;
            this.weighted = weighted;
            this.bread = bread;
        }
    }

    /** How a mean depends on a regression: its value moves by direction · x'b. */
    private record Nuisance(Fit fit, int direction) {}

    private Fit fit(double[] by) {
        double[][] bread = Small.inverse(gram(by), COLLINEAR);
        if (bread == null) {
            throw new InvalidInputException(
                    "controls", "must not be combinations of one another within treated or controls, before or after");
        }
        double[] response = new double[rows];
        for (int i = 0; i < rows; i++) {
            response[i] = by[i] * outcome[i];
        }
        double[] fitted = index(Small.times(bread, moments(response)));
        double[] weighted = new double[rows];
        for (int i = 0; i < rows; i++) {
            weighted[i] = by[i] * (outcome[i] - fitted[i]);
        }
        return new Fit(fitted, weighted, bread);
    }

    /** Adds sign · Σ w s / Σ w to the effect, and what it adds to the influence function. */
    private double[] mean(double[] by, double[] values, int sign, List<Nuisance> nuisances) {
        double total = Small.sum(by);
        double mean = Small.dot(by, values) / total;
        effect += sign * mean;
        double scale = sign * rows / total;
        double[] direction = moments(by);
        double[] surprise = new double[rows];
        for (int i = 0; i < rows; i++) {
            surprise[i] = by[i] * (values[i] - mean);
            psi[i] += scale * surprise[i];
        }
        for (Nuisance nuisance : nuisances) {
            double[] along = index(Small.times(nuisance.fit().bread, direction));
            for (int i = 0; i < rows; i++) {
                psi[i] += scale * nuisance.direction() * along[i] * nuisance.fit().weighted[i];
            }
        }
        return surprise;
    }

    /** The same for weights that depend on the score. */
    private void scored(double[] by, double[] values, int sign, List<Nuisance> nuisances) {
        double[] surprise = mean(by, values, sign, nuisances);
        double scale = sign * rows / Small.sum(by);
        double[] along = index(Small.times(information, moments(surprise)));
        for (int i = 0; i < rows; i++) {
            psi[i] += scale * along[i] * weight(i) * ((treated[i] ? 1 : 0) - score[i]);
        }
    }

    private double[][] gram(double[] by) {
        int width = design.length;
        double[][] gram = new double[width][width];
        double[] weighted = new double[rows];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < rows; i++) {
                weighted[i] = by[i] * design[j][i];
            }
            for (int k = 0; k <= j; k++) {
                gram[j][k] = Small.dot(weighted, design[k]);
                gram[k][j] = gram[j][k];
            }
        }
        return gram;
    }

    private double[] moments(double[] values) {
        double[] sums = new double[design.length];
        for (int k = 0; k < sums.length; k++) {
            sums[k] = Small.dot(values, design[k]);
        }
        return sums;
    }

    private double[] index(double[] coefficients) {
        double[] index = new double[rows];
        for (int k = 0; k < coefficients.length; k++) {
            for (int i = 0; i < rows; i++) {
                index[i] += coefficients[k] * design[k][i];
            }
        }
        return index;
    }

    /** Maximum likelihood, or calibration: the odds of the controls have the covariates' sums of the treated. */
    private void fitScore(boolean calibrated) {
        double[] beta = new double[design.length];
        double[] curvature = new double[rows];
        double[] residual = new double[rows];
        double loss = loss(beta, calibrated, residual, curvature);
        boolean converged = false;
        for (int step = 0; step < MOST_STEPS && !converged; step++) {
            double[][] inverse = Small.inverse(gram(curvature), COLLINEAR);
            if (inverse == null) {
                throw new InvalidInputException(
                        "controls", "must not be combinations of one another, nor tell the treated from the others");
            }
            double[] move = Small.times(inverse, moments(residual));
            double fraction = 1;
            double[] next = moved(beta, move, fraction);
            double worse = loss(next, calibrated, residual, curvature);
            while (!(worse <= loss + 1e-12 * Math.abs(loss)) && fraction > 1e-9) {
                fraction /= 2;
                next = moved(beta, move, fraction);
                worse = loss(next, calibrated, residual, curvature);
            }
            double size = 0;
            for (int k = 0; k < beta.length; k++) {
                size = Math.max(size, Math.abs(next[k] - beta[k]) / (1 + Math.abs(beta[k])));
            }
            beta = next;
            loss = worse;
            converged = size < 1e-13;
        }
        score = index(beta);
        for (int i = 0; i < rows; i++) {
            score[i] = Math.min(1 / (1 + Math.exp(-score[i])), HIGHEST);
            curvature[i] = weight(i) * score[i] * (1 - score[i]);
        }
        double[][] inverse = Small.inverse(gram(curvature), COLLINEAR);
        if (inverse == null) {
            throw new InvalidInputException("controls", "must not tell the treated from the others");
        }
        information = inverse;
    }

    private static double[] moved(double[] beta, double[] move, double fraction) {
        double[] next = beta.clone();
        for (int k = 0; k < next.length; k++) {
            next[k] += fraction * move[k];
        }
        return next;
    }

    /** The convex loss; fills in minus its derivative by the index, and the second. */
    private double loss(double[] beta, boolean calibrated, double[] residual, double[] curvature) {
        double[] index = index(beta);
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            double label = treated[i] ? 1 : 0;
            double w = weight(i);
            if (calibrated) {
                double odds = treated[i] ? 0 : Math.exp(index[i]);
                loss += w * (odds - label * index[i]);
                residual[i] = w * (label - odds);
                curvature[i] = w * odds;
            } else {
                double small = Math.exp(-Math.abs(index[i]));
                double p = index[i] >= 0 ? 1 / (1 + small) : small / (1 + small);
                loss += w * (Math.max(treated[i] ? -index[i] : index[i], 0) + Math.log1p(small));
                residual[i] = w * (label - p);
                curvature[i] = w * p * (1 - p);
            }
        }
        return loss;
    }
}
