package io.assay.experiment.readout;

import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.OrderStatistics;
import io.assay.statistics.moments.Strata;
import io.assay.statistics.sampleratio.Look;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units per arm: those that the arms state, or else those behind the primary metric.
 *
 * @param perArm in the arms' order
 */
record Units(List<Long> perArm) {

    static Units of(ReadoutInput input) {
        if (input.arms().stream().allMatch(arm -> arm.n() != null)) {
            return new Units(input.arms().stream().map(Units::stated).toList());
        }
        MetricInput counted = input.metrics().stream()
                .filter(metric -> metric.role() == Role.PRIMARY)
                .findFirst()
                .orElse(input.metrics().getFirst());
        return new Units(counted.data().stream().map(Units::behind).toList());
    }

    private static long stated(ReadoutInput.Arm arm) {
        Long n = arm.n();
        return n == null ? 0 : n;
    }

    /** Units of randomisation behind an arm's data. */
    static long behind(ArmData data) {
        return (long)
                switch (data) {
                    case Moments moments -> moments.n();
                    case Strata strata -> strata.joined().n();
                    case OrderStatistics order ->
                        order.clusters() == null ? order.n() : order.clusters().n();
                };
    }

    double total() {
        return perArm.stream().mapToDouble(Long::doubleValue).sum();
    }

    /**
     * Whether they came in the planned shares: by the chi-square test where they are read once, always-valid where they were
     * read before, blinded or not; null where nobody came. Phases have each its own shares.
     */
    @Nullable
    SampleRatio sampleRatio(ReadoutInput input, PlanState state) {
        if (total() == 0) {
            return null;
        }
        List<Look> looks = input.phases().isEmpty()
                ? List.of(new Look(
                        perArm,
                        input.arms().stream().map(ReadoutInput.Arm::weight).toList()))
                : input.phases();
        return state.unitsWereRead() ? SampleRatio.sequential(looks) : SampleRatio.once(looks);
    }
}
