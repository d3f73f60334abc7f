package io.assay.experiment.readout;

import static io.assay.experiment.readout.Bodies.metric;
import static io.assay.experiment.readout.Bodies.metricInput;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Adjustment.Cuped;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import io.assay.statistics.moments.Adjustment.Slopes;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.OrderStatistics;
import io.assay.statistics.moments.Quantity.MeanOf;
import io.assay.statistics.moments.Quantity.RatioOf;
import io.assay.statistics.moments.Strata;
import io.assay.statistics.proportion.Proportion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every form in which an arm reports a metric becomes the data that {@code statistics} builds from the same numbers. */
class ArmDataTest {

    private static final String MEAN = "'kind': 'mean', 'role': 'secondary'";
    private static final String RATIO = "'kind': 'ratio', 'role': 'secondary'";
    private static final String COUNT = "'kind': 'count', 'role': 'secondary'";
    private static final String PROPORTION = "'kind': 'proportion', 'role': 'primary'";
    private static final String QUANTILE = "'kind': 'quantile', 'quantile': 0.9, 'role': 'secondary'";

    /** Of the values 1, 2, 3, 6 with a covariate of 0, 1, 1, 4. */
    private static final Moments VALUE_AND_COVARIATE =
            Moments.ofCrossProducts(4, new double[] {12, 6}, new double[][] {{50}, {29, 18}});

    @Test
    void successes() {
        MetricInput metric =
                metricInput(metric(PROPORTION, "{'n': 20000, 'successes': 2000}", "{'n': 20000, 'successes': 2150}"));

        assertThat(metric.metric()).isEqualTo(new Metric.Proportion());
        assertThat(metric.adjustment()).isEqualTo(new Adjustment.None());
        assertMoments(metric.data().get(0), Moments.ofProportion(20000, 2000));
        assertMoments(metric.data().get(1), Moments.ofProportion(20000, 2150));
        assertThat(metric.counts()).containsExactly(new Proportion(2000, 20000), new Proportion(2150, 20000));
        assertThat(metric.skewness()).isNull();
    }

    @Test
    void countsOfProportionsInEveryForm() {
        List<Proportion> counts = List.of(new Proportion(3, 10), new Proportion(3, 10));
        String sums = "{'n': 10, 'sum': 3, 'sum_squares': 3}";
        String moments = "{'n': 10, 'moments': {'variables': ['value'], 'sums': [3], 'cross_products': [[3]]}}";

        assertThat(metricInput(metric(PROPORTION, sums)).counts()).isEqualTo(counts);
        assertThat(metricInput(metric(PROPORTION, moments)).counts()).isEqualTo(counts);
        assertThat(metricInput(metric(PROPORTION, "{'strata': [{'key': 'a', 'data': %s}]}".formatted(sums)))
                        .counts())
                .isNull();
    }

    /** Nothing can be said of an arm without units, and nothing is wrong with it. */
    @Test
    void emptyArm() {
        MetricInput metric = metricInput(metric(PROPORTION, "{'n': 0, 'successes': 0}", "{'n': 10, 'successes': 1}"));

        assertMoments(metric.data().getFirst(), Moments.ofProportion(0, 0));
        assertThat(metric.counts()).isNull();
    }

    /** 1, 2, 3, 6: mean 3, central moments over n 3.5 and 4.5; a skewness of 4.5 / 3.5^1.5. */
    @Test
    void sumsWithThirdPowers() {
        MetricInput metric = metricInput(metric(MEAN, "{'n': 4, 'sum': 12, 'sum_squares': 50, 'sum_cubes': 252}"));

        assertThat(metric.metric()).isEqualTo(new Metric.Mean());
        assertMoments(metric.data().getFirst(), Moments.ofSums(4, 12, 50));
        assertThat(metric.counts()).isNull();
        assertSkewness(metric, 4.5 / Math.pow(3.5, 1.5));
    }

    /** Both arms have the same values, and so has their union the same skewness. */
    private static void assertSkewness(MetricInput metric, double expected) {
        MetricInput.Skewness skewness = requireNonNull(metric.skewness());
        assertThat(skewness.largestOfArms()).isCloseTo(expected, offset(1e-12));
        assertThat(skewness.ofAllArms()).isCloseTo(expected, offset(1e-12));
    }

