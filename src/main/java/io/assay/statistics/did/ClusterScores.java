package io.assay.statistics.did;

import java.util.List;
import java.util.Objects;

/** The sums of scores within clusters that hold several units. */
final class ClusterScores {

    private final double[][] sums;

    /**
     * @param columns by column, cohort and period, less their means over the periods
     * @param coefficients of the columns
     */
    ClusterScores(Panel panel, List<double[][]> columns, double[] coefficients) {
        int[] clusters = Objects.requireNonNull(panel.clusters(), "clusters");
        int[] dense = Codes.of(doubles(clusters)).codes();
        int count = 0;
        for (int cluster : dense) {
            count = Math.max(count, cluster + 1);
        }
        this.sums = new double[count][columns.size()];
        int periods = panel.periods().length;
        double[] residual = new double[periods];
        for (int g = 0; g < panel.cohorts().length; g++) {
            double[] fitted = new double[periods];
            for (int k = 0; k < coefficients.length; k++) {
                for (int t = 0; t < periods; t++) {
                    fitted[t] += coefficients[k] * columns.get(k)[g][t];
                }
            }
            for (int i = panel.starts()[g]; i < panel.starts()[g + 1]; i++) {
                double mean = 0;
                for (int t = 0; t < periods; t++) {
                    mean += panel.outcome()[t][i] / periods;
                }
                for (int t = 0; t < periods; t++) {
                    residual[t] = panel.outcome()[t][i] - mean - fitted[t];
                }
                double[] sum = sums[dense[i]];
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += Small.dot(columns.get(k)[g], residual);
                }
            }
        }
    }

    private static double[] doubles(int[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    int clusters() {
        return sums.length;
    }

    double[][] meat() {
        int width = sums[0].length;
        double[][] meat = new double[width][width];
        for (double[] score : sums) {
            for (int j = 0; j < width; j++) {
                for (int k = 0; k < width; k++) {
                    meat[j][k] += score[j] * score[k];
                }
            }
        }
        return meat;
    }
}
