package io.assay.statistics.sampleratio;

import io.assay.statistics.distribution.Stirling;
import java.util.ArrayList;
import java.util.List;

/**
 * A test of the sample ratio that may be read after every unit without raising its false-alarm rate.
 *
 * <p>E = Π over phases DirichletMultinomial(counts; 100 w) / Multinomial(counts; w), a phase being a run of looks with
 * the same weights w. Under the planned ratio E is a non-negative martingale that starts at 1, so by Ville's inequality
 * the running minimum of min(1, 1/E) is a p-value at every look.
 *
 * <p>Source: M. Lindon and A. Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022, with
 * concentration 100.
 */
final class SequentialSampleRatio {

    /** Sum of the Dirichlet parameters: how closely the alternative is believed to lie around the plan. */
    private static final double CONCENTRATION = 100;

    private SequentialSampleRatio() {}

    /** The running always-valid p-value after each look; the looks must all be possible under their weights. */
    static List<Double> pValues(List<Look> looks) {
        List<Double> pValues = new ArrayList<>();
        double logEarlierPhases = 0;
        double logPhase = 0;
        double[] counts = new double[looks.getFirst().arms()];
        Look phase = looks.getFirst();
        double smallest = 1;
        for (Look look : looks) {
            if (!look.hasWeightsOf(phase)) {
                logEarlierPhases += logPhase;
                counts = new double[look.arms()];
                phase = look;
            }
            for (int arm = 0; arm < counts.length; arm++) {
                counts[arm] += look.count(arm);
            }
            logPhase = logBayesFactor(counts, phase.weights());
            smallest = Math.min(smallest, Math.exp(-(logEarlierPhases + logPhase)));
            pValues.add(smallest);
        }
        return pValues;
    }

    /**
     * ln of DirichletMultinomial(counts; A w) / Multinomial(counts; w).
     *
     * <p>With y = counts + A w and N = n + A the gamma functions, written by Stirling's formula, leave Σ deviance(y, N w)
     * and terms of the size of a logarithm: nothing large cancels, however many units there are.
     */
    static double logBayesFactor(double[] counts, List<Double> weights) {
        double n = 0;
        for (double count : counts) {
            n += count;
        }
        double total = n + CONCENTRATION;
        double logFactor =
                Math.log(total / CONCENTRATION) / 2 - Stirling.remainder(total) + Stirling.remainder(CONCENTRATION);
        for (int arm = 0; arm < counts.length; arm++) {
            double weight = weights.get(arm);
            if (weight > 0) {
                double prior = CONCENTRATION * weight;
                double posterior = counts[arm] + prior;
                logFactor += Stirling.deviance(posterior, total * weight)
                        - Math.log(posterior / prior) / 2
                        + Stirling.remainder(posterior)
                        - Stirling.remainder(prior);
            }
        }
        return logFactor;
    }
}
