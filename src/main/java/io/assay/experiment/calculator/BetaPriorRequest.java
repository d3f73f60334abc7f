package io.assay.experiment.calculator;

import io.assay.statistics.bayes.BetaPosterior;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A beta prior of a rate, as if so many successes and failures had been seen before. */
record BetaPriorRequest(
        @Schema(description = "Successes", example = "1") @NotNull @DecimalMin("0.1") @DecimalMax("1e9")
        Double alpha,

        @Schema(description = "Failures", example = "1") @NotNull @DecimalMin("0.1") @DecimalMax("1e9")
        Double beta) {

    private static final BetaPriorRequest UNIFORM = new BetaPriorRequest(1.0, 1.0);

    static BetaPriorRequest orUniform(@Nullable BetaPriorRequest prior) {
        return prior == null ? UNIFORM : prior;
    }

    BetaPosterior with(BinomialCounts arm) {
        return BetaPosterior.of(arm.proportion(), alpha, beta);
    }
}
