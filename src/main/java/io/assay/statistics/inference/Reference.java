package io.assay.statistics.inference;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;

/** The distribution to which effect/standard error is referred. */
public enum Reference {
    /** Student's t with the estimate's degrees of freedom: Welch's test, or Student's under equal variances. */
    STUDENT_T,
    /** The standard normal distribution. */
    NORMAL;

    /** The value exceeded with the given probability, strictly between 0 and 1. */
    double upperQuantile(double tail, double degreesOfFreedom) {
        return switch (this) {
            case STUDENT_T -> StudentT.upperQuantile(tail, degreesOfFreedom);
            case NORMAL -> Normal.upperQuantile(tail);
        };
    }

    double survival(double statistic, double degreesOfFreedom) {
        return switch (this) {
            case STUDENT_T -> StudentT.survival(statistic, degreesOfFreedom);
            case NORMAL -> Normal.survival(statistic);
        };
    }

    double logSurvival(double statistic, double degreesOfFreedom) {
        return switch (this) {
            case STUDENT_T -> StudentT.logSurvival(statistic, degreesOfFreedom);
            case NORMAL -> Normal.logSurvival(statistic);
        };
    }

    String symbol() {
        return switch (this) {
            case STUDENT_T -> "t";
            case NORMAL -> "z";
        };
    }
}
