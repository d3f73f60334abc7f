package io.assay.experiment.readout;

import io.assay.statistics.Direction;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inputs of readouts for tests. */
final class Inputs {

    private Inputs() {}

    static Plan plan(InferenceKind kind, @Nullable Double planned, int looksBefore, List<Double> earlier) {
        return new Plan(
                kind,
                planned,
                looksBefore,
                earlier,
                null,
                false,
                new Spending.OBrienFleming(),
                AlwaysValidMethod.ASYMPTOTIC,
                null,
                null);
    }

    static Plan plan(InferenceKind kind, double planned) {
        return plan(kind, planned, 0, List.of());
    }

    static ReadoutInput input(Plan plan, MetricInput... metrics) {
        return input(plan, MultiplicityMethod.BONFERRONI, metrics);
    }

    /** As many arms as the first metric has data, equally weighted, the first of them control. */
    static ReadoutInput input(Plan plan, MultiplicityMethod multiplicity, MetricInput... metrics) {
        List<ReadoutInput.Arm> arms = new ArrayList<>();
        for (int arm = 0; arm < metrics[0].data().size(); arm++) {
            arms.add(new ReadoutInput.Arm(arm == 0 ? "control" : "treatment" + arm, 1, null));
        }
        return new ReadoutInput(
                0.05, arms, 0, plan, null, null, Set.of(), multiplicity, List.of(metrics), false, List.of());
    }

    static MetricInput proportion(String key, Role role, Proportion... counts) {
        return proportion(key, role, Direction.INCREASE, counts);
    }

    static MetricInput proportion(String key, Role role, Direction direction, Proportion... counts) {
        List<ArmData> data = new ArrayList<>();
        for (Proportion arm : counts) {
            data.add(Moments.ofProportion((double) arm.n(), (double) arm.successes()));
        }
        return metric(
                key,
                MetricKind.PROPORTION,
                role,
                direction,
                new Metric.Proportion(),
                new Adjustment.None(),
                data,
                List.of(counts));
    }

    static MetricInput mean(String key, Role role, ArmData... arms) {
        return metric(
                key,
                MetricKind.MEAN,
                role,
                Direction.INCREASE,
                new Metric.Mean(),
                new Adjustment.None(),
                List.of(arms),
                null);
    }

    static MetricInput metric(
            String key,
            MetricKind kind,
            Role role,
            Direction direction,
            Metric metric,
            Adjustment adjustment,
            List<ArmData> data,
            @Nullable List<Proportion> counts) {
        return new MetricInput(
                key,
                kind,
                role,
                direction,
                metric,
                adjustment,
                data,
                counts,
                null,
                role == Role.GUARDRAIL ? new MetricInput.Tolerance(0.02, Scale.RELATIVE) : null,
                Alternative.TWO_SIDED,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static MetricInput tolerating(double loss, MetricInput guardrail) {
        return new MetricInput(
                guardrail.key(),
                guardrail.kind(),
                guardrail.role(),
                guardrail.direction(),
                guardrail.metric(),
                guardrail.adjustment(),
                guardrail.data(),
                guardrail.counts(),
                guardrail.skewness(),
                new MetricInput.Tolerance(loss, Scale.RELATIVE),
                guardrail.alternative(),
                guardrail.test(),
                guardrail.relativeMethod(),
                guardrail.equivalenceMargin(),
                guardrail.plannedLift(),
                guardrail.plausibleLift(),
                guardrail.baseValue());
    }
}
