package io.assay.statistics.did;

import org.jspecify.annotations.Nullable;

/**
 * What each unit adds to each estimate: by estimate and cohort the values of the cohort's units, null where they are all
 * zero. After the effects come the shares of the treated cohorts.
 */
final class InfluenceFunctions {

    private final double[][] @Nullable [] values;
    private final int[] starts;
    private final int @Nullable [] clusters;

    InfluenceFunctions(double[][] @Nullable [] values, int[] starts, int @Nullable [] clusters) {
        this.values = values;
        this.starts = starts;
        this.clusters = clusters;
    }

    int count() {
        return values.length;
    }

    int units() {
        return starts[starts.length - 1];
    }

    /** How many there are of what multipliers are drawn for. */
    int draws() {
        if (clusters == null) {
            return units();
        }
        int count = 0;
        for (int cluster : clusters) {
            count = Math.max(count, cluster + 1);
        }
        return count;
    }

    /** By estimate, the sums of each cluster; of each unit where there are none. */
    double[][] sums() {
        double[][] sums = new double[values.length][draws()];
        for (int a = 0; a < values.length; a++) {
            for (int c = 0; c < starts.length - 1; c++) {
                double @Nullable [] part = values[a][c];
                for (int i = 0; part != null && i < part.length; i++) {
                    int unit = starts[c] + i;
                    sums[a][clusters == null ? unit : clusters[unit]] += part[i];
                }
            }
        }
        return sums;
    }

    /** Of the estimates: Σ s_a s_b / n², s the sums of the clusters. */
    double[][] covariance() {
        int count = values.length;
        double n = units();
        double[][] covariance = new double[count][count];
        double[][] sums = clusters == null ? null : sums();
        for (int a = 0; a < count; a++) {
            for (int b = 0; b <= a; b++) {
                double total = 0;
                if (sums != null) {
                    total = Small.dot(sums[a], sums[b]);
                } else {
                    for (int c = 0; c < starts.length - 1; c++) {
                        double @Nullable [] left = values[a][c];
                        double @Nullable [] right = values[b][c];
                        if (left != null && right != null) {
                            total += Small.dot(left, right);
                        }
                    }
                }
                covariance[a][b] = total / n / n;
                covariance[b][a] = covariance[a][b];
            }
        }
        return covariance;
    }
}
