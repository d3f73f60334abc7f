package io.assay.statistics.did;

import io.assay.statistics.did.StaggeredOptions.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The effect on the treated of two periods, adjusted for covariates, with its influence function: by a regression of the
 * change among the controls (m), by weighting controls with the odds p/(1-p) of a logistic regression, or by both. Source:
 * Sant'Anna and Zhao, "Doubly robust difference-in-differences estimators", Journal of Econometrics 219 (2020), 101-122,
 * for panels, section 3.
 *
 * <p>The treated come first in all arrays. Scores are kept below 1 - 1e-6, and controls from 0.995 on left out.
 */
final class CovariateAdjustment {

    private static final double HIGHEST = 1 - 1e-6;
    private static final double TRIMMED = 0.995;
    private static final double SEPARATED = 0.999;
    private static final double COLLINEAR = 1e-10;
    private static final int MOST_STEPS = 50;
    private static final double CONVERGED = 1e-12;

    private final double[][] design;
    private final double[] weights;
    private final int treated;
    private final Method method;
    private final int rows;
    private double[] score = new double[0];
    private double[] treatedWeight = new double[0];
    private double[] controlWeight = new double[0];
    /** (Σ w x x')^-1 of the controls, and of the information of the logistic regression. */
    private double[][] bread = new double[0][];

    private double[][] information = new double[0][];
    private @Nullable String problem;

    /**
     * @param covariates by covariate, the treated first
     * @param weights of the rows
     * @param treated how many rows are of the treated
     */
    CovariateAdjustment(double[][] covariates, List<String> names, double[] weights, int treated, Method asked) {
        this.rows = weights.length;
        this.treated = treated;
        this.weights = weights;
        // Without covariates all methods are the same difference of means.
        this.method = covariates.length == 0 ? Method.REG : asked;
        this.design = scaled(covariates);
        if (needsOutcome()) {
            double[][] gram = gram(null, treated, rows);
            double[][] inverse = Small.inverse(gram, COLLINEAR);
            if (inverse == null) {
                problem = "among its controls the covariates " + String.join(", ", names)
                        + " and the constant are combinations of one another";
            } else {
                bread = inverse;
            }
        }
        if (needsScore() && problem == null) {
            fitScore(names);
        }
        if (problem == null) {
            weigh();
        }
    }

    private boolean needsOutcome() {
        return method != Method.IPW;
    }

    private boolean needsScore() {
        return method != Method.REG;
    }

    /** Why there is no estimate, null where there is one. */
    @Nullable
    String problem() {
        return problem;
    }

    /** A constant, and covariates of mean 0 and standard deviation 1, which changes no estimate. */
    private double[][] scaled(double[][] covariates) {
        double[][] all = new double[covariates.length + 1][];
        all[0] = new double[rows];
        Arrays.fill(all[0], 1);
        for (int k = 0; k < covariates.length; k++) {
            double[] x = covariates[k].clone();
            double mean = Small.sum(x) / rows;
            for (int i = 0; i < rows; i++) {
                x[i] -= mean;
            }
            double sd = Math.sqrt(Small.dot(x, x) / rows);
            // What does not vary among these is left 0 and found collinear.
            double scale = sd > 1e-13 * Math.abs(mean) ? 1 / sd : 0;
            for (int i = 0; i < rows; i++) {
                x[i] *= scale;
            }
            all[k + 1] = x;
        }
        return all;
    }

    /** Σ w f x x' over the rows from..to; f is 1 where it is null. */
    private double[][] gram(double @Nullable [] factor, int from, int to) {
        int width = design.length;
        double[][] gram = new double[width][width];
        double[] weighted = new double[rows];
        for (int j = 0; j < width; j++) {
            for (int i = from; i < to; i++) {
                weighted[i] = weights[i] * design[j][i] * (factor == null ? 1 : factor[i]);
            }
            for (int k = 0; k <= j; k++) {
                gram[j][k] = Small.dot(weighted, design[k]);
                gram[k][j] = gram[j][k];
            }
        }
        return gram;
    }

    /** Maximum likelihood by Newton's method, halving steps that make it worse. */
    private void fitScore(List<String> names) {
        int width = design.length;
        double[] beta = new double[width];
        double[] p = new double[rows];
        double[] variance = new double[rows];
        double deviance = score(beta, p);
        for (int step = 0; step < MOST_STEPS; step++) {
            for (int i = 0; i < rows; i++) {
                variance[i] = p[i] * (1 - p[i]);
            }
            double[][] inverse = Small.inverse(gram(variance, 0, rows), COLLINEAR);
            if (inverse == null) {
                problem = deviance < 1e-6 * rows
                        ? "the covariates " + String.join(", ", names)
                                + " tell all of the treated from all of the controls"
                        : "the covariates " + String.join(", ", names)
                                + " and the constant are combinations of one another";
                return;
            }
            double[] move = Small.times(inverse, gradient(p));
            double size = 0;
            for (int k = 0; k < width; k++) {
                size = Math.max(size, Math.abs(move[k]) / (1 + Math.abs(beta[k])));
            }
            double fraction = 1;
            double[] next = stepped(beta, move, fraction);
            double worse = score(next, p);
            while (worse > deviance * (1 + 1e-12) && fraction > 1e-6) {
                fraction /= 2;
                next = stepped(beta, move, fraction);
                worse = score(next, p);
            }
            beta = next;
            deviance = worse;
            if (size < CONVERGED) {
                break;
            }
        }
        double highest = 0;
        for (int i = 0; i < rows; i++) {
            highest = Math.max(highest, p[i]);
            p[i] = Math.min(p[i], HIGHEST);
            variance[i] = p[i] * (1 - p[i]);
        }
        double[][] inverse = Small.inverse(gram(variance, 0, rows), COLLINEAR);
        if (highest >= SEPARATED || inverse == null) {
            problem = String.format(
                    Locale.ROOT,
                    "the covariates tell the treated from the controls too well (a score of %.4f): nobody is comparable",
                    highest);
            return;
        }
        score = p;
        information = inverse;
    }

