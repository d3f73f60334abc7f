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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Readouts to be timed, as records and as the body of a request. Every arm of every metric has figures of its own, by a
 * formula that {@code src/test/python/peers.py} computes as well.
 */
final class ReadoutInputs {

    static final int ARMS = 5;
    static final int METRICS = 50;
    /** Effects in one readout. */
    static final int EFFECTS = METRICS * (ARMS - 1);
    /** As many as have 10^5 effects. */
    static final int SEGMENTS = 100_000 / EFFECTS;

    private static final int UNITS = 20_000;
    private static final double PLANNED_UNITS = 2.0 * ARMS * UNITS;
    private static final int LOOKS_BEFORE = 3;

    private ReadoutInputs() {}

    /** One primary metric, the others secondary, each with a covariate; planned to be read at any time. */
    static ReadoutInput cuped() {
        return segment(0);
    }

    /** The same for other units. */
    static ReadoutInput segment(int segment) {
        return readout(segment, plan(InferenceKind.ALWAYS_VALID, List.of()));
    }

    /** At the fourth look of a group-sequential plan. */
    static ReadoutInput groupSequential() {
        double n = ARMS * UNITS;
        return readout(0, plan(InferenceKind.GROUP_SEQUENTIAL, List.of(0.4 * n, 0.6 * n, 0.8 * n)));
    }

    private static Plan plan(InferenceKind kind, List<Double> earlierLooks) {
        return new Plan(
                kind,
                PLANNED_UNITS,
                LOOKS_BEFORE,
                earlierLooks,
                null,
                false,
                new Spending.OBrienFleming(),
                AlwaysValidMethod.ASYMPTOTIC,
                null,
                null);
    }

    private static ReadoutInput readout(int segment, Plan plan) {
        List<ReadoutInput.Arm> arms = IntStream.range(0, ARMS)
                .mapToObj(arm -> new ReadoutInput.Arm(armKey(arm), 1, null))
                .toList();
        List<MetricInput> metrics = IntStream.range(0, METRICS)
                .mapToObj(metric -> metric(segment, metric))
                .toList();
        return new ReadoutInput(
                Inputs.ALPHA,
                arms,
                0,
                plan,
                null,
                null,
                Set.of(),
                MultiplicityMethod.BONFERRONI,
                metrics,
                false,
                List.of());
    }

    private static MetricInput metric(int segment, int metric) {
        List<ArmData> data = new ArrayList<>();
        for (int arm = 0; arm < ARMS; arm++) {
            int cell = cell(segment, metric, arm);
            data.add(Moments.ofCovariances(UNITS, means(cell), covariances(cell)));
        }
        return new MetricInput(
                metricKey(metric),
                MetricKind.MEAN,
                metric == 0 ? Role.PRIMARY : Role.SECONDARY,
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

    /** {@link #cuped} as it is posted: sums and cross products, as a warehouse gives them. */
    static String body() {
        String arms = IntStream.range(0, ARMS)
                .mapToObj(arm -> "{\"key\":\"%s\"}".formatted(armKey(arm)))
                .collect(Collectors.joining(","));
        String metrics =
                IntStream.range(0, METRICS).mapToObj(ReadoutInputs::metricBody).collect(Collectors.joining(","));
        return """
                {"alpha":%s,"control":"%s","arms":[%s],\
                "plan":{"kind":"always_valid","planned_total_n":%.0f,"looks_before":%d},"metrics":[%s]}""".formatted(Inputs.ALPHA, armKey(0), arms, PLANNED_UNITS, LOOKS_BEFORE, metrics);
    }

    private static String metricBody(int metric) {
        String data = IntStream.range(0, ARMS)
                .mapToObj(arm -> armBody(arm, cell(0, metric, arm)))
                .collect(Collectors.joining(","));
        return """
                {"key":"%s","kind":"mean","role":"%s","covariates":["before"],"data":{%s}}""".formatted(metricKey(metric), metric == 0 ? "primary" : "secondary", data);
    }

    private static String armBody(int arm, int cell) {
        double[] mean = means(cell);
        double[][] covariance = covariances(cell);
        double[][] cross = new double[2][];
        for (int i = 0; i < 2; i++) {
            cross[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                cross[i][j] = (UNITS - 1) * covariance[i][j] + UNITS * mean[i] * mean[j];
            }
        }
        return String.format(
                Locale.ROOT,
                "\"%s\":{\"n\":%d,\"moments\":{\"variables\":[\"value\",\"before\"],\"sums\":[%s,%s],"
                        + "\"cross_products\":[[%s],[%s,%s]]}}",
                armKey(arm),
                UNITS,
                UNITS * mean[0],
                UNITS * mean[1],
                cross[0][0],
                cross[1][0],
                cross[1][1]);
    }

    private static String armKey(int arm) {
        return arm == 0 ? "control" : "treatment" + arm;
    }

    private static String metricKey(int metric) {
        return "metric" + metric;
    }

    private static int cell(int segment, int metric, int arm) {
        return (segment * METRICS + metric) * ARMS + arm;
    }

    /** Of the value and its covariate. */
    private static double[] means(int cell) {
        return new double[] {10 + 0.2 * share(cell, 0), 9 + 0.2 * share(cell, 1)};
    }

    private static double[][] covariances(int cell) {
        return new double[][] {{25 + share(cell, 2)}, {12 + share(cell, 3), 20}};
    }

    /** From 0 to 1, without order; 1009 is a prime. */
    private static double share(int cell, int which) {
        return (cell * 4 + which) % 1009 * 7919 % 1009 / 1009.0;
    }
}