    @Test
    void thirdPowersOfTheOtherForms() {
        double expected = 4.5 / Math.pow(3.5, 1.5);
        String mean = "{'n': 4, 'mean': 3, 'variance': 4.666666666666667, 'sum_cubes': 252}";
        String moments = "{'n': 4, 'moments': {'variables': ['x', 'value'], 'sums': [6, 12], "
                + "'cross_products': [[18], [29, 50]]}, 'sum_cubes': 252}";
        String strata = "{'strata': [{'key': 'a', 'data': {'n': 2, 'sum': 3, 'sum_squares': 5, 'sum_cubes': 9}}, "
                + "{'key': 'b', 'data': {'n': 2, 'sum': 9, 'sum_squares': 45, 'sum_cubes': 243}}]}";
        for (String metric :
                List.of(metric(MEAN, mean), metric(MEAN + ", 'covariates': ['x']", moments), metric(MEAN, strata))) {
            assertSkewness(metricInput(metric), expected);
        }
    }

    @Test
    void meanAndVariance() {
        MetricInput metric = metricInput(metric(COUNT, "{'n': 400, 'mean': 3.5, 'variance': 2.25}"));

        assertThat(metric.metric()).isEqualTo(new Metric.Mean());
        assertMoments(metric.data().getFirst(), Moments.ofMean(400, 3.5, 2.25));
    }

    @Test
    void ratioAndCountOverExposure() {
        String data = "{'n': 4, 'numerator': {'sum': 12, 'sum_squares': 50}, "
                + "'denominator': {'sum': 6, 'sum_squares': 18}, 'cross': 29}";
        for (String kind : List.of(RATIO, COUNT)) {
            MetricInput metric = metricInput(metric(kind, data));

            assertThat(metric.metric()).isEqualTo(new Metric.Ratio());
            assertMoments(metric.data().getFirst(), VALUE_AND_COVARIATE);
            assertThat(metric.skewness()).isNull();
        }
    }

    @Test
    void quantile() {
        MetricInput metric = metricInput(
                metric(
                        QUANTILE,
                        "{'n': 1000, 'value': 7, 'lower': 6, 'upper': 9}",
                        "{'n': 1000, 'value': 7, 'lower': 6, 'upper': 9, 'interval_n': 500, 'clusters': {'n': 4, 'numerator': "
                                + "{'sum': 12, 'sum_squares': 50}, 'denominator': {'sum': 16, 'sum_squares': 78}, 'cross': 62}}"));

        assertThat(metric.metric()).isEqualTo(new Metric.Quantile(0.9));
        assertThat(metric.data().getFirst()).isEqualTo(new OrderStatistics(1000, 1000, 7, 6, 9, null));
        OrderStatistics clustered = (OrderStatistics) metric.data().get(1);
        assertThat(clustered.intervalN()).isEqualTo(500);
        assertMoments(requireNonNull(clustered.clusters()), Moments.ofRatio(4, 12, 50, 16, 78, 62));
    }

    /** The order of the variables is the caller's; the metric's own come first in what is judged. */
    @Test
    void momentsInAnyOrder() {
        MetricInput metric = metricInput(
                metric(
                        MEAN + ", 'covariates': ['x']",
                        "{'n': 4, 'moments': {'variables': ['value', 'x'], 'sums': [12, 6], 'cross_products': [[50], [29, 18]]}}",
                        "{'n': 4, 'moments': {'variables': ['x', 'value'], 'sums': [6, 12], 'cross_products': [[18], [29, 50]]}}"));

        assertMoments(metric.data().get(0), VALUE_AND_COVARIATE);
        assertMoments(metric.data().get(1), VALUE_AND_COVARIATE);
        assertThat(metric.adjustment()).isEqualTo(Cuped.ofMean(List.of(new MeanOf(1))));
    }

