package io.assay.statistics.inference;

/** Which change of a metric is good. */
public enum Direction {
    INCREASE,
    DECREASE
}
