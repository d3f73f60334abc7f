package io.assay.causal.did;

import io.assay.statistics.regression.CoefficientTest;
import io.assay.statistics.regression.WaldTest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the groups ran in parallel before the treatment.
 *
 * @param reference the last period before the treatment, which the others are held against
 * @param periods by period before: how much farther apart the groups were than in the reference
 * @param jointTest that all of these are 0, with their full covariance; null where that is singular
 * @param slope how much the groups drifted apart per period, the efficient combination; null as the joint test
 * @param detectableSlope what drift the test would have found; null as the joint test
 * @param reason why there is no joint test; null where there is
 * @param by what errors are clustered by; null where they are hc3
 */
@Schema(name = "ParallelTrends")
record ParallelTrends(
        String reference,
        List<CoefficientTest> periods,
        @Nullable WaldTest jointTest,
        @Nullable CoefficientTest slope,
        @Nullable DetectableSlope detectableSlope,
        @Nullable String reason,
        @Nullable String by) {

    /**
     * A drift per period that a two-sided test at 5 % finds with that power, and what it would have made of the effect: a
     * test that finds nothing says little where that is large.
     *
     * @param power50 found every other time
     * @param power80 found four times of five
     * @param bias50 the effect that the first would feign
     * @param bias80 the effect that the second would feign
     */
    @Schema(name = "DetectableSlope")
    record DetectableSlope(
            double power50,
            double power80,
            @Nullable Double bias50,
            @Nullable Double bias80) {}
}
