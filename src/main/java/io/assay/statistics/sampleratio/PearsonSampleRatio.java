package io.assay.statistics.sampleratio;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.ChiSquare;
import io.assay.statistics.distribution.Normal;
import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.jspecify.annotations.Nullable;

/**
 * Pearson's chi-square test of counts against planned weights: Σ (o - e)² / e, k - 1 degrees of freedom.
 *
 * <p>When the weights change on the way (a ramp) the deviations d = Σ (o - n w) have covariance V = Σ n (diag(w) - w w'),
 * and the statistic is d' V⁻ d with as many degrees of freedom as V has rank: the same number for constant weights. A
 * test of the totals against the latest weights, or against averaged ones, would be wrong.
 *
 * <p>Source: Pearson (1900); Rao, "Linear Statistical Inference" (1973), section 3b.4 for the generalised inverse.
 *
 * @param statistic the chi-square statistic
 * @param degreesOfFreedom its degrees of freedom
 * @param pValue upper tail
 * @param log10PValue its logarithm, finite where the p-value underflows
 * @param continuityCorrectedPValue with Yates' correction, for two arms under constant weights; null elsewhere
 */
record PearsonSampleRatio(
        double statistic,
        int degreesOfFreedom,
        double pValue,
        double log10PValue,
        @Nullable Double continuityCorrectedPValue) {

    private static final double RANK_TOLERANCE = 1e-9;

    /** Tests looks that are possible under their weights. */
    static PearsonSampleRatio of(List<Look> looks) {
        List<Double> weights = looks.getFirst().weights();
        int arms = weights.size();
        double[] deviation = new double[arms];
        double total = 0;
        for (Look look : looks) {
            total += look.total();
            for (int arm = 0; arm < arms; arm++) {
                deviation[arm] += look.count(arm) - look.total() * look.weight(arm);
            }
        }
        if (looks.stream().allMatch(looks.getFirst()::hasWeightsOf)) {
            return constantWeights(deviation, weights, total);
        }
        return changingWeights(deviation, looks);
    }

    private static PearsonSampleRatio constantWeights(double[] deviation, List<Double> weights, double total) {
        double statistic = 0;
        int arms = 0;
        for (int arm = 0; arm < deviation.length; arm++) {
            if (weights.get(arm) > 0) {
                statistic += deviation[arm] * deviation[arm] / (total * weights.get(arm));
                arms++;
            }
        }
        Double corrected = null;
        if (deviation.length == 2 && arms == 2) {
            double standardError = Math.sqrt(total * weights.get(0) * weights.get(1));
            corrected = Normal.twoSidedP(Math.max(0, Math.abs(deviation[0]) - 0.5) / standardError);
        }
        return of(statistic, arms - 1, corrected);
    }

    private static PearsonSampleRatio changingWeights(double[] deviation, List<Look> looks) {
        int arms = deviation.length;
        RealMatrix covariance = MatrixUtils.createRealMatrix(arms, arms);
        for (Look look : looks) {
            for (int i = 0; i < arms; i++) {
                covariance.addToEntry(i, i, look.total() * look.weight(i));
                for (int j = 0; j < arms; j++) {
                    covariance.addToEntry(i, j, -look.total() * look.weight(i) * look.weight(j));
                }
            }
        }
        // Scaled to a correlation matrix, so that an arm of weight 1e-6 is not taken for a lack of rank.
        RealVector scaled = MatrixUtils.createRealVector(deviation);
        double[] scale = new double[arms];
        for (int i = 0; i < arms; i++) {
            double variance = covariance.getEntry(i, i);
            scale[i] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
            scaled.setEntry(i, scaled.getEntry(i) * scale[i]);
        }
        for (int i = 0; i < arms; i++) {
            for (int j = 0; j < arms; j++) {
                covariance.multiplyEntry(i, j, scale[i] * scale[j]);
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(covariance);
        double statistic = 0;
        int rank = 0;
        for (int i = 0; i < arms; i++) {
            double eigenvalue = eigen.getEigenvalue(i);
            if (eigenvalue > RANK_TOLERANCE) {
                double projection = eigen.getEigenvector(i).dotProduct(scaled);
                statistic += projection * projection / eigenvalue;
                rank++;
            }
        }
        return of(statistic, rank, null);
    }

    private static PearsonSampleRatio of(double statistic, int degreesOfFreedom, @Nullable Double corrected) {
        if (degreesOfFreedom == 0) {
            throw new InvalidInputException("weights", "must leave at least two arms with a share above 0");
        }
        return new PearsonSampleRatio(
                statistic,
                degreesOfFreedom,
                ChiSquare.survival(statistic, degreesOfFreedom),
                ChiSquare.logSurvival(statistic, degreesOfFreedom) / Math.log(10),
                corrected);
    }
}
