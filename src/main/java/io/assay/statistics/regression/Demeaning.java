package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes the means of levels out of a column. */
final class Demeaning {

    private static final int MOST_STEPS = 10_000;
    /** Of the squared length: 14 digits of what is left. */
    private static final double SETTLED = 1e-28;

    private final FixedEffects effects;
    private final double @Nullable [] weights;
    private final double[][] inverse;

    Demeaning(FixedEffects effects, double @Nullable [] weights) {
        this.effects = effects;
        this.weights = weights;
        this.inverse = new double[effects.ways().size()][];
        for (int way = 0; way < inverse.length; way++) {
            Clusters levels = effects.ways().get(way);
            double[] sums = new double[levels.count()];
            for (int i = 0; i < levels.rows(); i++) {
                sums[levels.codes()[i]] += weights == null ? 1 : weights[i];
            }
            inverse[way] = Arrays.stream(sums).map(sum -> 1 / sum).toArray();
        }
    }

    /** What is left of a column, which is not written to. */
    double[] of(double[] column) {
        double[] left = column.clone();
        int ways = inverse.length;
        if (effects.isClosed(weights)) {
            for (int way = 0; way < ways; way++) {
                project(way, left);
            }
            // A second time, for the rounding of the first.
            for (int way = 0; way < ways; way++) {
                project(way, left);
            }
            return left;
        }
        return gradients(left);
    }

    private void project(int way, double[] column) {
        Clusters levels = effects.ways().get(way);
        int[] codes = levels.codes();
        double[] means = new double[levels.count()];
        if (weights == null) {
            for (int i = 0; i < column.length; i++) {
                means[codes[i]] += column[i];
            }
        } else {
            for (int i = 0; i < column.length; i++) {
                means[codes[i]] += weights[i] * column[i];
            }
        }
        for (int level = 0; level < means.length; level++) {
            means[level] *= inverse[way][level];
        }
        for (int i = 0; i < column.length; i++) {
            column[i] -= means[codes[i]];
        }
    }

    /** v - T v, T the projections one way and back: symmetric, and 0 for what has no level's mean in it. */
    private double[] common(double[] v) {
        double[] swept = v.clone();
        int ways = inverse.length;
        for (int way = 0; way < ways; way++) {
            project(way, swept);
        }
        for (int way = ways - 2; way >= 0; way--) {
            project(way, swept);
        }
        for (int i = 0; i < swept.length; i++) {
            swept[i] = v[i] - swept[i];
        }
        return swept;
    }

    private double[] gradients(double[] column) {
        double whole = inner(column, column);
        double[] rest = common(column);
        double[] direction = rest.clone();
        double length = inner(rest, rest);
        for (int step = 0; length > SETTLED * whole; step++) {
            if (step == MOST_STEPS) {
                throw new InvalidInputException(
                        "fixed_effects", "do not settle: their levels hang together by too few rows");
            }
            double[] moved = common(direction);
            double along = inner(direction, moved);
            if (!(along > 0)) {
                break;
            }
            double pace = length / along;
            Kernel.add(column, -pace, direction, column.length);
            Kernel.add(rest, -pace, moved, rest.length);
            double next = inner(rest, rest);
            double turn = next / length;
            for (int i = 0; i < direction.length; i++) {
                direction[i] = Math.fma(turn, direction[i], rest[i]);
            }
            length = next;
        }
        for (int way = 0; way < inverse.length; way++) {
            project(way, column);
        }
        return column;
    }

    private double inner(double[] a, double[] b) {
        if (weights == null) {
            return Kernel.dot(a, b, a.length);
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += weights[i] * a[i] * b[i];
        }
        return sum;
    }
}
