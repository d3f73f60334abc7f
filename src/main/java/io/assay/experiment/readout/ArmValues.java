package io.assay.experiment.readout;

import io.assay.experiment.readout.MetricReadout.ArmValue;
import io.assay.statistics.moments.ArmEstimate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each arm shows by itself, before any adjustment. */
final class ArmValues {

    private ArmValues() {}

    static List<ArmValue> of(ReadoutInput input, MetricInput metric, List<Contrast> contrasts) {
        List<ArmValue> values = new ArrayList<>(input.arms().size());
        for (int arm = 0; arm < input.arms().size(); arm++) {
            ArmEstimate estimate = estimate(arm, contrasts);
            values.add(new ArmValue(
                    input.arms().get(arm).key(),
                    Units.behind(metric.data().get(arm)),
                    estimate == null ? null : (Double) estimate.base(),
                    estimate == null ? null : (Double) Math.sqrt(estimate.baseVariance())));
        }
        return values;
    }

    private static @Nullable ArmEstimate estimate(int arm, List<Contrast> contrasts) {
        for (Contrast contrast : contrasts) {
            if (contrast.arm() == arm) {
                return contrast.comparison().treatment();
            }
            if (contrast.against() == arm) {
                return contrast.comparison().control();
            }
        }
        return null;
    }
}
