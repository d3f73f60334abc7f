package io.assay.experiment.calculator;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A proportion to be read after any number of trials. */
record BernoulliConfidenceSequenceRequest(
        @Schema(description = "Trials that succeeded, at most `trials`") @NotNull @Min(0) @Max(Proportion.LARGEST_N)
        Long successes,

        @Schema(description = "Trials so far") @NotNull @Min(1) @Max(Proportion.LARGEST_N)
        Long trials,

        @Schema(description = "Trials about which the interval is to be tightest", example = "1000")
        @NotNull
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1e15")
        Double tOpt,

        @Schema(description = "Level that t_opt is tuned for", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alphaOpt,

        @Schema(description = "1 - level of the interval", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha)
        implements SelfValidating {

    @Override
    @SuppressWarnings("NullAway") // called before a missing count has been refused
    public void validate(Violations violations) {
        if (successes != null && trials != null && successes > trials) {
            violations.reject("/successes", "must be at most trials (%d)".formatted(trials));
        }
    }
}
