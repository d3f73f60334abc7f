package io.assay.model.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.resampling.Bootstrap;
import io.assay.statistics.resampling.InfinitesimalJackknife;
import io.assay.statistics.resampling.Resamplable;
import io.assay.statistics.sample.SampleMoments;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What metrics say of how they move with the weight of a row. */
class InfluencesTest {

    private static final Drawn DRAWN = new Drawn();

    private static final double STEP = 1e-4;

    @TestFactory
    Stream<DynamicTest> areTheSlopes() {
        return Stream.of(false, true)
                .flatMap(weighted -> Stream.of(
                                of(new BinaryRocAuc(), DRAWN.binary(weighted)),
                                of(new BinaryAveragePrecision(), DRAWN.binary(weighted)),
                                of(new KolmogorovSmirnovDistance(), DRAWN.binary(weighted)),
                                of(new CalibrationSlope(), DRAWN.binary(weighted)),
                                of(new CalibrationIntercept(), DRAWN.binary(weighted)),
                                of(new MacroRocAuc(), DRAWN.multiclass(weighted)),
                                of(new WeightedRocAuc(), DRAWN.multiclass(weighted)),
                                of(new BalancedAccuracy(), DRAWN.multiclass(weighted)),
                                of(new MacroF1(), DRAWN.multiclass(weighted)),
                                of(new MulticlassLogLoss(), DRAWN.multiclass(weighted)),
                                of(new RootMeanSquaredError(), DRAWN.regression(weighted)),
                                of(new RSquared(), DRAWN.regression(weighted)))
                        .flatMap(List::stream)
                        .map(test -> DynamicTest.dynamicTest(
                                test.getDisplayName() + (weighted ? ", weighted" : ""), test.getExecutable())));
    }

    private static <D extends Resamplable<D>> List<DynamicTest> of(Metric<D> metric, D predictions) {
        double[] influences = Objects.requireNonNull(metric.influences(predictions));
        return List.of(
                DynamicTest.dynamicTest(metric.name() + " slopes", () -> {
                    double[] counts = new double[predictions.rows()];
                    for (int row = 0; row < counts.length; row += 7) {
                        // Central difference: its error is of the order of the step's square, relative to the slope.
                        Arrays.fill(counts, 1);
                        counts[row] = 1 + STEP;
                        double more = value(metric, predictions.resampled(counts));
                        counts[row] = 1 - STEP;
                        double less = value(metric, predictions.resampled(counts));
                        assertThat(influences[row])
                                .as("row %d", row)
                                .isCloseTo((more - less) / (2 * STEP), within(1e-9));
                    }
                }),
                // The bootstrap with 1,000 replicates knows the standard error to 2.2 %; where the metric is no smooth
                // function of 500 rows, as the distance of two distributions, the two differ by a little more.
                DynamicTest.dynamicTest(metric.name() + " bootstrap", () -> {
                    double[] replicates = Bootstrap.replicate(predictions, 1000, 42, 1, counts ->
                            new double[] {value(metric, predictions.resampled(counts))})[0];
                    double deviation = SampleMoments.of(replicates).populationDeviation();
                    double se = InfinitesimalJackknife.standardError(influences);
                    assertThat(se).isCloseTo(deviation, within(0.15 * deviation));
                }));
    }

    private static <D extends Resamplable<D>> double value(Metric<D> metric, D predictions) {
        return Objects.requireNonNull(metric.value(predictions).valueOrNull());
    }
}
