package io.assay.experiment.readout;

import io.assay.statistics.moments.ArmEstimate;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an experiment without its effects: nothing here compares an arm with another but by its units. */
final class BlindedReadouts {

    private static final String GIVES_THE_EFFECT_AWAY =
            "the shares of the arms changed, and two values of all arms together under different shares would give the "
                    + "effect away";

    private BlindedReadouts() {}

    static BlindedReadout read(ReadoutInput input) {
        Units units = Units.of(input);
        PlanState state = new PlanState(input.plan(), input.history(), units.total());
        SampleRatio ratio = units.sampleRatio(input, state);
        PhaseMix phases = PhaseMix.of(input, PhaseMix::isStratified);
        String withheld = phases == null ? null : GIVES_THE_EFFECT_AWAY;
        Double planned = input.plan().plannedTotalN();
        return new BlindedReadout(
                arms(input, units),
                new BlindedReadout.Progress(
                        input.plan().kind(),
                        (long) state.n(),
                        planned == null ? null : (Long) planned.longValue(),
                        state.informationFraction()),
                input.metrics().stream()
                        .map(metric -> metric(PooledMetric.of(metric), units, MissingUnits.of(input, metric), withheld))
                        .toList(),
                new ExperimentChecks(input, state, phases).blinded(ratio),
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

    /**
     * @param withheld why nothing that hangs on the values is shown; null where it is
     */
    private static BlindedReadout.Metric metric(
            PooledMetric pooled, Units units, @Nullable MissingUnits missing, @Nullable String withheld) {
        ArmEstimate estimate = withheld == null ? pooled.estimate().valueOrNull() : null;
        String reason = withheld == null ? pooled.estimate().reasonOrNull() : withheld;
        boolean counted = withheld == null || (missing != null && missing.noneMissing());
        List<String> warnings = new ArrayList<>();
        if (!counted) {
            warnings.add("n is null: " + reason + ".");
        }
        if (reason != null) {
            warnings.add("value is null: " + reason + ".");
        }
        return new BlindedReadout.Metric(
                pooled.metric().key(),
                pooled.metric().kind(),
                pooled.metric().role(),
                counted ? (Long) pooled.n() : null,
                estimate == null ? null : (Double) estimate.base(),
                estimate == null ? null : (Double) Math.sqrt(estimate.baseVariance()),
                new PooledChecks(pooled, units, missing, withheld).all(),
                List.copyOf(warnings));
    }
}
