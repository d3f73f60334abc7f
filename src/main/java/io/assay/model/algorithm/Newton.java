package io.assay.model.algorithm;

import org.jspecify.annotations.Nullable;

/**
 * Newton's method on the logistic loss, which is convex and has, with a penalty, one minimum. The Hessian is the costly
 * part: as long as the gradient falls by a factor of twenty with the one that there is, it is kept.
 */
final class Newton {

    /** Beyond this the gradient is rounding. */
    private static final double CONVERGED = 1e-14;

    /** So little is enough where rounding lets it fall no further. */
    private static final double ENOUGH = 1e-11;

    private static final int MOST_STEPS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double KEEP_HESSIAN = 0.05;
    private static final double SUFFICIENT = 1e-4;
    private static final double ROUNDING = 1e-13;

    private final LogisticLoss loss;
    private final Training.Watch watch;

    Newton(LogisticLoss loss, Training.Watch watch) {
        this.loss = loss;
        this.watch = watch;
    }

    /**
     * The coefficients at the minimum.
     *
     * @throws io.assay.platform.problem.ProblemException with status 422 where they are not found
     */
    double[] minimum(double[] start) {
        Step last = descended(start, CONVERGED);
        if (!(loss.steepest(last.point().gradient()) <= ENOUGH)) {
            throw Refusal.of(
                    "Logistic regression found no minimum: let the pipeline standardise the features, or give a"
                            + " smaller c.");
        }
        watch.round(MOST_STEPS, MOST_STEPS);
        return last.coefficients();
    }

    /** Coefficients near to it: where the gradient is as small as this, or falls no further. */
    double[] near(double[] start, double converged) {
        return descended(start, converged).coefficients();
    }

    private Step descended(double[] start, double converged) {
        double[] coefficients = start;
        LogisticLoss.Point point = loss.at(coefficients, true);
        @Nullable Cholesky factor = factor(point);
        boolean fresh = true;
        for (int step = 0; step < MOST_STEPS; step++) {
            watch.round(Math.min(step, MOST_STEPS - 1), MOST_STEPS);
            double steepest = loss.steepest(point.gradient());
            if (steepest <= converged || factor == null) {
                break;
            }
            Step next = step(coefficients, point, factor.solve(point.gradient()));
            double ratio = next == null ? 1 : loss.steepest(next.point().gradient()) / steepest;
            if (next != null && (ratio < 1 || !(steepest <= ENOUGH))) {
                coefficients = next.coefficients();
                point = next.point();
            }
            if (fresh && (next == null || ratio > 0.5) && loss.steepest(point.gradient()) <= ENOUGH) {
                break;
            }
            if (fresh && next == null) {
                break;
            }
            fresh = ratio > KEEP_HESSIAN;
            if (fresh) {
                point = loss.at(coefficients, true);
                factor = factor(point);
            }
        }
        return new Step(coefficients, point);
    }

    private static @Nullable Cholesky factor(LogisticLoss.Point point) {
        double[][] hessian = point.hessian();
        return hessian == null ? null : Cholesky.of(hessian);
    }

    /** A step that lowers the loss, or where that is rounding the gradient; null where there is none. */
    private @Nullable Step step(double[] from, LogisticLoss.Point point, double[] direction) {
        double slope = 0;
        for (int i = 0; i < direction.length; i++) {
            slope += direction[i] * point.gradient()[i];
        }
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] to = new double[from.length];
            for (int i = 0; i < to.length; i++) {
                to[i] = from[i] - length * direction[i];
            }
            LogisticLoss.Point there = loss.at(to, false);
            double rounding = ROUNDING * Math.abs(point.loss());
            boolean lower = there.loss() <= point.loss() - SUFFICIENT * length * slope;
            boolean flatter = there.loss() <= point.loss() + rounding
                    && loss.steepest(there.gradient()) < loss.steepest(point.gradient());
            if (lower || flatter) {
                return new Step(to, there);
            }
            length /= 2;
        }
        return null;
    }

    /** Where a step leads. */
    private static final class Step {

        private final double[] coefficients;
        private final LogisticLoss.Point point;

        Step(double[] coefficients, LogisticLoss.Point point) {
            this.coefficients = coefficients;
            this.point = point;
        }

        double[] coefficients() {
            return coefficients;
        }

        LogisticLoss.Point point() {
            return point;
        }
    }
}
