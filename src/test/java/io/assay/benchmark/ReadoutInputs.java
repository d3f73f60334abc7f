package io.assay.benchmark;

import io.assay.experiment.readout.AlwaysValidMethod;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.MetricInput;
import io.assay.experiment.readout.MetricKind;
import io.assay.experiment.readout.MultiplicityMethod;
import io.assay.experiment.readout.Plan;
import io.assay.experiment.readout.ReadoutInput;
import io.assay.experiment.readout.Role;
import io.assay.statistics.Direction;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.sequential.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Readouts to be timed: every arm of every metric has its own figures, drawn from a seed. */
final class ReadoutInputs {

    private static final int UNITS = 20_000;

    private ReadoutInputs() {}

    /** One primary metric, the others secondary, each with a covariate. */
    static ReadoutInput cuped(int arms, int metrics) {
        SplittableRandom random = new SplittableRandom(1);
        List<MetricInput> inputs = new ArrayList<>();
        for (int metric = 0; metric < metrics; metric++) {
            List<ArmData> data = new ArrayList<>();
            for (int arm = 0; arm < arms; arm++) {
                data.add(Moments.ofCovariances(
                        UNITS,
                        new double[] {10 + 0.05 * random.nextGaussian(), 9 + 0.05 * random.nextGaussian()},
                        new double[][] {{25 + random.nextDouble()}, {12 + random.nextDouble(), 20}}));
            }
            inputs.add(metric(metric, data));
        }
        List<ReadoutInput.Arm> keys = new ArrayList<>();
        for (int arm = 0; arm < arms; arm++) {
            keys.add(new ReadoutInput.Arm("arm" + arm, 1, null));
        }
        Plan plan = new Plan(
                InferenceKind.ALWAYS_VALID,
                2.0 * arms * UNITS,
                3,
                List.of(),
                null,
                false,
                new Spending.OBrienFleming(),
                AlwaysValidMethod.ASYMPTOTIC,
                null,
                null);
        return new ReadoutInput(
                0.05, keys, 0, plan, null, null, Set.of(), MultiplicityMethod.BONFERRONI, inputs, false, List.of());
    }

    private static MetricInput metric(int number, List<ArmData> data) {
        return new MetricInput(
                "metric" + number,
                MetricKind.MEAN,
                number == 0 ? Role.PRIMARY : Role.SECONDARY,
                Direction.INCREASE,
                new Metric.Mean(),
                Adjustment.Cuped.ofMean(List.of(new Quantity.MeanOf(1))),
                data,
                null,
                null,
                null,
                Alternative.TWO_SIDED,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
