package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.Covariance.Basis;
import io.assay.statistics.regression.Covariance.Distribution;
import io.assay.statistics.regression.Preset.Ways;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * Errors that rows of a cluster share (Liang and Zeger 1986), in one way or in up to four (Cameron, Gelbach and Miller
 * 2011): A [Σ_g s_g s_g'] A with s_g = Σ_{i in g} x e, times G/(G - 1) · (N - 1)/(N - K), CRV1. Several ways: the sum over
 * all sets of ways, of the clusters in which all of the set are shared, with sign + for an odd and - for an even number.
 *
 * <p>That sum need not be a covariance. Negative eigenvalues are then put to 0, unless the convention is statsmodels', and
 * the notes say so with the largest change of a standard error.
 */
public final class ClusterRobust implements CovarianceEstimator {

    private static final int MOST_WAYS = 4;
    /** What rounding may leave of an eigenvalue of 0, by the largest. */
    private static final double ROUNDING = 1e-12;

    private final List<Clusters> ways;
    private final Convention convention;

    public ClusterRobust(List<Clusters> ways, Convention convention) {
        if (ways.isEmpty() || ways.size() > MOST_WAYS) {
            throw new InvalidInputException("cluster_cols", "must be from 1 to " + MOST_WAYS);
        }
        this.ways = List.copyOf(ways);
        this.convention = convention;
    }

    @Override
    public Covariance of(LeastSquares fit) {
        ways.forEach(Clusters::requireSeveral);
        return made(fit, fit.parameters(convention.absorbed(), ways), ways.size(), convention, set -> {
            Clusters shared = shared(set);
            return new Sums(shared.count(), scores(fit, shared));
        });
    }

    /**
     * As of rows in memory, by the ways of clustering whose scores the fit gathered.
     *
     * @param names of those ways
     */
    public static Covariance of(StreamedLeastSquares fit, List<String> names, Convention convention) {
        StreamedScores scores = Objects.requireNonNull(fit.scores());
        for (int way = 0; way < names.size(); way++) {
            Clusters.requireSeveral(scores.count(1 << way), names.get(way));
        }
        return made(fit, fit.rank(), names.size(), convention, set -> new Sums(scores.count(set), scores.scores(set)));
    }

    /** Scores of the clusters that a set of ways has in common. */
    private static final class Sums {

        private final int count;
        private final double[] scores;

        Sums(int count, double[] scores) {
            this.count = count;
            this.scores = scores;
        }
    }

    private static Covariance made(
            FittedRegression fit, int parameters, int ways, Convention convention, IntFunction<Sums> sums) {
        int rows = fit.observations();
        if (rows <= parameters) {
            throw new InvalidInputException(
                    "data",
                    "has %d rows for %d coefficients, which leaves nothing to judge them by"
                            .formatted(rows, parameters));
        }
        Sums[] sets = new Sums[1 << ways];
        int fewest = Integer.MAX_VALUE;
        for (int set = 1; set < sets.length; set++) {
            sets[set] = sums.apply(set);
            fewest = Integer.bitCount(set) == 1 ? Math.min(fewest, sets[set].count) : fewest;
        }
        double finite = (rows - 1.0) / (rows - parameters);
        int rank = fit.rank();
        double[][] sum = new double[rank][rank];
        for (int set = 1; set < sets.length; set++) {
            int clusters = convention.factor() == Ways.OWN ? sets[set].count : fewest;
            double sign = Integer.bitCount(set) % 2 == 1 ? 1 : -1;
            double[][] meat = squares(sets[set].scores, rank);
            for (int k = 0; k < rank; k++) {
                Kernel.add(sum[k], sign * clusters / (clusters - 1.0) * finite, meat[k], rank);
            }
        }
        List<String> notes = new ArrayList<>();
        double[][] matrix = fit.covariance(sum);
        if (ways > 1) {
            matrix = repaired(matrix, convention, notes);
        }
        Distribution distribution = convention.clustered();
        int first = convention.factor() == Ways.OWN ? sets[1].count : fewest;
        double degrees = convention.degrees() == Ways.OWN && ways > 1 ? rows - parameters : fewest - 1;
        return new Covariance(
                matrix,
                new Basis(
                        "CRV1",
                        first / (first - 1.0) * finite,
                        parameters,
                        fewest,
                        distribution,
                        distribution == Distribution.T ? Double.valueOf(degrees) : null,
                        notes));
    }

    private Clusters shared(int set) {
        Clusters shared = null;
        for (int way = 0; way < ways.size(); way++) {
            if ((set >> way & 1) == 1) {
                shared = shared == null ? ways.get(way) : shared.and(ways.get(way));
            }
        }
        return Objects.requireNonNull(shared);
    }

    /** s_g in orthonormal coordinates, cluster by cluster. */
    static double[] scores(LeastSquares fit, Clusters clusters) {
        int rank = fit.rank();
        double[] scores = new double[clusters.count() * rank];
        int[] codes = clusters.codes();
        double[] residuals = new double[Kernel.BLOCK];
        double[][] block = new double[rank][Kernel.BLOCK];
        for (int start = 0; start < fit.rows(); start += Kernel.BLOCK) {
            int end = Math.min(fit.rows(), start + Kernel.BLOCK);
            fit.scored(start, end, block, residuals);
            for (int i = start; i < end; i++) {
                int at = codes[i] * rank;
                for (int k = 0; k < rank; k++) {
                    scores[at + k] = Math.fma(block[k][i - start], residuals[i - start], scores[at + k]);
                }
            }
        }
        return scores;
    }

    /** Σ_g s_g s_g'. */
    static double[][] squares(double[] scores, int rank) {
        double[][] meat = new double[rank][rank];
        for (int at = 0; at < scores.length; at += rank) {
            for (int k = 0; k < rank; k++) {
                for (int l = 0; l <= k; l++) {
                    meat[k][l] = Math.fma(scores[at + k], scores[at + l], meat[k][l]);
                }
            }
        }
        for (int k = 0; k < rank; k++) {
            for (int l = 0; l < k; l++) {
                meat[l][k] = meat[k][l];
            }
        }
        return meat;
    }

    private static double[][] repaired(double[][] matrix, Convention convention, List<String> notes) {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(
                MatrixUtils.createRealMatrix(matrix).copy());
        double[] values = eigen.getEigenvalues();
        double highest = 0;
        double lowest = 0;
        for (double value : values) {
            highest = Math.max(highest, value);
            lowest = Math.min(lowest, value);
        }
        if (lowest >= -ROUNDING * highest) {
            return matrix;
        }
        if (convention.factor() == Ways.OWN) {
            notes.add("The sum over the ways of clustering has a negative eigenvalue, so some contrast has a negative "
                    + "variance; the convention asks for no repair.");
            return matrix;
        }
        int rank = matrix.length;
        // Taking away what is negative costs fewer digits than putting the rest together anew.
        double[][] mended = new double[rank][];
        for (int k = 0; k < rank; k++) {
            mended[k] = matrix[k].clone();
        }
        for (int e = 0; e < rank; e++) {
            if (values[e] < 0) {
                double[] vector = eigen.getEigenvector(e).toArray();
                for (int k = 0; k < rank; k++) {
                    Kernel.add(mended[k], -values[e] * vector[k], vector, rank);
                }
            }
        }
        double change = 0;
        for (int k = 0; k < rank; k++) {
            double before = Math.sqrt(Math.max(0, matrix[k][k]));
            double after = Math.sqrt(mended[k][k]);
            change = Math.max(change, Math.abs(after - before) / after);
        }
        notes.add(("The sum over the ways of clustering had a negative eigenvalue, which was put to 0; that changed a "
                        + "standard error by at most %.2g of itself.")
                .formatted(change));
        return mended;
    }
}
