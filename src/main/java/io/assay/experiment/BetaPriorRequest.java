package io.assay.experiment;

import io.assay.statistics.bayes.BetaPosterior;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A beta prior of a rate, as if so many successes and failures had been seen before. */
public record BetaPriorRequest(
        @Schema(description = "Successes", example = "1") @NotNull @DecimalMin("0.1") @DecimalMax("1e9")
        Double alpha,

        @Schema(description = "Failures", example = "1") @NotNull @DecimalMin("0.1") @DecimalMax("1e9")
        Double beta) {

    private static final BetaPriorRequest UNIFORM = new BetaPriorRequest(1.0, 1.0);

    public static BetaPriorRequest orUniform(@Nullable BetaPriorRequest prior) {
        return prior == null ? UNIFORM : prior;
    }

    public BetaPosterior with(Proportion arm) {
        return BetaPosterior.of(arm, alpha, beta);
    }
}
