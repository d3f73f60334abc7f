package io.assay.experiment.readout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.statistics.Check;
import io.assay.statistics.Direction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One metric. */
@Schema(name = "ReadoutMetric")
public record MetricReadout(
        String key,
        MetricKind kind,
        Role role,
        Direction direction,
        @Schema(description = "What reduced its variance") AdjustmentKind adjustment,
        ActOn actOn,
        List<ArmValue> arms,
        @Schema(description = "Every arm against control") List<ComparisonReadout> comparisons,

        @Schema(
                description = "Treatments against each other under the inference that may be acted on, corrected as a "
                        + "family of their own; they do not decide. Empty where compare_arms was not asked for")
        List<ComparisonReadout> armsAgainstEachOther,

        @Schema(
                description =
                        "Probability of being the best arm under a flat prior (the beta prior where there is one), where bayesian is among the inferences")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Map<String, Double> probabilityBest,

        List<Check> checks,
        List<String> warnings) {

    /** What reduced the variance. */
    public enum AdjustmentKind {
        NONE,
        CUPED,
        POST_STRATIFICATION,
        CUPED_AND_POST_STRATIFICATION
    }

    /** One arm by itself. */
    @Schema(name = "ReadoutArmValue")
    public record ArmValue(
            String arm,
            long n,

            @Schema(description = "Without adjustment; null where the arm has too few units") @Nullable
            Double value,

            @Nullable Double standardError) {}
}
