package io.assay.experiment.calculator;

import io.assay.experiment.BetaPriorRequest;
import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.bayes.BestArm;
import io.assay.statistics.bayes.NormalPosterior;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Arms of which the best is looked for: by normal posteriors, or by conversions. */
record BestArmRequest(
        @Schema(description = "Normal posteriors of the arms; either these or rates") @Nullable @Valid
        Normals normal,

        @Schema(description = "Conversions of the arms; either these or normal") @Nullable @Valid
        Rates rates,

        @Schema(description = "Where the metric gets better", defaultValue = "increase") @Nullable
        Direction direction)
        implements SelfValidating {

    private static final int MOST_ARMS = 20;

    /** Normal posteriors. */
    @Schema(name = "BestArmNormal")
    record Normals(
            @Schema(description = "Posterior mean of each arm", example = "[0, 0.5, 1]")
            @NotNull
            @Size(min = 2, max = MOST_ARMS)
            List<@NotNull Double> means,

            @Schema(description = "Posterior standard deviation of each arm", example = "[0.05, 0.5, 1.5]")
            @NotNull
            @Size(min = 2, max = MOST_ARMS)
            List<@NotNull @DecimalMin(value = "0", inclusive = false) Double> standardDeviations)
            implements SelfValidating {

        @Override
        @SuppressWarnings("NullAway") // called before a missing list has been refused
        public void validate(Violations violations) {
            if (means != null && standardDeviations != null && means.size() != standardDeviations.size()) {
                violations.reject(
                        "/standard_deviations",
                        "must have one value per mean: %d values, %d means"
                                .formatted(standardDeviations.size(), means.size()));
            }
        }
    }

    /** Conversions, from which beta posteriors come. */
    @Schema(name = "BestArmRates")
    record Rates(
            @NotNull @Size(min = 2, max = MOST_ARMS) List<@NotNull @Valid BinomialCounts> arms,

            @Schema(description = "Of every rate; uniform (1, 1) if left out") @Nullable @Valid
            BetaPriorRequest prior) {}

    @Override
    public void validate(Violations violations) {
        if ((normal == null) == (rates == null)) {
            violations.reject("/normal", "must be given, or rates, but not both");
        }
    }

    List<Double> probabilities() {
        Direction better = SharedRules.direction(direction);
        if (rates != null) {
            BetaPriorRequest prior = BetaPriorRequest.orUniform(rates.prior());
            return BestArm.beta(
                    rates.arms().stream()
                            .map(arm -> prior.with(arm.proportion()))
                            .toList(),
                    better);
        }
        if (normal == null) {
            throw new IllegalStateException("validated: normal or rates");
        }
        List<Double> means = normal.means();
        return BestArm.normal(
                IntStream.range(0, means.size())
                        .mapToObj(i -> new NormalPosterior(
                                means.get(i), normal.standardDeviations().get(i)))
                        .toList(),
                better);
    }
}
