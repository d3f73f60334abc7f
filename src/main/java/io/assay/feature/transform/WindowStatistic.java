package io.assay.feature.transform;

/** What of the values in a window is told. */
public enum WindowStatistic {
    MEAN,
    SUM,
    MIN,
    MAX,
    /** The sample standard deviation, ddof 1. */
    SD,
    /** How many values are not missing; of columns of every kind. */
    COUNT;

    double of(Aggregate values) {
        return switch (this) {
            case MEAN -> values.mean();
            case SUM -> values.sum();
            case MIN -> values.min();
            case MAX -> values.max();
            case SD -> values.deviation();
            case COUNT -> values.count();
        };
    }
}
