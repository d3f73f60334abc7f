package io.assay.statistics.moments;

import java.util.List;

/**
 * The means of both arms in one stratum, the control's variables before the treatment's, and how they vary.
 *
 * @param n units of both arms
 * @param means one entry a variable and arm
 * @param parts independent parts whose sum is the covariance matrix of the means
 */
@SuppressWarnings("ArrayRecordComponent")
record StratumFit(double n, double[] means, List<Part> parts) {

    /**
     * A covariance matrix.
     *
     * @param matrix row by row
     * @param degreesOfFreedom with which it was estimated
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Part(double[] matrix, double degreesOfFreedom) {

        /** g' V h. */
        double form(double[] g, double[] h) {
            double sum = 0;
            for (int i = 0; i < g.length; i++) {
                for (int j = 0; j < h.length; j++) {
                    sum += g[i] * matrix[i * h.length + j] * h[j];
                }
            }
            return sum;
        }
    }
}
