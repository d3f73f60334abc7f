package io.assay.experiment.registry;

import io.assay.experiment.readout.AlwaysValidMethod;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.MetricKind;
import io.assay.experiment.readout.Role;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Definitions of experiments for tests. */
final class Definitions {

    private Definitions() {}

    /** Two arms, conversion decides, the size is given. */
    static ExperimentDefinition of(String key, InferenceKind kind, long plannedN) {
        return new ExperimentDefinition(
                key,
                "It helps",
                "team",
                null,
                "user",
                List.of(new ArmDefinition("control", null, null), new ArmDefinition("treatment", null, null)),
                null,
                null,
                List.of(metric("conversion", Role.PRIMARY, null)),
                null,
                null,
                null,
                null,
                plan(kind),
                null,
                plannedN,
                null);
    }

    /** The same with another plan. */
    static ExperimentDefinition with(ExperimentDefinition definition, PlanDefinition plan) {
        return with(definition, definition.arms(), plan);
    }

    /** The same with other arms. */
    static ExperimentDefinition withArms(ExperimentDefinition definition, String... keys) {
        List<ArmDefinition> arms = Arrays.stream(keys)
                .map(key -> new ArmDefinition(key, null, null))
                .toList();
        return with(definition, arms, definition.planOrDefault());
    }

    private static ExperimentDefinition with(
            ExperimentDefinition definition, List<ArmDefinition> arms, PlanDefinition plan) {
        return new ExperimentDefinition(
                definition.key(),
                definition.hypothesis(),
                definition.owner(),
                definition.tags(),
                definition.randomisationUnit(),
                arms,
                definition.control(),
                definition.ramp(),
                definition.metrics(),
                definition.alpha(),
                definition.power(),
                definition.multiplicity(),
                definition.compareArms(),
                plan,
                definition.baseline(),
                definition.plannedN(),
                definition.dailyUnits());
    }

    static PlanDefinition plan(InferenceKind kind) {
        return new PlanDefinition(
                kind,
                kind == InferenceKind.GROUP_SEQUENTIAL ? 5 : null,
                null,
                AlwaysValidMethod.ASYMPTOTIC,
                null,
                null);
    }

    static MetricDefinition metric(String key, Role role, @Nullable Double toleratedLoss) {
        return new MetricDefinition(
                key,
                MetricKind.PROPORTION,
                role,
                "Users who do it",
                "share of users",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                toleratedLoss,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static FrozenPlan frozen(InferenceKind kind, long plannedN) {
        ExperimentDefinition definition = of("test", kind, plannedN);
        return FrozenPlan.of(definition, Planning.size(definition, UnaryOperator.identity()));
    }
}
