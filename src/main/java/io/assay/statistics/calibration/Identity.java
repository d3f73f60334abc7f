package io.assay.statistics.calibration;

/** Leaves probabilities as they are, or turns log-odds into probabilities. */
public record Identity(ScoreScale scale) implements Calibrator {

    @Override
    public double apply(double score) {
        return scale.probability(score);
    }
}
