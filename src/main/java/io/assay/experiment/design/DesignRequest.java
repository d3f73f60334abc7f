package io.assay.experiment.design;

import io.assay.experiment.Defaults;
import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.inference.Scale;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An experiment to be designed. */
public record DesignRequest(
        @Schema(description = "What is asked for; the rest is given") @NotNull
        Solve solve,

        @Schema(description = "The primary metric") @NotNull @Valid
        DesignMetric metric,

        @Schema(
                description =
                        "True effect of a treatment: 0.05 relative is 5 % more. Left out when solving for mde; 0 if left out "
                                + "of non_inferiority and equivalence; of precision the half-width of the interval",
                example = "0.05")
        @Nullable
        @DecimalMin("-1e100")
        @DecimalMax("1e100")
        Double effect,

        @Schema(
                description = "Of effect and margin: relative to the control mean or in its units",
                defaultValue = "relative")
        @Nullable
        Scale scale,

        @Schema(
                description =
                        "Scale on which it is tested. If left out the one on which the readout tests: absolute, the difference of "
                                + "the means, against no effect; the scale of the effect against a margin and with a "
                                + "prior of the effect. relative counts the noise of the control mean too")
        @Nullable
        Scale testScale,

        @Schema(
                description =
                        "Variance that the test of two rates takes: pooled, of both arms together under the null hypothesis, or "
                                + "each arm's own. If left out that of the readout: pooled, its score test, when it is read once "
                                + "without CUPED and clusters, against no effect or a margin")
        @Nullable
        TestVariance testVariance,

        @Schema(description = "Where the metric gets better", defaultValue = "increase") @Nullable
        Direction direction,

        @Schema(description = "What is to be shown", defaultValue = "difference") @Nullable
        DesignClaim claim,

        @Schema(description = "Of non_inferiority and equivalence; of superiority what must be exceeded, 0 if left out")
        @Nullable
        @DecimalMin("0")
        @DecimalMax("1e100")
        Double margin,

        @Schema(description = "Level of the primary metric's family", defaultValue = "0.05")
        @Nullable
        @DecimalMin("1e-15")
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(description = "Wanted probability of showing it", defaultValue = "0.8")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("0.999999")
        Double power,

        @Schema(
                description =
                        "Whose power is wanted: the primary metric's, or the decision's that its guardrails share in",
                defaultValue = "primary")
        @Nullable
        PowerOf powerOf,

        @Schema(description = "Arms, control included", defaultValue = "2") @Nullable @Min(2) @Max(MOST_ARMS)
        Integer arms,

        @Schema(description = "Share of each arm in any unit, control first; equal if left out", example = "[0.5, 0.5]")
        @Nullable
        @Size(min = 2, max = MOST_ARMS)
        List<@NotNull @DecimalMin("1e-6") @DecimalMax("1e6") Double> weights,

        @Schema(description = "Bonferroni over the treatments if left out") @Nullable @Valid
        Multiplicity multiplicity,

        @Schema(description = "How it will be read; once, at the end, if left out") @Nullable @Valid
        DesignPlan plan,

        @Schema(description = "Units in all arms, when solving for power or mde", example = "40000")
        @Nullable
        @Min(4)
        @Max(MOST_UNITS)
        Long totalN,

        @Schema(description = "Instead of total_n: weeks of the units a day or week", example = "4")
        @Nullable
        @Min(1)
        @Max(104)
        Integer weeks,

        @Schema(description = "New units a day in all arms; adds weeks to the answer", example = "3000")
        @Nullable
        @DecimalMin("0.01")
        @DecimalMax("1e12")
        Double dailyUnits,

        @Schema(description = "Instead: new units a week") @Nullable @DecimalMin("0.01") @DecimalMax("1e13")
        Double weeklyUnits,

        @Schema(description = "Metrics that must be held for the decision to ship") @Nullable @Size(max = 20)
        List<@NotNull @Valid DesignGuardrail> guardrails)
        implements SelfValidating {

    static final int MOST_ARMS = 20;
    static final long MOST_UNITS = 1_000_000_000_000_000L;

    private static final double DEFAULT_POWER = 0.8;
    private static final int WEEK = 7;

    /** Whose power is wanted. */
    public enum PowerOf {
        PRIMARY,
        DECISION
    }

    @Override
    public void validate(Violations violations) {
        new DesignRules(this, violations).check();
    }

    /** That a relative effect has a mean to be relative to, and leads to one that can be had. */
    static void checkEffect(
            Violations violations, String metricAt, String effectAt, DesignMetric metric, Scale scale, double effect) {
        double mean = metric.controlMean();
        if (scale == Scale.RELATIVE && mean == 0) {
            violations.reject(metricAt + metric.meanPointer(), "must be given and not be 0 for a relative effect");
        } else if (scale == Scale.RELATIVE && Math.abs(effect) > DesignRules.LARGEST_RELATIVE_EFFECT) {
            violations.reject(effectAt, "must be at most 1e6 in size when relative");
        } else if (!metric.planned().isPossible(scale, effect)) {
            violations.reject(effectAt, "takes the rate to a value that is not between 0 and 1");
        }
    }

    Scale scaleOrDefault() {
        return scale == null ? Scale.RELATIVE : scale;
    }

    /** If left out, that of the readout. */
    Scale testScaleOrDefault() {
        if (testScale != null) {
            return testScale;
        }
        return isAgainstNothing() && planOrDefault().prior() == null ? Scale.ABSOLUTE : scaleOrDefault();
    }

    /** If left out, that of the readout. */
    TestVariance testVarianceOrDefault() {
        if (testVariance != null) {
            return testVariance;
        }
        return DesignStatistics.canPool(this) ? TestVariance.POOLED : TestVariance.UNPOOLED;
    }

    /** Whether the null hypothesis is that there is no effect. */
    boolean isAgainstNothing() {
        return switch (claimOrDefault()) {
            case DIFFERENCE -> true;
            case SUPERIORITY -> marginOrDefault() == 0;
            case NON_INFERIORITY, EQUIVALENCE -> false;
        };
    }

    Direction directionOrDefault() {
        return SharedRules.direction(direction);
    }

    DesignClaim claimOrDefault() {
        return claim == null ? DesignClaim.DIFFERENCE : claim;
    }

    double marginOrDefault() {
        return margin == null ? 0 : margin;
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    double powerOrDefault() {
        return power == null ? DEFAULT_POWER : power;
    }

    boolean isOfDecision() {
        return powerOf == PowerOf.DECISION;
    }

    List<Double> weightsOrEqual() {
        return weights == null ? Collections.nCopies(arms == null ? 2 : arms, 1.0) : weights;
    }

    Multiplicity multiplicityOrDefault() {
        return multiplicity == null ? Multiplicity.BONFERRONI : multiplicity;
    }

    DesignPlan planOrDefault() {
        return plan == null ? DesignPlan.FIXED_HORIZON : plan;
    }

    List<DesignGuardrail> guardrailsOrNone() {
        return guardrails == null ? List.of() : guardrails;
    }

    /** New units a week in all arms; null where nobody said. */
    @Nullable
    Double unitsPerWeek() {
        return weeklyUnits != null ? weeklyUnits : dailyUnits == null ? null : (Double) (WEEK * dailyUnits);
    }
}