    private static double[] stepped(double[] beta, double[] move, double fraction) {
        double[] next = beta.clone();
        for (int k = 0; k < next.length; k++) {
            next[k] += fraction * move[k];
        }
        return next;
    }

    /** Fills in the scores and returns minus the log-likelihood. */
    private double score(double[] beta, double[] p) {
        double[] index = new double[rows];
        for (int k = 0; k < beta.length; k++) {
            double[] x = design[k];
            double b = beta[k];
            for (int i = 0; i < rows; i++) {
                index[i] += b * x[i];
            }
        }
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            double small = Math.exp(-Math.abs(index[i]));
            p[i] = index[i] >= 0 ? 1 / (1 + small) : small / (1 + small);
            double wrong = i < treated ? -index[i] : index[i];
            loss += weights[i] * (Math.max(wrong, 0) + Math.log1p(small));
        }
        return loss;
    }

    private double[] gradient(double[] p) {
        double[] residual = new double[rows];
        for (int i = 0; i < rows; i++) {
            residual[i] = weights[i] * ((i < treated ? 1 : 0) - p[i]);
        }
        return moments(residual);
    }

    /** Σ v x. */
    private double[] moments(double[] values) {
        double[] sums = new double[design.length];
        for (int k = 0; k < sums.length; k++) {
            sums[k] = Small.dot(values, design[k]);
        }
        return sums;
    }

    private double[] fitted(double[] coefficients) {
        double[] fitted = new double[rows];
        for (int k = 0; k < coefficients.length; k++) {
            double[] x = design[k];
            double b = coefficients[k];
            for (int i = 0; i < rows; i++) {
                fitted[i] += b * x[i];
            }
        }
        return fitted;
    }

    /** w1 = w D; w0 = w (1 - D) p/(1 - p), or w D where the controls' mean is read off a regression. */
    private void weigh() {
        treatedWeight = new double[rows];
        controlWeight = new double[rows];
        double one = 0;
        double zero = 0;
        for (int i = 0; i < rows; i++) {
            if (i < treated) {
                treatedWeight[i] = weights[i];
                controlWeight[i] = needsScore() ? 0 : weights[i];
            } else if (needsScore() && score[i] < TRIMMED) {
                controlWeight[i] = weights[i] * score[i] / (1 - score[i]);
            }
            one += treatedWeight[i];
            zero += controlWeight[i];
        }
        if (!(zero > 0 && one > 0)) {
            problem = "no control is comparable with the treated";
            return;
        }
        for (int i = 0; i < rows; i++) {
            treatedWeight[i] *= rows / one;
            controlWeight[i] *= rows / zero;
        }
    }

    /**
     * The effect; fills in its influence function over these rows, of mean 0.
     *
     * @param change of the outcome, the treated first
     */
    double effect(double[] change, double[] psi) {
        double[] model = new double[rows];
        double[] residual = new double[rows];
        if (needsOutcome()) {
            double[] response = new double[rows];
            for (int i = treated; i < rows; i++) {
                response[i] = weights[i] * change[i];
            }
            model = fitted(Small.times(bread, moments(response)));
            for (int i = treated; i < rows; i++) {
                residual[i] = weights[i] * (change[i] - model[i]);
            }
        }
        return switch (method) {
            case REG -> regression(change, model, residual, psi);
            case IPW -> weighting(change, model, residual, psi);
            case DR -> weighting(change, model, residual, psi);
        };
    }

    private double regression(double[] change, double[] model, double[] residual, double[] psi) {
        double one = Small.dot(treatedWeight, change) / rows;
        double zero = Small.dot(treatedWeight, model) / rows;
        double[] nuisance = fitted(Small.times(bread, moments(treatedWeight)));
        for (int i = 0; i < rows; i++) {
            psi[i] = treatedWeight[i] * (change[i] - one - (model[i] - zero)) - residual[i] * nuisance[i];
        }
        return one - zero;
    }

    private double weighting(double[] change, double[] model, double[] residual, double[] psi) {
        double[] surprise = new double[rows];
        for (int i = 0; i < rows; i++) {
            surprise[i] = change[i] - model[i];
        }
        double one = Small.dot(treatedWeight, surprise) / rows;
        double zero = Small.dot(controlWeight, surprise) / rows;
        double[] gap = new double[rows];
        double[] difference = new double[rows];
        for (int i = 0; i < rows; i++) {
            gap[i] = controlWeight[i] * (surprise[i] - zero);
            difference[i] = treatedWeight[i] - controlWeight[i];
        }
        double[] ofScore = fitted(Small.times(information, moments(gap)));
        double[] ofModel = needsOutcome() ? fitted(Small.times(bread, moments(difference))) : new double[rows];
        for (int i = 0; i < rows; i++) {
            double label = i < treated ? 1 : 0;
            psi[i] = treatedWeight[i] * (surprise[i] - one)
                    - gap[i]
                    - weights[i] * (label - score[i]) * ofScore[i]
                    - residual[i] * ofModel[i];
        }
        return one - zero;
    }
}
