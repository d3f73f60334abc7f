package io.assay.statistics.matching;

import io.assay.statistics.InvalidInputException;

/**
 * Weights of least relative entropy that give an arm exactly the mean covariates of those whose effect is meant (Hainmueller
 * 2012, "Entropy balancing for causal effects").
 *
 * <p>w_i ∝ exp(λ'x_i), λ the least of ln Σ exp(λ'(x_i - x̄)) by Newton's method with halved steps. The standard error by stacked
 * estimating equations, which have a closed form: with b the slopes of the outcome on x in the weighted arm and μ its weighted
 * mean, ψ of an arm is n w_i(Y_i - μ - b'(x_i - x̄)), and n/m b'(x_i - x̄) for the m rows whose mean x̄ is.
 */
public final class EntropyBalancing {

    private static final int MOST_STEPS = 200;
    private static final double CLOSE = 1e-11;
    private static final double SMALLEST_SHARE = 1e-10;
    private static final double SINGULAR = 1e-13;

    private final double[] weights;
    private final Effect effect;
    private final Covariates used;

    private EntropyBalancing(double[] weights, Effect effect, Covariates used) {
        this.weights = weights;
        this.effect = effect;
        this.used = used;
    }

    /**
     * Balances.
     *
     * @throws InvalidInputException where no weights can balance: the target lies outside of what the arm's rows span
     */
    public static EntropyBalancing of(double[] outcome, boolean[] treated, Covariates covariates, Estimand estimand) {
        int n = outcome.length;
        Covariates x = covariates.independent();
        boolean[] meant = new boolean[n];
        int m = 0;
        for (int i = 0; i < n; i++) {
            meant[i] = switch (estimand) {
                case ATE -> true;
                case ATT -> treated[i];
                case ATC -> !treated[i];
            };
            m += meant[i] ? 1 : 0;
        }
        double[] target = new double[x.count()];
        double[] row = new double[x.count() + 1];
        for (int i = 0; i < n; i++) {
            if (meant[i]) {
                Rows.fill(x, i, row);
                for (int k = 0; k < target.length; k++) {
                    target[k] += row[k + 1] / m;
                }
            }
        }
        double[] weights = new double[n];
        double[] psi = new double[n];
        double one = arm(outcome, treated, true, x, target, meant, m, weights, psi);
        double zero = arm(outcome, treated, false, x, target, meant, m, weights, psi);
        double squares = 0;
        for (double influence : psi) {
            squares += influence * influence;
        }
        Effect effect = new Effect(one - zero, Math.sqrt(squares) / n, one, zero, Double.POSITIVE_INFINITY);
        return new EntropyBalancing(weights, effect, x);
    }

    public Effect effect() {
        return effect;
    }

    /** Within each arm they add up to 1; by agreement never written to. */
    public double[] weights() {
        return weights;
    }

    /** The covariates that were balanced, the others being constant or combinations of them. */
    public Covariates used() {
        return used;
    }

    /** Sets the weights of one arm, adds its influence and gives its weighted mean. */
    private static double arm(
            double[] outcome,
            boolean[] treated,
            boolean arm,
            Covariates x,
            double[] target,
            boolean[] meant,
            int m,
            double[] weights,
            double[] psi) {
        int n = outcome.length;
        int size = target.length;
        Dual dual = new Dual(x, treated, arm, target);
        double[] lambda = dual.solve();
        double total = 0;
        double top = dual.shift(lambda);
        double[] row = new double[size + 1];
        for (int i = 0; i < n; i++) {
            if (treated[i] == arm) {
                weights[i] = Math.exp(dual.exponent(lambda, i, row) - top);
                total += weights[i];
            }
        }
        double mean = 0;
        for (int i = 0; i < n; i++) {
            if (treated[i] == arm) {
                weights[i] /= total;
                mean += weights[i] * outcome[i];
            }
        }
        double[][] information = new double[size][size];
        double[] right = new double[size];
        double[] centred = new double[size];
        for (int i = 0; i < n; i++) {
            if (treated[i] == arm) {
                centre(x, i, row, target, centred);
                Rows.add(information, centred, weights[i]);
                Rows.add(right, centred, weights[i] * (outcome[i] - mean));
            }
        }
        double[] slopes = size == 0 ? right : new SymmetricSystem(information, 0).solve(right);
        double sign = arm ? 1 : -1;
        for (int i = 0; i < n; i++) {
            centre(x, i, row, target, centred);
            double along = Rows.dot(slopes, centred);
            double influence = meant[i] ? along * n / m : 0;
            if (treated[i] == arm) {
                influence += n * weights[i] * (outcome[i] - mean - along);
            }
            psi[i] += sign * influence;
        }
        return mean;
    }

