package io.assay.experiment.calculator;

import io.assay.experiment.BetaPriorRequest;
import io.assay.experiment.Defaults;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.bayes.BetaPosterior;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** One conversion rate to be given by its posterior. */
record BetaPosteriorRequest(
        @Schema(description = "Units that converted, at most `visitors`") @NotNull @Min(0) @Max(BinomialCounts.MOST)
        Long conversions,

        @Schema(description = "Units that were seen") @NotNull @Min(1) @Max(BinomialCounts.MOST)
        Long visitors,

        @Schema(description = "Uniform (1, 1) if left out") @Nullable @Valid
        BetaPriorRequest prior,

        @Schema(description = "1 - level of the interval", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        new BinomialCounts(conversions, visitors).validate(violations);
    }

    BetaPriorRequest priorOrDefault() {
        return BetaPriorRequest.orUniform(prior);
    }

    BetaPosterior posterior() {
        return priorOrDefault().with(new Proportion(conversions, visitors));
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }
}
