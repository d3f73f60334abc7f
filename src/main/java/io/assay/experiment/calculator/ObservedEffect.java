package io.assay.experiment.calculator;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Comparisons;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** An effect with its standard error: either given, or to be computed from the sums of two arms. */
record ObservedEffect(
        @Schema(description = "Estimate of treatment - control; with `standard_error` and `n`, or the two arms instead")
        @Nullable
        Double effect,

        @Schema(description = "Its standard error") @Nullable @DecimalMin(value = "0", inclusive = false)
        Double standardError,

        @Schema(description = "Units behind it, both arms together") @Nullable @Min(1) @Max(2 * Proportion.LARGEST_N)
        Long n,

        @Nullable @Valid ArmSums control,
        @Nullable @Valid ArmSums treatment,

        @Schema(
                description = "Of the arms: whether the effect is relative to the control mean (delta method)",
                defaultValue = "false")
        @Nullable
        Boolean relative)
        implements SelfValidating {

    /** The effect, its standard error and the units of both arms. */
    record Values(double effect, double standardError, long n) {}

    @Override
    public void validate(Violations violations) {
        boolean given = effect != null && standardError != null && n != null;
        boolean anyGiven = effect != null || standardError != null || n != null;
        boolean arms = control != null && treatment != null;
        boolean anyArm = control != null || treatment != null;
        if (anyGiven == anyArm || (anyGiven && !given) || (anyArm && !arms)) {
            violations.reject("", "needs either effect, standard_error and n, or control and treatment");
        } else if (relative != null && given) {
            violations.reject("/relative", "goes with control and treatment only");
        }
    }

    /**
     * Of arms by {@link Estimates}, as everywhere.
     *
     * @param at the pointer of this effect in the request, without its first slash
     * @param alpha the level at which a control mean must differ from 0 for an effect relative to it
     */
    @SuppressWarnings("NullAway") // validated
    Values values(String at, double alpha) {
        if (control == null || treatment == null) {
            return new Values(effect, standardError, n);
        }
        Outcome<Estimate> estimate = Comparisons.compare(
                        new Metric.Mean(), new Adjustment.None(), control.moments(), treatment.moments())
                .then(comparison -> Boolean.TRUE.equals(relative)
                        ? Estimates.relative(comparison, alpha)
                        : Estimates.absolute(comparison));
        return switch (estimate) {
            case Outcome.Computed<Estimate>(Estimate value) ->
                new Values(value.effect(), value.standardError(), control.n() + treatment.n());
            case Outcome.NotAvailable<Estimate>(String reason) -> throw new InvalidInputException(at, reason);
        };
    }
}