    private static void centre(Covariates x, int at, double[] row, double[] target, double[] centred) {
        Rows.fill(x, at, row);
        for (int k = 0; k < centred.length; k++) {
            centred[k] = row[k + 1] - target[k];
        }
    }

    /** The convex problem whose solution gives the weights. */
    private static final class Dual {

        private final Covariates x;
        private final boolean[] treated;
        private final boolean arm;
        private final double[] target;

        Dual(Covariates x, boolean[] treated, boolean arm, double[] target) {
            this.x = x;
            this.treated = treated;
            this.arm = arm;
            this.target = target;
        }

        double exponent(double[] lambda, int at, double[] row) {
            Rows.fill(x, at, row);
            double sum = 0;
            for (int k = 0; k < lambda.length; k++) {
                sum += lambda[k] * (row[k + 1] - target[k]);
            }
            return sum;
        }

        double shift(double[] lambda) {
            double[] row = new double[lambda.length + 1];
            double top = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < treated.length; i++) {
                if (treated[i] == arm) {
                    top = Math.max(top, exponent(lambda, i, row));
                }
            }
            return top;
        }

        /** The value, and with arrays to fill the gradient and curvature. */
        double value(double[] lambda, double[] gradient, double[][] curvature) {
            double top = shift(lambda);
            double[] row = new double[lambda.length + 1];
            double[] centred = new double[lambda.length];
            double total = 0;
            for (int i = 0; i < treated.length; i++) {
                if (treated[i] == arm) {
                    double weight = Math.exp(exponent(lambda, i, row) - top);
                    total += weight;
                    for (int k = 0; k < lambda.length; k++) {
                        centred[k] = row[k + 1] - target[k];
                    }
                    Rows.add(gradient, centred, weight);
                    Rows.add(curvature, centred, weight);
                }
            }
            for (int j = 0; j < lambda.length; j++) {
                gradient[j] /= total;
            }
            for (int j = 0; j < lambda.length; j++) {
                for (int k = 0; k < lambda.length; k++) {
                    curvature[j][k] = curvature[j][k] / total - gradient[j] * gradient[k];
                }
            }
            return top + Math.log(total);
        }

        double[] solve() {
            int size = target.length;
            double[] lambda = new double[size];
            double[] gradient = new double[size];
            double[][] curvature = new double[size][size];
            double value = value(lambda, gradient, curvature);
            for (int step = 0; step < MOST_STEPS; step++) {
                if (largest(gradient) <= CLOSE) {
                    return lambda;
                }
                SymmetricSystem system = new SymmetricSystem(curvature, SINGULAR);
                if (!system.isPositiveDefinite()) {
                    break;
                }
                double[] direction = system.solve(gradient);
                double slope = Rows.dot(direction, gradient);
                double share = 1;
                while (share > SMALLEST_SHARE) {
                    double[] next = lambda.clone();
                    Rows.add(next, direction, -share);
                    double[] nextGradient = new double[size];
                    double[][] nextCurvature = new double[size][size];
                    double nextValue = value(next, nextGradient, nextCurvature);
                    if (nextValue <= value - share * slope / 4 + 1e-14 * (1 + Math.abs(value))) {
                        lambda = next;
                        gradient = nextGradient;
                        curvature = nextCurvature;
                        value = nextValue;
                        break;
                    }
                    share /= 2;
                }
                if (share <= SMALLEST_SHARE) {
                    break;
                }
            }
            if (largest(gradient) <= Math.sqrt(CLOSE) * 1e-2) {
                return lambda;
            }
            throw new InvalidInputException(
                    "controls",
                    "cannot be balanced: no weights of the %s have the means that are wanted"
                            .formatted(arm ? "treated" : "untreated"));
        }

        private static double largest(double[] values) {
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            return largest;
        }
    }
}
