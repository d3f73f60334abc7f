package io.assay.experiment.readout;

import io.assay.statistics.moments.ArmEstimate;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an experiment without its effects: nothing here compares an arm with another but by its units. */
final class BlindedReadouts {

    private BlindedReadouts() {}

    static BlindedReadout read(ReadoutInput input) {
        Units units = Units.of(input);
        PlanState state = new PlanState(input.plan(), input.history(), units.total());
        SampleRatio ratio = units.sampleRatio(input, state);
        Double planned = input.plan().plannedTotalN();
        return new BlindedReadout(
                arms(input, units),
                new BlindedReadout.Progress(
                        input.plan().kind(),
                        (long) state.n(),
                        planned == null ? null : (Long) planned.longValue(),
                        state.informationFraction()),
                input.metrics().stream()
                        .map(metric -> metric(input, PooledMetric.of(metric), units))
                        .toList(),
                new ExperimentChecks(input, state).blinded(ratio),
                ratio == null ? List.of() : ratio.warnings());
    }

    private static List<BlindedReadout.ArmUnits> arms(ReadoutInput input, Units units) {
        List<BlindedReadout.ArmUnits> arms = new ArrayList<>(input.arms().size());
        for (int arm = 0; arm < input.arms().size(); arm++) {
            arms.add(new BlindedReadout.ArmUnits(
                    input.arms().get(arm).key(), units.perArm().get(arm)));
        }
        return arms;
    }

    private static BlindedReadout.Metric metric(ReadoutInput input, PooledMetric pooled, Units units) {
        ArmEstimate estimate = pooled.estimate().valueOrNull();
        @Nullable String reason = pooled.estimate().reasonOrNull();
        return new BlindedReadout.Metric(
                pooled.metric().key(),
                pooled.metric().kind(),
                pooled.metric().role(),
                pooled.n(),
                estimate == null ? null : (Double) estimate.base(),
                estimate == null ? null : (Double) Math.sqrt(estimate.baseVariance()),
                new PooledChecks(pooled, units, MissingUnits.of(input, pooled.metric())).all(),
                reason == null ? List.of() : List.of("value is null: " + reason + "."));
    }
}
