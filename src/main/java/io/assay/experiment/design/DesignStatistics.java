package io.assay.experiment.design;

import io.assay.experiment.readout.InferenceKind;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.power.TestStatistic;

/** What the readout tests, unless the request asks for something else. */
final class DesignStatistics {

    private DesignStatistics() {}

    static TestStatistic of(DesignRequest request) {
        boolean pooled = request.testVarianceOrDefault() == TestVariance.POOLED;
        if (request.testScaleOrDefault() == Scale.ABSOLUTE) {
            return ofDifference(pooled);
        }
        if (request.isAgainstNothing()) {
            return TestStatistic.LIFT;
        }
        return request.planOrDefault().prior() != null ? TestStatistic.LIFT : ofMargin(pooled);
    }

    /** Read without the prior of the primary metric. */
    static TestStatistic of(DesignGuardrail guardrail, InferenceKind kind) {
        boolean pooled = isReadByScore(guardrail.metric(), kind);
        return guardrail.scaleOrDefault() == Scale.ABSOLUTE ? ofDifference(pooled) : ofMargin(pooled);
    }

    private static TestStatistic ofDifference(boolean pooled) {
        return pooled ? TestStatistic.SCORE_DIFFERENCE : TestStatistic.DIFFERENCE;
    }

    private static TestStatistic ofMargin(boolean pooled) {
        return pooled ? TestStatistic.SCORE_BEYOND_SHARE : TestStatistic.BEYOND_SHARE;
    }

    /** Whether the variance of the primary's test can be that under its null hypothesis. */
    static boolean canPool(DesignRequest request) {
        boolean onItsScale = request.isAgainstNothing()
                ? request.testScaleOrDefault() == Scale.ABSOLUTE
                : request.testScaleOrDefault() == request.scaleOrDefault();
        return onItsScale
                && isReadByScore(request.metric(), request.planOrDefault().kind());
    }

    private static boolean isReadByScore(DesignMetric metric, InferenceKind kind) {
        return kind == InferenceKind.FIXED_HORIZON && metric.planned().isOfIndependentRates();
    }
}
