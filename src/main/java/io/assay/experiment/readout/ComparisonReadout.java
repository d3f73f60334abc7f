package io.assay.experiment.readout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One arm against another on one metric. */
@Schema(name = "ReadoutComparison")
public record ComparisonReadout(
        String arm,

        @Schema(description = "The arm that it is compared with")
        String against,

        @Schema(description = "1 - variance of the effect with over without adjustment; null without") @Nullable
        Double varianceReduction,

        @Schema(description = "Under each inference; the metric's act_on says which one counts today")
        List<InferenceReadout> results,

        @Schema(description = "Of guardrails") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Guardrail guardrail,

        @Schema(
                description = "What shipping is worth, base_value times the relative effect that may be acted on; "
                        + "where base_value was given")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Effect valueOfShipping,

        @Schema(
                description = "The first earlier look at which it was significantly better, or a guardrail held: what "
                        + "was crossed stays crossed; where there was one")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Integer crossedBetterAtLook,

        @Schema(
                description = "The first earlier look at which it was significantly worse, or a guardrail breached; "
                        + "where there was one")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Integer crossedWorseAtLook) {

    /** Without a value of shipping, and of which nothing was crossed. */
    ComparisonReadout(
            String arm,
            String against,
            @Nullable Double varianceReduction,
            List<InferenceReadout> results,
            @Nullable Guardrail guardrail) {
        this(arm, against, varianceReduction, results, guardrail, null, null, null);
    }

    /** The value of an effect is proportional to it, so its limits are those of the effect. */
    ComparisonReadout withValueOfShipping(@Nullable Double baseValue, InferenceKind actOn) {
        InferenceReadout result = under(actOn);
        Effect lift = result == null ? null : result.relative();
        return baseValue == null || lift == null
                ? this
                : new ComparisonReadout(
                        arm,
                        against,
                        varianceReduction,
                        results,
                        guardrail,
                        lift.times(baseValue),
                        crossedBetterAtLook,
                        crossedWorseAtLook);
    }

    /** With what its metric crossed at earlier looks. */
    ComparisonReadout withHistory(String metric, History history) {
        return new ComparisonReadout(
                arm,
                against,
                varianceReduction,
                results,
                guardrail,
                valueOfShipping,
                history.firstLook(metric, arm, true),
                history.firstLook(metric, arm, false));
    }

    /** The result under one inference; null where that has none. */
    @Nullable
    InferenceReadout under(InferenceKind inference) {
        for (InferenceReadout result : results) {
            if (result.inference() == inference) {
                return result;
            }
        }
        return null;
    }
}
