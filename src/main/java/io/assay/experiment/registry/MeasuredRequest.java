package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.PeriodRequest;
import io.assay.experiment.readout.PhaseRequest;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the arms of a registered experiment have so far. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MeasuredRequest(
        @Schema(
                description =
                        "Only the checks that tell nothing of effects are run and shown: no look. Metrics may be missing",
                defaultValue = "false")
        @Nullable
        Boolean blinded,

        @Schema(description = "Says that figures of earlier looks were wrong; needed where the units fell")
        @Nullable
        @Valid
        LookCorrection correction,

        @Schema(description = "Every arm of the plan") @NotNull @Size(min = 2, max = 20)
        List<@NotNull @Valid MeasuredArm> arms,

        @Schema(description = "The days from which the data are; unknown if left out") @Nullable @Valid
        PeriodRequest period,

        @Schema(
                description =
                        "Required where the plan ramps: the units that came under each set of weights, in the order of "
                                + "the plan's arms")
        @Nullable
        @Size(min = 1, max = 1000)
        List<@NotNull @Valid PhaseRequest> phases,

        @Schema(description = "Inferences wanted beside the one that decides") @Nullable @Size(min = 1, max = 4)
        List<@NotNull InferenceKind> inference,

        @Schema(description = "Every registered metric, and what else was measured") @Nullable @Size(max = 200)
        List<@NotNull @Valid MeasuredMetric> metrics)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        if (!isBlinded() && (metrics == null || metrics.isEmpty())) {
            violations.reject("/metrics", "is required, unless blinded");
        }
        if (isBlinded() && correction != null && correction.sinceLook() != null) {
            violations.reject("/correction/since_look", "does not go with blinded, which shows no look anew");
        }
        if (isBlinded() && inference != null) {
            violations.reject("/inference", "does not go with blinded, which shows none");
        }
    }

    boolean isBlinded() {
        return Boolean.TRUE.equals(blinded);
    }

    List<MeasuredMetric> metricsOrNone() {
        return metrics == null ? List.of() : metrics;
    }
}
