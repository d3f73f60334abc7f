package io.assay.experiment.readout;

import io.assay.statistics.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * A metric's arms against each other.
 *
 * @param metric what is compared
 * @param withControl every other arm against control, in the arms' order
 * @param pairs of treatments; empty where they are not asked for
 */
record MetricContrasts(MetricInput metric, List<ArmContrast> withControl, List<ArmContrast> pairs) {

    /**
     * One arm against another.
     *
     * @param contrast or the reason why they cannot be compared
     */
    record ArmContrast(int arm, int against, Outcome<Contrast> contrast) {}

    static MetricContrasts of(ReadoutInput input, MetricInput metric) {
        List<ArmContrast> withControl = new ArrayList<>();
        List<ArmContrast> pairs = new ArrayList<>();
        int control = input.control();
        double weights =
                input.arms().stream().mapToDouble(ReadoutInput.Arm::weight).sum();
        for (int arm = 0; arm < input.arms().size(); arm++) {
            if (arm == control) {
                continue;
            }
            withControl.add(new ArmContrast(arm, control, Contrast.of(input, metric, arm, control, weights)));
            for (int against = 0; input.compareArms() && against < arm; against++) {
                if (against != control) {
                    pairs.add(new ArmContrast(arm, against, Contrast.of(input, metric, arm, against, weights)));
                }
            }
        }
        return new MetricContrasts(metric, withControl, pairs);
    }

    /** Those that could be compared. */
    static List<Contrast> computed(List<ArmContrast> contrasts) {
        List<Contrast> computed = new ArrayList<>(contrasts.size());
        for (ArmContrast one : contrasts) {
            Contrast contrast = one.contrast().valueOrNull();
            if (contrast != null) {
                computed.add(contrast);
            }
        }
        return computed;
    }
}
