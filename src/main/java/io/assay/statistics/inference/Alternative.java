package io.assay.statistics.inference;

/** The side on which a test rejects. */
public enum Alternative {
    TWO_SIDED,
    /** The effect exceeds its value under the null hypothesis. The interval has a lower bound only. */
    GREATER,
    /** The effect is below it. The interval has an upper bound only. */
    LESS
}
