package io.assay.statistics.matching;

import io.assay.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Newton's method for {@link Propensity}, on standardised columns; place 0 is the intercept. */
final class PropensityNewton {

    private static final int MOST_STEPS = 60;
    /** A step this small leaves an error of its square. */
    private static final double CLOSE = 1e-7;

    private static final double SMALLEST_SHARE = 1e-6;
    /** Information left in a direction, as a share of what a balanced sample would have, below which it has no maximum. */
    private static final double FLAT = 1e-9;

    private static final double SINGULAR = 1e-13;
    /** On the scale of standardised columns, far beyond what any honest coefficient comes to. */
    private static final double RUNAWAY = 30;

    private final Covariates x;
    private final boolean[] treated;
    private final double[][] block;
    private final double[] weighted = new double[Covariates.BLOCK];
    private final double[] residual = new double[Covariates.BLOCK];
    private final double[] curvature = new double[Covariates.BLOCK];
    private final double[] ones = new double[Covariates.BLOCK];
    private final Propensity.Link link;
    private final double[] predictors;
    private final double[] scores;
    private double[] beta;
    private double[] lastStep;
    private double[][] information;
    private double logLikelihood;
    private int steps;

    PropensityNewton(Covariates x, boolean[] treated, int n1, Propensity.Link link) {
        this.x = x;
        this.link = link;
        this.treated = treated;
        int size = x.count() + 1;
        block = new double[size - 1][Covariates.BLOCK];
        Arrays.fill(ones, 1);
        predictors = new double[treated.length];
        scores = new double[treated.length];
        beta = new double[size];
        beta[0] = switch (link) {
            case LOGIT -> Math.log((double) n1 / (treated.length - n1));
            case PROBIT -> Normal.quantile((double) n1 / treated.length);
        };
        lastStep = new double[size];
        information = new double[size][size];
    }

    void run() {
        double[] gradient = new double[beta.length];
        logLikelihood = derivatives(beta, gradient);
        while (steps < MOST_STEPS) {
            steps++;
            SymmetricSystem system = new SymmetricSystem(information, SINGULAR);
            if (!system.isPositiveDefinite()) {
                return;
            }
            double[] step = system.solve(gradient);
            double size = largest(step);
            double before = logLikelihood;
            double share = 1;
            double[] from = beta;
            beta = moved(from, step, share);
            double[] nextGradient = new double[beta.length];
            double next = derivatives(beta, nextGradient);
            double slack = 1e-12 * Math.abs(before);
            while (!(next >= before - slack) && share > SMALLEST_SHARE) {
                share /= 2;
                beta = moved(from, step, share);
                Arrays.fill(nextGradient, 0);
                next = derivatives(beta, nextGradient);
            }
            logLikelihood = next;
            gradient = nextGradient;
            lastStep = step;
            if (size <= CLOSE * (1 + largest(beta)) || largest(beta) > RUNAWAY * 4) {
                return;
            }
        }
    }

