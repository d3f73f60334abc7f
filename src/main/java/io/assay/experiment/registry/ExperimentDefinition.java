package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.Defaults;
import io.assay.experiment.readout.MultiplicityMethod;
import io.assay.experiment.readout.Role;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of an experiment before it starts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExperimentDefinition(
        @Schema(
                description = "Its name in paths: lower-case letters, digits, - and _, a letter or digit first",
                example = "checkout-button")
        @NotNull
        @Pattern(
                regexp = "[a-z0-9][a-z0-9_-]{0,99}",
                message = "must be of a-z, 0-9, - and _, not begin with - or _, and have at most 100 characters")
        String key,

        @Schema(
                description = "What is expected to happen, and why",
                example = "A green button lifts conversion, since people see it")
        @NotBlank
        @Size(max = MetricDefinition.LONGEST_TEXT)
        String hypothesis,

        @Schema(description = "Who answers for it", example = "checkout-team")
        @NotBlank
        @Size(max = MetricDefinition.LONGEST_KEY)
        @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        String owner,

        @Schema(example = "[\"checkout\"]") @Nullable @Size(max = 50)
        List<@NotBlank @Size(max = 100) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE) String> tags,

        @Schema(
                description =
                        "What is assigned to an arm: user, account, device, … A session or page view is warned against",
                example = "user")
        @NotBlank
        @Size(max = 100)
        @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        String randomisationUnit,

        @Schema(description = "All of them, the control included") @NotNull @Size(min = 2, max = 20)
        List<@NotNull @Valid ArmDefinition> arms,

        @Schema(
                description = "Key of the arm with which the others are compared; the first if left out",
                example = "control")
        @Nullable
        String control,

        @Schema(description = "Weights that hold one after the other before those of the arms do")
        @Nullable
        @Size(max = 100)
        List<@NotNull @Valid RampPhase> ramp,

        @Schema(description = "One primary metric, secondary ones and guardrails") @NotNull @Size(min = 1, max = 200)
        List<@NotNull @Valid MetricDefinition> metrics,

        @Schema(description = "Error rate of each family of hypotheses", defaultValue = "0.05")
        @Nullable
        @DecimalMin("1e-15")
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(
                description = "Wanted probability of finding the primary's minimum_detectable_effect",
                defaultValue = "0.8")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("0.999999")
        Double power,

        @Schema(
                description = "How primary and secondary metrics are each corrected for their number times the arms",
                defaultValue = "bonferroni")
        @Nullable
        MultiplicityMethod multiplicity,

        @Schema(description = "Whether treatments are compared with each other as well", defaultValue = "false")
        @Nullable
        Boolean compareArms,

        @Schema(description = "How it will be read; once, at the planned size, if left out") @Nullable @Valid
        PlanDefinition plan,

        @Schema(
                description =
                        "What is known of the primary metric; gives the size. planned_n instead where no formula serves")
        @Nullable
        @Valid
        Baseline baseline,

        @Schema(
                description = "Instead of a baseline: units of all arms together at which it is to end",
                example = "40000")
        @Nullable
        @Min(4)
        @Max(1_000_000_000_000_000L)
        Long plannedN,

        @Schema(description = "New units a day in all arms; gives the duration", example = "3000")
        @Nullable
        @DecimalMin("0.01")
        @DecimalMax("1e12")
        Double dailyUnits)
        implements SelfValidating {

    private static final String PRINTABLE = "[^\\p{Cntrl}]*";
    private static final String NOT_PRINTABLE = "must have no control characters";

    private static final double DEFAULT_POWER = 0.8;

    @Override
    public void validate(Violations violations) {
        new DefinitionRules(this, violations).check();
    }

    List<String> tagsOrNone() {
        return tags == null ? List.of() : tags;
    }

    List<RampPhase> rampOrNone() {
        return ramp == null ? List.of() : ramp;
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    double powerOrDefault() {
        return power == null ? DEFAULT_POWER : power;
    }

    MultiplicityMethod multiplicityOrDefault() {
        return multiplicity == null ? MultiplicityMethod.BONFERRONI : multiplicity;
    }

    PlanDefinition planOrDefault() {
        return plan == null ? PlanDefinition.FIXED_HORIZON : plan;
    }

    String controlOrDefault() {
        return control == null ? arms.getFirst().key() : control;
    }

    MetricDefinition primary() {
        return metrics.stream()
                .filter(metric -> metric.role() == Role.PRIMARY)
                .findFirst()
                .orElseThrow();
    }

    /** All that its size hangs on, with what is said about it. */
    private List<@Nullable Object> sizing() {
        return Arrays.asList(
                randomisationUnit,
                arms,
                control,
                ramp,
                metrics,
                alpha,
                power,
                multiplicity,
                plan,
                baseline,
                plannedN,
                dailyUnits);
    }

    boolean isSizedAs(ExperimentDefinition other) {
        return sizing().equals(other.sizing());
    }

    /**
     * This one with what nobody may choose once results have been seen as it was: alpha, the metrics and how they are judged,
     * correction, plan and size. Metrics that are new are added; weights say how units are assigned from now on.
     */
    ExperimentDefinition keepingWhatWasDecided(ExperimentDefinition before) {
        List<MetricDefinition> kept = new ArrayList<>(before.metrics());
        List<String> keys = before.metrics().stream().map(MetricDefinition::key).toList();
        metrics.stream()
                .filter(metric -> metric.role() != Role.PRIMARY && !keys.contains(metric.key()))
                .forEach(kept::add);
        return new ExperimentDefinition(
                key,
                hypothesis,
                owner,
                tags,
                randomisationUnit,
                arms,
                control,
                ramp,
                kept,
                before.alpha,
                before.power,
                before.multiplicity,
                compareArms,
                before.plan,
                before.baseline,
                before.plannedN,
                dailyUnits);
    }
}
