package io.assay.experiment.readout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An effect under one inference. */
@Schema(name = "InferenceReadout")
public record InferenceReadout(
        InferenceKind inference,

        @Schema(
                description =
                        "Of no effect against the metric's alternative; always-valid or repeated where the inference "
                                + "is; for bayesian the posterior probability on the wrong side, doubled if two-sided")
        @Nullable
        Double pValue,

        @Schema(description = "Corrected for its family") @Nullable
        Double adjustedPValue,

        @Schema(description = "Whether the family's procedure rejects it") @Nullable
        Boolean significant,

        @Schema(description = "Level at which this hypothesis was tested by itself, that of the intervals") @Nullable
        Double testedAt,

        @Schema(description = "In the metric's units") @Nullable
        Effect absolute,

        @Schema(description = "Relative to the absolute value of the mean compared with") @Nullable
        Effect relative,

        @Schema(description = "fixed_horizon: the test behind p_value")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        FixedTest test,

        @Schema(description = "always_valid: units of both arms at which the band is tightest")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Double tunedAt,

        @Schema(description = "fixed_horizon, where the metric has an equivalence margin")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        EquivalenceReadout equivalence,

        @Schema(description = "group_sequential") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        GroupSequentialState groupSequential,

        @Schema(description = "bayesian") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        BayesianState bayesian) {

    /** The relative effect, or where that has no meaning the absolute one; null where there is neither. */
    @Nullable
    Effect shown() {
        return relative == null ? absolute : relative;
    }
}
