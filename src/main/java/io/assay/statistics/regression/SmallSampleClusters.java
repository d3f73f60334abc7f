package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.Covariance.Basis;
import io.assay.statistics.regression.Covariance.Distribution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clustered errors for few or unequal clusters. With C_g a cluster's share of X'X in orthonormal coordinates, scores are
 * raised by (I - C_g)^-1 (leaving the cluster out; MacKinnon, Nielsen and Webb 2023) or by its square root (Bell and
 * McCaffrey 2002; Pustejovsky and Tipton 2018). A cluster that alone settles a coefficient enters by the generalised
 * inverse, and the notes say so. CR2 and its degrees of freedom are made for errors alike and independent, with weights w
 * for variances in proportion to 1/w (clubSandwich's {@code inverse_var = TRUE}).
 *
 * <p>Fixed effects must have been absorbed within clusters: those that cross them belong among the columns.
 */
public final class SmallSampleClusters implements CovarianceEstimator {

    /** Which. */
    public enum Type {
        /** The sandwich without any correction; normal. */
        CR0,
        /** Bias-reduced, each coefficient with Satterthwaite degrees of freedom of its own. */
        CR2,
        /** The jackknife's sum without a factor; t(G - 1). */
        CR3,
        /** (G - 1)/G Σ (b_(-g) - b)(b_(-g) - b)'; t(G - 1). */
        CRV3,
        /** As CRV3, about the mean of the b_(-g). */
        CRV3J
    }

    private static final double HALF = 0.5;

    private final Type type;
    private final Clusters clusters;

    public SmallSampleClusters(Type type, Clusters clusters) {
        this.type = type;
        this.clusters = clusters;
    }

    @Override
    public Covariance of(LeastSquares fit) {
        clusters.requireSeveral();
        FixedEffects effects = fit.design().absorbed();
        if (effects != null && !effects.ways().stream().allMatch(way -> way.within(clusters))) {
            throw new InvalidInputException(
                    "errors", "cannot be %s where absorbed fixed effects cross the clusters".formatted(type));
        }
        return of(fit, new ClusterParts(fit, clusters), type);
    }

    /** Of rows that passed by; null where they tell too many clusters apart for these. */
    public static @Nullable Covariance of(StreamedLeastSquares fit, Type type, String name) {
        StreamedScores scores = fit.scores();
        ClusterParts parts = scores == null ? null : scores.parts();
        if (parts == null) {
            return null;
        }
        Clusters.requireSeveral(parts.count(), name);
        return of(fit, parts, type);
    }

    private static Covariance of(FittedRegression fit, ClusterParts parts, Type type) {
        int rank = parts.rank();
        int count = parts.count();
        double power = switch (type) {
            case CR0 -> 0;
            case CR2 -> 0.5;
            case CR3, CRV3, CRV3J -> 1;
        };
        double[] scores = new double[count * rank];
        double[] mean = new double[rank];
        double[][][] raised = new double[count][][];
        for (int g = 0; g < count; g++) {
            raised[g] = SmallMatrix.complementPower(parts.block(g), power);
            double[] score = SmallMatrix.times(raised[g], parts.score(g));
            System.arraycopy(score, 0, scores, g * rank, rank);
            Kernel.add(mean, 1.0 / count, score, rank);
        }
        if (type == Type.CRV3J) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] -= mean[i % rank];
            }
        }
        double factor = type == Type.CRV3 || type == Type.CRV3J ? (count - 1.0) / count : 1;
        double[][] meat = ClusterRobust.squares(scores, rank);
        for (double[] row : meat) {
            for (int l = 0; l < rank; l++) {
                row[l] *= factor;
            }
        }
        double[] degrees = type == Type.CR2 ? satterthwaite(fit, parts, raised) : null;
        Distribution distribution = type == Type.CR0 ? Distribution.NORMAL : Distribution.T;
        return new Covariance(
                fit.covariance(meat),
                new Basis(
                        type.name(),
                        factor,
                        rank,
                        count,
                        distribution,
                        type == Type.CR0 || type == Type.CR2 ? null : Double.valueOf(count - 1),
                        notes(fit, parts, type)),
                degrees);
    }

    private static List<String> notes(FittedRegression fit, ClusterParts parts, Type type) {
        List<String> notes = new ArrayList<>();
        if (settled(parts)) {
            notes.add("A cluster alone settles a coefficient; it enters by a generalised inverse.");
        }
        if (type == Type.CR2 && fit.isWeighted()) {
            notes.add(
                    "Weights are taken for inverse variances: for such errors CR2 is unbiased, and its degrees of freedom hold.");
        }
        return List.copyOf(notes);
    }

    private static boolean settled(ClusterParts parts) {
        for (int g = 0; g < parts.count(); g++) {
            double[][] block = parts.block(g);
            double trace = 0;
            for (int k = 0; k < block.length; k++) {
                trace += block[k][k];
            }
            // The largest eigenvalue is at most the trace.
            if (trace > 1 - SmallMatrix.WHOLE) {
                double[][] left = SmallMatrix.complementPower(block, 0);
                double rank = 0;
                for (int k = 0; k < left.length; k++) {
                    rank += left[k][k];
                }
                if (rank < left.length - 0.5) {
                    return true;
                }
            }
        }
        return false;
    }

    /** (Σ Φ_gg)² / Σ Φ_gh², Φ the covariances of the clusters' parts of a coefficient were errors alike and independent. */
    private static double[] satterthwaite(FittedRegression fit, ClusterParts parts, double[][][] raised) {
        int rank = parts.rank();
        double[] degrees = new double[rank];
        for (int j = 0; j < rank; j++) {
            double[][] sum = new double[rank][rank];
            double trace = 0;
            double squares = 0;
            // Of length 1, as fourth powers of a column's unit may overflow.
            double[] direction = fit.root(j).clone();
            double length = Math.sqrt(Kernel.dot(direction, direction, rank));
            for (int k = 0; k < rank; k++) {
                direction[k] /= length;
            }
            for (int g = 0; g < parts.count(); g++) {
                double[] a = SmallMatrix.times(raised[g], direction);
                double[] u = SmallMatrix.times(parts.block(g), a);
                double own = Kernel.dot(a, u, rank);
                double shared = Kernel.dot(u, u, rank);
                trace += own - shared;
                squares += (own - shared) * (own - shared) - shared * shared;
                for (int k = 0; k < rank; k++) {
                    Kernel.add(sum[k], u[k], u, rank);
                }
            }
            for (double[] row : sum) {
                squares += Kernel.dot(row, row, rank);
            }
            double worth = trace * trace / squares;
            // One at least but for rounding: what is less is of a coefficient that one cluster alone settles.
            degrees[j] = worth > HALF ? worth : Double.NaN;
        }
        return degrees;
    }
}