    @Test
    void fixedSlopes() {
        String moments = "{'n': 4, 'moments': {'variables': ['value', 'x'], 'sums': [12, 6], "
                + "'cross_products': [[50], [29, 18]]}}";

        assertThat(metricInput(metric(MEAN + ", 'covariates': ['x'], 'theta': [0.5]", moments))
                        .adjustment())
                .isEqualTo(new Cuped(List.of(new MeanOf(1)), new Slopes.Fixed(List.of(0.5)), LiftGradient.RAW_MEANS));
        assertThat(metricInput(metric(MEAN + ", 'covariates': ['x'], 'adjustment': 'none'", moments))
                        .adjustment())
                .isEqualTo(new Adjustment.None());
    }

    @Test
    void ratioWithBothKindsOfCovariates() {
        String moments = "{'n': 0, 'moments': {'variables': ['pre_n', 'pre_d', 'numerator', 'denominator', 'age'], "
                + "'sums': [0, 0, 0, 0, 0], 'cross_products': [[0], [0, 0], [0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0, 0]]}}";
        String covariates =
                ", 'covariates': ['age'], 'ratio_covariates': [{'numerator': 'pre_n', 'denominator': 'pre_d'}]";
        for (String kind : List.of(RATIO, COUNT)) {
            MetricInput metric = metricInput(metric(kind + covariates, moments));

            assertThat(metric.metric()).isEqualTo(new Metric.Ratio());
            assertThat(metric.adjustment()).isEqualTo(Cuped.ofRatio(List.of(new MeanOf(2), new RatioOf(3, 4))));
            assertThat(((Moments) metric.data().getFirst()).size()).isEqualTo(5);
        }
    }

    @Test
    void strata() {
        MetricInput metric = metricInput(metric(
                PROPORTION,
                "{'strata': [{'key': 'a', 'data': {'n': 10, 'successes': 1}}, "
                        + "{'key': 'b', 'data': {'n': 20, 'successes': 3}}]}",
                "{'strata': [{'key': 'b', 'data': {'n': 30, 'successes': 4}}]}"));

        assertThat(metric.adjustment()).isEqualTo(new Adjustment.PostStratification(List.of()));
        assertThat(metric.counts()).isNull();
        List<Strata.Stratum> control = ((Strata) metric.data().getFirst()).strata();
        assertThat(control).extracting(Strata.Stratum::key).containsExactly("a", "b");
        assertMoments(control.get(0).moments(), Moments.ofProportion(10, 1));
        assertMoments(control.get(1).moments(), Moments.ofProportion(20, 3));
        assertMoments(((Strata) metric.data().get(1)).strata().getFirst().moments(), Moments.ofProportion(30, 4));
    }

    @Test
    void strataWithCovariates() {
        String strata = "{'strata': [{'key': 'a', 'data': {'n': 4, 'moments': {'variables': ['x', 'value'], "
                + "'sums': [6, 12], 'cross_products': [[18], [29, 50]]}}}]}";
        MetricInput metric = metricInput(metric(MEAN + ", 'covariates': ['x']", strata));

        assertThat(metric.adjustment())
                .isEqualTo(new Adjustment.PostStratification(List.of(new MeanOf(1)), Adjustment.Residuals.BY_ARM));
        assertMoments(((Strata) metric.data().getFirst()).strata().getFirst().moments(), VALUE_AND_COVARIATE);
        assertThat(metricInput(metric(MEAN + ", 'covariates': ['x'], 'adjustment': 'post_stratification'", strata))
                        .adjustment())
                .isEqualTo(new Adjustment.PostStratification(List.of()));
        assertThat(metricInput(metric(MEAN + ", 'covariates': ['x'], 'adjustment': 'cuped'", strata))
                        .adjustment())
                .isEqualTo(Cuped.ofMean(List.of(new MeanOf(1))));
    }

    private static void assertMoments(ArmData actual, Moments expected) {
        assertThat(actual).isInstanceOf(Moments.class);
        Moments moments = (Moments) actual;
        assertThat(moments.n()).isEqualTo(expected.n());
        assertThat(moments.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(moments.mean(i)).isEqualTo(expected.mean(i));
            for (int j = 0; j < expected.size(); j++) {
                assertThat(moments.comoment(i, j)).isEqualTo(expected.comoment(i, j));
            }
        }
    }
}
