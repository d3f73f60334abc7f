package io.assay.statistics.calibration;

import org.jspecify.annotations.Nullable;

/**
 * The logistic regression of one number, p = 1/(1 + exp(-(slope x + intercept))): the least Σw(ln(1 + e^η) - tη) by
 * Newton's method with halved steps, to its convergence, on x brought to mean 0 and deviation 1. The targets t may be any
 * numbers from 0 to 1. Where x does not vary the slope is 0.
 *
 * @param slope per unit of x
 * @param intercept at x = 0
 * @param slopeError standard error of the slope; NaN where the data carry no information on it
 */
record LogisticLine(double slope, double intercept, double slopeError) {

    private static final int MOST_STEPS = 200;
    /** A step this small leaves an error of its square. */
    private static final double CLOSE = 1e-8;

    private static final double SMALLEST_SHARE = 1e-10;

    /** How steeply the loss may rise at the end of a step, of how steeply it fell at its beginning. */
    private static final double RISE = 0.25;

    /** Newton's state for η = a + b u, u standardised. */
    private static final class Fit {

        private final double[] u;
        private final double[] targets;
        private final double @Nullable [] weights;
        private double a;
        private double b;

        Fit(double[] u, double[] targets, double @Nullable [] weights) {
            this.u = u;
            this.targets = targets;
            this.weights = weights;
        }

        /** The gradient by a and b, then the information by aa, ab and bb. */
        double[] derivatives(double atA, double atB) {
            double[] of = new double[5];
            for (int i = 0; i < u.length; i++) {
                double weight = weights == null ? 1 : weights[i];
                double p = Logits.logistic(atA + atB * u[i]);
                double residual = weight * (p - targets[i]);
                double curvature = weight * p * (1 - p);
                of[0] += residual;
                of[1] += residual * u[i];
                of[2] += curvature;
                of[3] += curvature * u[i];
                of[4] += curvature * u[i] * u[i];
            }
            return of;
        }

        /**
         * A step is halved until the loss does not rise steeply where it ends; what falls there has fallen all the way.
         * False where it comes to no end, which far away from the least loss may be so: no row tells anything there.
         */
        boolean run(boolean flat) {
            double[] d = derivatives(a, b);
            for (int step = 0; step < MOST_STEPS; step++) {
                double determinant = flat ? d[2] : d[2] * d[4] - d[3] * d[3];
                if (!(determinant > 0)) {
                    return false;
                }
                double stepA = flat ? d[0] / d[2] : (d[4] * d[0] - d[3] * d[1]) / determinant;
                double stepB = flat ? 0 : (d[2] * d[1] - d[3] * d[0]) / determinant;
                if (Math.abs(stepA) + Math.abs(stepB) <= CLOSE * (1 + Math.abs(a) + Math.abs(b))) {
                    a -= stepA;
                    b -= stepB;
                    return true;
                }
                double fall = d[0] * stepA + d[1] * stepB;
                double share = 1;
                double[] next = derivatives(a - stepA, b - stepB);
                while (!(-next[0] * stepA - next[1] * stepB <= RISE * fall)) {
                    share /= 2;
                    if (share < SMALLEST_SHARE) {
                        return false;
                    }
                    next = derivatives(a - share * stepA, b - share * stepB);
                }
                a -= share * stepA;
                b -= share * stepB;
                d = next;
            }
            return false;
        }

        /**
         * The standard error of b: from the information, or with weights, which say what a row counts and not how often it
         * was seen, from the sandwich of information and scores (Huber 1967).
         */
        double error() {
            double[] d = derivatives(a, b);
            double determinant = d[2] * d[4] - d[3] * d[3];
            if (!(determinant > 0)) {
                return Double.NaN;
            }
            if (weights == null) {
                return Math.sqrt(d[2] / determinant);
            }
            double squares = 0;
            for (int i = 0; i < u.length; i++) {
                double influence = (d[2] * u[i] - d[3]) / determinant;
                double score = weights[i] * (Logits.logistic(a + b * u[i]) - targets[i]) * influence;
                squares += score * score;
            }
            return Math.sqrt(squares);
        }
    }

    /**
     * Fits.
     *
     * @param x finite
     * @param targets as many, from 0 to 1
     * @param weights as many; null where all weigh the same
     * @param slope where to begin
     * @param intercept where to begin
     */
    static LogisticLine fit(double[] x, double[] targets, double @Nullable [] weights, double slope, double intercept) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double weight = weights == null ? 1 : weights[i];
            total += weight;
            sum += weight * x[i];
        }
        double mean = sum / total;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            squares += (weights == null ? 1 : weights[i]) * (x[i] - mean) * (x[i] - mean);
        }
        double deviation = Math.sqrt(squares / total);
        boolean flat = !(deviation > Math.ulp(mean) * x.length);
        double scale = flat ? 1 : deviation;
        double[] u = new double[x.length];
        for (int i = 0; i < u.length; i++) {
            u[i] = flat ? 0 : (x[i] - mean) / scale;
        }
        Fit fit = new Fit(u, targets, weights);
        fit.a = intercept + (flat ? 0 : slope * mean);
        fit.b = flat ? 0 : slope * scale;
        if (!fit.run(flat)) {
            fit.a = 0;
            fit.b = 0;
            fit.run(flat);
        }
        double fitted = fit.b / scale;
        return new LogisticLine(fitted, flat ? fit.a : fit.a - fitted * mean, fit.error() / scale);
    }
}
