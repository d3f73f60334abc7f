package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.readout.MultiplicityMethod;
import io.assay.experiment.readout.Role;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a readout says, with every default spelled out. It is frozen when the experiment starts; its SHA-256
 * is that of its canonical JSON (RFC 8785).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FrozenPlan(
        String experiment,
        String hypothesis,
        String randomisationUnit,
        List<Arm> arms,
        String control,
        List<RampPhase> ramp,
        List<MetricDefinition> metrics,
        double alpha,
        MultiplicityMethod multiplicity,
        boolean compareArms,
        PlanDefinition plan,
        long plannedTotalN) {

    /** One arm with its planned weight. */
    record Arm(String key, double weight) {}

    static FrozenPlan of(ExperimentDefinition definition, PlannedSize planned) {
        return new FrozenPlan(
                definition.key(),
                definition.hypothesis(),
                definition.randomisationUnit(),
                definition.arms().stream()
                        .map(arm -> new Arm(arm.key(), arm.weightOrDefault()))
                        .toList(),
                definition.controlOrDefault(),
                definition.rampOrNone(),
                definition.metrics().stream()
                        .map(metric -> metric.frozen(!definition.rampOrNone().isEmpty()))
                        .toList(),
                definition.alphaOrDefault(),
                definition.multiplicityOrDefault(),
                Boolean.TRUE.equals(definition.compareArms()),
                definition.planOrDefault().resolved(),
                planned.plannedTotalN());
    }

    @Nullable
    MetricDefinition metric(String key) {
        return metrics.stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    List<String> armKeys() {
        return arms.stream().map(Arm::key).toList();
    }

    MetricDefinition primary() {
        return metrics.stream()
                .filter(metric -> metric.role() == Role.PRIMARY)
                .findFirst()
                .orElseThrow();
    }

    /** Names of the parts in which another plan differs, as fields of this one; the primary metric by itself. */
    List<String> differences(FrozenPlan other) {
        return Stream.of(
                        changed("hypothesis", hypothesis, other.hypothesis),
                        changed("randomisation_unit", randomisationUnit, other.randomisationUnit),
                        changed("arms", arms, other.arms),
                        changed("ramp", ramp, other.ramp),
                        changed("primary", primary(), other.primary()),
                        changed("metrics", others(), other.others()),
                        changed("alpha", alpha, other.alpha),
                        changed("multiplicity", multiplicity, other.multiplicity),
                        changed("compare_arms", compareArms, other.compareArms),
                        changed("plan", plan, other.plan),
                        changed("planned_total_n", plannedTotalN, other.plannedTotalN))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Whether both judge alike, whatever their words say. */
    boolean judgesAs(FrozenPlan other) {
        return withoutWords().equals(other.withoutWords());
    }

    private FrozenPlan withoutWords() {
        return new FrozenPlan(
                experiment,
                "",
                "",
                arms,
                control,
                ramp,
                metrics.stream().map(MetricDefinition::judging).toList(),
                alpha,
                multiplicity,
                compareArms,
                plan,
                plannedTotalN);
    }

    private List<MetricDefinition> others() {
        MetricDefinition primary = primary();
        return metrics.stream().filter(metric -> !metric.equals(primary)).toList();
    }

    private static @Nullable String changed(String name, Object mine, Object theirs) {
        return Objects.equals(mine, theirs) ? null : name;
    }
}
