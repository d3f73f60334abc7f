package io.assay.model.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.judgement.Comparison.Favours;
import io.assay.statistics.classification.BinaryPredictions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class JudgeTest {

    static final Judge JUDGE = judge();

    private static final Drawn DRAWN = new Drawn();

    private static Judge judge() {
        try (var context = new AnnotationConfigApplicationContext(JudgeTest.class.getPackageName())) {
            return context.getBean(Judge.class);
        }
    }

    /** scikit-learn 1.9.1 on the rows of {@link Drawn}; ks: scipy 1.17.1, ks_2samp; calibration: below; 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "roc_auc, 0.7877737576844261, 0.7886621500665065",
        "avg_prec, 0.7800618298525731, 0.7858376909461332",
        "brier, 0.18951500000000002, 0.18877842087914096",
        "log_loss, 0.564067923673439, 0.5643211215688421",
        "ks, 0.4460169057377049, 0.4608556700133062",
        "ece, 0.06502, 0.06590217786371438",
    })
    void twoClasses(String metric, double plain, double weighted) {
        assertThat(value(JUDGE.values(DRAWN.binary(false)), metric)).isCloseTo(plain, within(1e-12));
        assertThat(value(JUDGE.values(DRAWN.binary(true)), metric)).isCloseTo(weighted, within(1e-12));
    }

    /** scikit-learn 1.9.1: LogisticRegression(C=inf, newton-cholesky, tol 1e-14) on the log-odds; brentq of scipy 1.17.1. */
    @Test
    void calibrationLine() {
        Map<String, @Nullable Double> values = JUDGE.values(DRAWN.binary(false));
        assertThat(value(values, "calibration_slope")).isCloseTo(0.7484851734241812, within(1e-10));
        assertThat(value(values, "calibration_intercept")).isCloseTo(-0.0849761861399727, within(1e-12));
    }

    /** scikit-learn 1.9.1; 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "log_loss, 0.9563276435899124, 0.9703765531702178",
        "roc_auc_ovr, 0.725372367560203, 0.7164901723017666",
        "roc_auc_ovr_weighted, 0.7233989600086315, 0.7144508678555851",
        "accuracy, 0.534, 0.5362848298099462",
        "balanced_accuracy, 0.535516972846335, 0.5368949088702796",
        "f1_macro, 0.534283856093647, 0.5356952570529533",
        "brier, 0.5800290605733724, 0.5846477179601147",
    })
    void severalClasses(String metric, double plain, double weighted) {
        assertThat(value(JUDGE.values(DRAWN.multiclass(false)), metric)).isCloseTo(plain, within(1e-12));
        assertThat(value(JUDGE.values(DRAWN.multiclass(true)), metric)).isCloseTo(weighted, within(1e-12));
    }

    /** scikit-learn 1.9.1; bias: numpy 2.4.6, mean; 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "rmse, 0.29992069708700075, 0.29987192105624033",
        "mae, 0.2538798555594559, 0.252501980755666",
        "r2, 0.8824882417677116, 0.8837071705248446",
        "mape, 0.12195698284872376, 0.11908466911763763",
        "median_absolute_error, 0.2333887562664929, 0.23327231279056138",
    })
    void numbers(String metric, double plain, double weighted) {
        assertThat(value(JUDGE.values(DRAWN.regression(false)), metric)).isCloseTo(plain, within(1e-12));
        assertThat(value(JUDGE.values(DRAWN.regression(true)), metric)).isCloseTo(weighted, within(1e-12));
    }

    @Test
    void everyMetricHasAnInterval() {
        JudgeOptions options = JudgeOptions.standard();
        for (boolean weighted : new boolean[] {false, true}) {
            haveIntervals(JUDGE.binary(DRAWN.binary(weighted), null, List.of(), options));
            haveIntervals(JUDGE.multiclass(DRAWN.multiclass(weighted), null, List.of(), options));
            haveIntervals(JUDGE.regression(DRAWN.regression(weighted), null, List.of(), options));
        }
    }

    private static void haveIntervals(Judgement judgement) {
        judgement.metrics().forEach((name, metric) -> {
            assertThat(metric.reason()).as(name).isNull();
            var interval = Objects.requireNonNull(metric.interval());
            assertThat(interval.lower()).as(name).isLessThanOrEqualTo(metric.value());
            assertThat(interval.upper()).as(name).isGreaterThanOrEqualTo(metric.value());
        });
    }

    /** Of many rows no metric draws any again, and none depends on the order in which they came. */
    @Test
    void ofManyRowsNothingIsDrawn() {
        int n = 30_000;
        Random random = new Random(3);
        double[] p = random.doubles(n).toArray();
        double[] q = random.doubles(n).toArray();
        boolean[] y = new boolean[n];
        for (int row = 0; row < n; row++) {
            y[row] = random.nextDouble() < p[row];
            q[row] = (p[row] + q[row]) / 2;
        }
        JudgeOptions options = JudgeOptions.standard();
        Judgement judgement =
                JUDGE.binary(BinaryPredictions.of(p, y, null), BinaryPredictions.of(q, y, null), List.of(), options);
        haveIntervals(judgement);
        assertThat(judgement.metrics().values().stream()
                        .map(metric -> Objects.requireNonNull(metric.interval()).method()))
                .noneMatch(method -> method.startsWith("bootstrap"));
        var comparison = Objects.requireNonNull(judgement.comparison()).metrics();
        assertThat(Objects.requireNonNull(comparison.get("avg_prec")).favours()).isEqualTo(Favours.FIRST);
        assertThat(Objects.requireNonNull(comparison.get("brier")).favours()).isEqualTo(Favours.FIRST);

        for (int row = 0; row < n / 2; row++) {
            double kept = p[row];
            p[row] = p[n - 1 - row];
            p[n - 1 - row] = kept;
            boolean label = y[row];
            y[row] = y[n - 1 - row];
            y[n - 1 - row] = label;
        }
        Map<String, @Nullable Double> reversed = JUDGE.values(BinaryPredictions.of(p, y, null));
        judgement
                .metrics()
                .forEach((name, metric) ->
                        assertThat(value(reversed, name)).as(name).isCloseTo(metric.value(), within(1e-11)));
    }

    private static double value(Map<String, @Nullable Double> values, String metric) {
        return Objects.requireNonNull(values.get(metric), metric);
    }
}
