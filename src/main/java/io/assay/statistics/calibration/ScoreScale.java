package io.assay.statistics.calibration;

/** What scores are. */
public enum ScoreScale {
    /** Log-odds of the positive class, such as a linear model's decision values. */
    LOG_ODDS,
    /** Probabilities of the positive class. */
    PROBABILITY;

    /** The log-odds of a score. */
    double logit(double score) {
        return switch (this) {
            case LOG_ODDS -> score;
            case PROBABILITY -> Logits.of(score);
        };
    }

    /** The probability of a score. */
    double probability(double score) {
        return switch (this) {
            case LOG_ODDS -> Logits.logistic(score);
            case PROBABILITY -> score;
        };
    }
}
