package io.assay.experiment.design;

/** Which variance a test of two rates takes. */
public enum TestVariance {
    /** That under the null hypothesis, from both arms together: the score test. */
    POOLED,
    /** Each arm's own. */
    UNPOOLED
}
