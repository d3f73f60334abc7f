package io.assay.experiment.readout;

import io.assay.experiment.Defaults;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An experiment to be read out: its arms, what was planned, and what every arm reports of every metric. */
public record ReadoutRequest(
        @Schema(description = "Error rate of each family of hypotheses", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(
                description = "Key of the arm with which the others are compared; the first if left out",
                example = "control")
        @Nullable
        String control,

        @Schema(description = "All of them, the control included") @NotNull @Size(min = 2, max = MOST_ARMS)
        List<@NotNull @Valid ArmRequest> arms,

        @Schema(description = "What was decided before the data; if left out fixed-horizon, without a planned size")
        @Nullable
        @Valid
        PlanRequest plan,

        @Schema(description = "The days from which the data are; unknown if left out") @Nullable @Valid
        PeriodRequest period,

        @Schema(description = "Inferences wanted; that of the plan and fixed_horizon if left out")
        @Nullable
        @Size(min = 1, max = 4)
        List<@NotNull InferenceKind> inference,

        @Schema(
                description =
                        "How primary, secondary and exploratory metrics are each corrected for their number times "
                                + "the arms",
                defaultValue = "bonferroni")
        @Nullable
        MultiplicityMethod multiplicity,

        @Schema(description = "Whether treatments are compared with each other as well", defaultValue = "false")
        @Nullable
        Boolean compareArms,

        @Schema(
                description =
                        "Where the weights changed (a ramp): the units that came under each set of them, in order")
        @Nullable
        @Size(min = 1, max = MOST_PHASES)
        List<@NotNull @Valid PhaseRequest> phases,

        @Schema(description = "What was measured; their keys differ") @NotNull @Size(min = 1, max = MOST_METRICS)
        List<@NotNull @Valid MetricRequest> metrics)
        implements SelfValidating {

    static final int MOST_ARMS = 20;

    private static final int MOST_METRICS = 200;

    private static final int MOST_PHASES = 1000;

    @Override
    public void validate(Violations violations) {
        new ReadoutRules(this, violations).check();
    }

    /** What is judged. */
    public ReadoutInput toInput() {
        List<String> keys = arms.stream().map(ArmRequest::key).toList();
        return new ReadoutInput(
                Defaults.alpha(alpha),
                inputArms(),
                control == null ? 0 : keys.indexOf(control),
                (plan == null ? PlanRequest.NONE : plan).toPlan(),
                period == null ? null : period.start(),
                period == null ? null : period.end(),
                inference == null ? Set.of() : Set.copyOf(inference),
                multiplicity == null ? MultiplicityMethod.BONFERRONI : multiplicity,
                metrics.stream().map(metric -> MetricReader.read(metric, keys)).toList(),
                Boolean.TRUE.equals(compareArms),
                phases == null
                        ? List.of()
                        : phases.stream().map(PhaseRequest::toLook).toList());
    }

    private List<ReadoutInput.Arm> inputArms() {
        List<ReadoutInput.Arm> inputs = new ArrayList<>(arms.size());
        for (int i = 0; i < arms.size(); i++) {
            ArmRequest arm = arms.get(i);
            Long units = arm.n() != null || phases == null ? arm.n() : Long.valueOf(unitsInPhases(phases, i));
            inputs.add(new ReadoutInput.Arm(arm.key(), arm.weightOrDefault(), units));
        }
        return inputs;
    }

    static long unitsInPhases(List<PhaseRequest> phases, int arm) {
        return phases.stream().mapToLong(phase -> phase.units().get(arm)).sum();
    }
}
