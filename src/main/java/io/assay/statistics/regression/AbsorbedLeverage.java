package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The part of hat values that is due to absorbed fixed effects, [D (D'D)^- D']_ii: 1/n_g of one way; 1/T + 1/N - 1/(NT) of
 * two balanced ones; of two others 1/n_g plus a quadratic form in the inverse Laplacian of the way with fewer levels. With weights n_g is the sum of
 * a level's, and the whole is times the row's.
 */
final class AbsorbedLeverage {

    /** Levels whose Laplacian is inverted densely. */
    private static final int MOST_LEVELS = 2_000;

    private AbsorbedLeverage() {}

    static double[] of(FixedEffects effects, int rows, double @Nullable [] weights) {
        double[] leverage = new double[rows];
        Clusters first = effects.ways().getFirst();
        if (effects.ways().size() == 1) {
            double[] sums = new double[first.count()];
            for (int i = 0; i < rows; i++) {
                sums[first.codes()[i]] += weights == null ? 1 : weights[i];
            }
            for (int i = 0; i < rows; i++) {
                leverage[i] = (weights == null ? 1 : weights[i]) / sums[first.codes()[i]];
            }
            return leverage;
        }
        if (weights == null && effects.isClosed(null)) {
            double n = first.count();
            double t = effects.ways().getLast().count();
            Arrays.fill(leverage, 1 / t + 1 / n - 1 / (n * t));
            return leverage;
        }
        if (effects.ways().size() > 2) {
            throw refused("are of more than two ways");
        }
        Clusters second = effects.ways().getLast();
        return first.count() >= second.count() ? crossed(first, second, weights) : crossed(second, first, weights);
    }

    private static InvalidInputException refused(String what) {
        return new InvalidInputException(
                "errors",
                "cannot be HC2 or HC3 here: the fixed effects %s, for which leverage has no closed form"
                        .formatted(what));
    }

    private static double[] crossed(Clusters many, Clusters few, double @Nullable [] weights) {
        int n = few.count();
        int rows = many.rows();
        if (n > MOST_LEVELS) {
            throw refused("have more than %,d levels each".formatted(MOST_LEVELS));
        }
        int[] sizes = many.sizes();
        int[] starts = new int[many.count() + 1];
        for (int g = 0; g < sizes.length; g++) {
            starts[g + 1] = starts[g] + sizes[g];
        }
        int[] order = new int[rows];
        int[] next = starts.clone();
        for (int i = 0; i < rows; i++) {
            order[next[many.codes()[i]]++] = i;
        }
        double[] shares = shares(starts, order, weights);
        double[][] inverse = inverse(few, starts, order, weights);
        double[] leverage = new double[rows];
        double[] applied = new double[n];
        for (int g = 0; g < sizes.length; g++) {
            Arrays.fill(applied, 0);
            for (int at = starts[g]; at < starts[g + 1]; at++) {
                Kernel.add(applied, shares[order[at]], inverse[few.codes()[order[at]]], n);
            }
            double square = 0;
            for (int at = starts[g]; at < starts[g + 1]; at++) {
                square += shares[order[at]] * applied[few.codes()[order[at]]];
            }
            for (int at = starts[g]; at < starts[g + 1]; at++) {
                int row = order[at];
                int level = few.codes()[row];
                double weight = weights == null ? 1 : weights[row];
                leverage[row] = shares[row] + weight * (inverse[level][level] - 2 * applied[level] + square);
            }
        }
        return leverage;
    }

    /** By row its part of the weight of its level. */
    private static double[] shares(int[] starts, int[] order, double @Nullable [] weights) {
        double[] shares = new double[order.length];
        for (int g = 0; g + 1 < starts.length; g++) {
            double sum = 0;
            for (int at = starts[g]; at < starts[g + 1]; at++) {
                sum += weights == null ? 1 : weights[order[at]];
            }
            for (int at = starts[g]; at < starts[g + 1]; at++) {
                shares[order[at]] = (weights == null ? 1 : weights[order[at]]) / sum;
            }
        }
        return shares;
    }

    /** (D'MD)^-1 with a constant for each connected part of the levels added, which the quadratic form does not see. */
    private static double[][] inverse(Clusters few, int[] starts, int[] order, double @Nullable [] weights) {
        int n = few.count();
        double[][] laplacian = new double[n][n];
        int[] part = new int[n];
        Arrays.setAll(part, level -> level);
        double total = 0;
        double[] within = new double[n];
        int[] met = new int[n];
        for (int g = 0; g + 1 < starts.length; g++) {
            double sum = 0;
            int count = 0;
            for (int at = starts[g]; at < starts[g + 1]; at++) {
                int level = few.codes()[order[at]];
                double weight = weights == null ? 1 : weights[order[at]];
                if (within[level] == 0) {
                    met[count++] = level;
                }
                within[level] += weight;
                laplacian[level][level] += weight;
                sum += weight;
                join(part, level, few.codes()[order[starts[g]]]);
            }
            total += sum;
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < count; b++) {
                    laplacian[met[a]][met[b]] -= within[met[a]] * (within[met[b]] / sum);
                }
            }
            for (int a = 0; a < count; a++) {
                within[met[a]] = 0;
            }
        }
        // Of the size of what is there, for weights may be of any.
        double constant = weights == null ? 1.0 : total / order.length;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                laplacian[a][b] += find(part, a) == find(part, b) ? constant : 0;
            }
        }
        return SmallMatrix.inverse(laplacian);
    }

    private static void join(int[] part, int a, int b) {
        part[find(part, a)] = find(part, b);
    }

    private static int find(int[] part, int start) {
        int node = start;
        while (part[node] != node) {
            node = part[node];
        }
        return node;
    }
}