    private static double[] moved(double[] from, double[] step, double share) {
        double[] to = new double[from.length];
        for (int k = 0; k < to.length; k++) {
            to[k] = from[k] + share * step[k];
        }
        return to;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Adds the gradient, sets the information, predictors and scores, and gives the log likelihood. */
    private double derivatives(double[] at, double[] gradient) {
        int size = at.length;
        double[][] sums = new double[size][size];
        double total = 0;
        for (int from = 0; from < treated.length; from += Covariates.BLOCK) {
            int length = x.standardized(from, block);
            total += probabilities(at, from, length);
            gradient[0] += Covariates.dot(residual, ones, length);
            sums[0][0] += Covariates.dot(curvature, ones, length);
            for (int j = 1; j < size; j++) {
                double[] column = block[j - 1];
                gradient[j] += Covariates.dot(residual, column, length);
                for (int i = 0; i < length; i++) {
                    weighted[i] = curvature[i] * column[i];
                }
                sums[j][0] += Covariates.dot(weighted, ones, length);
                for (int k = 1; k <= j; k++) {
                    sums[j][k] += Covariates.dot(weighted, block[k - 1], length);
                }
            }
        }
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < j; k++) {
                sums[k][j] = sums[j][k];
            }
        }
        information = sums;
        return total;
    }

    /** Predictors, scores, residuals and curvatures of a block; gives its log likelihood. */
    private double probabilities(double[] at, int from, int length) {
        for (int i = 0; i < length; i++) {
            predictors[from + i] = at[0];
        }
        for (int k = 1; k < at.length; k++) {
            double slope = at[k];
            double[] column = block[k - 1];
            for (int i = 0; i < length; i++) {
                predictors[from + i] += slope * column[i];
            }
        }
        return switch (link) {
            case LOGIT -> logistic(from, length);
            case PROBIT -> probit(from, length);
        };
    }

    private double probit(int from, int length) {
        double total = 0;
        for (int i = 0; i < length; i++) {
            boolean one = treated[from + i];
            double eta = one ? predictors[from + i] : -predictors[from + i];
            double log = Normal.logSurvival(-eta);
            double hazard = Probit.hazard(eta);
            scores[from + i] = Normal.cumulative(predictors[from + i]);
            residual[i] = one ? hazard : -hazard;
            curvature[i] = hazard * (hazard + eta);
            total += log;
        }
        return total;
    }

    private double logistic(int from, int length) {
        double total = 0;
        // One logarithm of a product for many of single factors, each of which is above a half when taken with its
        // own side: 1 + exp(-|logit|) lies between 1 and 2, so that a thousand of them fit a double.
        double product = 1;
        for (int i = 0; i < length; i++) {
            double logit = predictors[from + i];
            double odds = Math.exp(-Math.abs(logit));
            double least = odds / (1 + odds);
            double p = logit > 0 ? 1 - least : least;
            boolean one = treated[from + i];
            scores[from + i] = p;
            residual[i] = one ? (logit > 0 ? least : 1 - p) : -p;
            curvature[i] = odds / ((1 + odds) * (1 + odds));
            product *= 1 + odds;
            total += one == logit > 0 ? 0 : -Math.abs(logit);
            if ((i & 511) == 511) {
                total -= Math.log(product);
                product = 1;
            }
        }
        return total - Math.log(product);
    }

    List<String> separating() {
        List<String> names = new ArrayList<>();
        boolean perfect = logLikelihood > -1e-6;
        SymmetricSystem system = new SymmetricSystem(information, SINGULAR);
        boolean converged = largest(lastStep) <= CLOSE * (1 + largest(beta)) && system.isPositiveDefinite();
        if (converged && !perfect) {
            double[][] inverse = system.inverse();
            for (int k = 1; k < beta.length; k++) {
                if (inverse[k][k] * FLAT * treated.length > 1) {
                    names.add(x.names().get(k - 1));
                }
            }
            return List.copyOf(names);
        }
        double most = largest(beta);
        for (int k = 1; k < beta.length; k++) {
            if (Math.abs(beta[k]) > most / 4) {
                names.add(x.names().get(k - 1));
            }
        }
        return List.copyOf(names);
    }

    double[] coefficients() {
        double[] coefficients = new double[beta.length];
        coefficients[0] = beta[0];
        for (int k = 1; k < beta.length; k++) {
            coefficients[k] = beta[k] / x.deviation(k - 1);
            coefficients[0] -= coefficients[k] * x.mean(k - 1);
        }
        return coefficients;
    }

    /** C V C', C being what takes standardised coefficients to those of the columns. NaN where there is no maximum. */
    double[][] covariance() {
        int size = beta.length;
        SymmetricSystem system = new SymmetricSystem(information, SINGULAR);
        double[][] inverse = new double[size][size];
        if (system.isPositiveDefinite()) {
            inverse = system.inverse();
        } else {
            for (double[] row : inverse) {
                Arrays.fill(row, Double.NaN);
            }
        }
        double[][] back = new double[size][size];
        back[0][0] = 1;
        for (int k = 1; k < size; k++) {
            back[k][k] = 1 / x.deviation(k - 1);
            back[0][k] = -x.mean(k - 1) / x.deviation(k - 1);
        }
        return Matrices.product(back, inverse, Matrices.transposed(back));
    }

    double[] predictors() {
        return predictors;
    }

    double[] scores() {
        return scores;
    }

    double logLikelihood() {
        return logLikelihood;
    }

    int steps() {
        return steps;
    }
}
