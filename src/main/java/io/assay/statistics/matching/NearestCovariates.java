package io.assay.statistics.matching;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Nearest neighbours on several covariates at once: columns are brought to coordinates in which the squared distance is the sum
 * of squares, and partners are found in a k-d tree of the other arm (Bentley 1975; Friedman, Bentley and Finkel 1977).
 */
public final class NearestCovariates {

    private NearestCovariates() {}

    /** What a distance of 1 is. */
    public enum Metric {
        /** (x - y)' S⁻¹ (x - y), S the covariance within the arms, pooled (Rubin 1980). */
        MAHALANOBIS,
        /** Σ (x - y)²/s², s² the variance of each covariate over all rows (Abadie and Imbens 2006). */
        INVERSE_VARIANCE
    }

    /**
     * Pairs.
     *
     * @param ratio how many partners a unit takes at most
     * @param replacement whether partners can be chosen again
     * @param tieTolerance with replacement, by how much a squared distance may exceed that of the last partner taken and still
     *     count as equal; all of those share equally. Without replacement the first row wins
     * @param caliper the greatest difference of {@code score} allowed; infinity for none
     */
    public record Rule(int ratio, boolean replacement, double tieTolerance, double caliper) {}

    /**
     * Matches.
     *
     * @param covariates those that vary and are no combination of others count
     * @param focal which rows look for partners among the others
     * @param strata codes of which partners must be equal; null where none must
     * @param score for the caliper; null where there is none
     * @param sequence focal rows in the order in which they choose; null for the order of the rows
     */
    public static Matches match(
            Covariates covariates,
            boolean[] focal,
            Metric metric,
            int @Nullable [] strata,
            double @Nullable [] score,
            int @Nullable [] sequence,
            Rule rule) {
        Covariates used = covariates.independent();
        double[] points = points(used, focal, metric);
        int[] seekers = rows(focal, true);
        PointTree tree = new PointTree(points, used.count(), rows(focal, false));
        PointTree.Filter filter = (row, other) -> (strata == null || strata[row] == strata[other])
                && (score == null || Math.abs(score[row] - score[other]) <= rule.caliper());
        if (rule.replacement()) {
            Matches.Builder builder = new Matches.Builder(focal.length, seekers.length);
            for (int row : seekers) {
                int count = tree.nearest(row, rule.ratio(), rule.tieTolerance(), filter);
                if (count > 0) {
                    builder.add(row, tree.found(), count, count > rule.ratio());
                }
            }
            return builder.build();
        }
        return once(tree, focal.length, seekers, sequence == null ? seekers : sequence, filter, rule);
    }

    private static Matches once(
            PointTree tree, int rows, int[] seekers, int[] sequence, PointTree.Filter filter, Rule rule) {
        int[] place = new int[rows];
        for (int s = 0; s < seekers.length; s++) {
            place[seekers[s]] = s;
        }
        int[] taken = new int[Math.multiplyExact(seekers.length, rule.ratio())];
        int[] counts = new int[seekers.length];
        for (int round = 0; round < rule.ratio(); round++) {
            for (int row : sequence) {
                int partner = tree.first(row, filter);
                if (partner >= 0) {
                    tree.remove(partner);
                    int s = place[row];
                    taken[s * rule.ratio() + counts[s]++] = partner;
                }
            }
        }
        Matches.Builder builder = new Matches.Builder(rows, seekers.length);
        for (int s = 0; s < seekers.length; s++) {
            if (counts[s] > 0) {
                int from = s * rule.ratio();
                builder.add(seekers[s], Arrays.copyOfRange(taken, from, from + counts[s]), counts[s], false);
            }
        }
        return builder.build();
    }

    private static int[] rows(boolean[] focal, boolean wanted) {
        int[] rows = new int[focal.length];
        int count = 0;
        for (int row = 0; row < focal.length; row++) {
            if (focal[row] == wanted) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** Coordinates, row by row. */
    private static double[] points(Covariates used, boolean[] focal, Metric metric) {
        int size = used.count();
        if (size == 0) {
            throw new InvalidInputException("controls", "must have a column that varies");
        }
        int rows = focal.length;
        double[] points = new double[Math.multiplyExact(rows, size)];
        double[][] map = switch (metric) {
            case MAHALANOBIS -> whitening(used, focal);
            case INVERSE_VARIANCE -> null;
        };
        double[] row = new double[size];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < size; k++) {
                row[k] = (used.column(k)[i] - used.mean(k)) / used.deviation(k);
            }
            for (int k = 0; k < size; k++) {
                double value = row[k];
                if (map != null) {
                    value = 0;
                    for (int j = 0; j <= k; j++) {
                        value += map[k][j] * row[j];
                    }
                }
                points[i * size + k] = value;
            }
        }
        return points;
    }

    /** L⁻¹ of the pooled covariance LL' of standardised columns. */
    private static double[][] whitening(Covariates used, boolean[] focal) {
        int size = used.count();
        double[][] means = new double[2][size];
        int[] n = new int[2];
        for (int i = 0; i < focal.length; i++) {
            n[focal[i] ? 1 : 0]++;
        }
        for (int k = 0; k < size; k++) {
            double[] column = used.column(k);
            for (int i = 0; i < focal.length; i++) {
                means[focal[i] ? 1 : 0][k] += (column[i] - used.mean(k)) / used.deviation(k);
            }
            means[0][k] /= n[0];
            means[1][k] /= n[1];
        }
        double[][] pooled = new double[size][size];
        double[][] block = new double[size][Covariates.BLOCK];
        for (int from = 0; from < focal.length; from += Covariates.BLOCK) {
            int length = used.standardized(from, block);
            for (int k = 0; k < size; k++) {
                for (int i = 0; i < length; i++) {
                    block[k][i] -= means[focal[from + i] ? 1 : 0][k];
                }
                for (int j = 0; j <= k; j++) {
                    pooled[k][j] += Covariates.dot(block[k], block[j], length);
                }
            }
        }
        for (int k = 0; k < size; k++) {
            for (int j = 0; j <= k; j++) {
                pooled[k][j] /= focal.length - 2;
                pooled[j][k] = pooled[k][j];
            }
        }
        SymmetricSystem system = new SymmetricSystem(pooled, 1e-12);
        if (!system.isPositiveDefinite()) {
            throw new InvalidInputException("controls", "must vary within the arms for Mahalanobis' distance");
        }
        return system.inverseFactor();
    }
}
