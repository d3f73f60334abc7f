package io.assay.model.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Comparison.Favours;
import io.assay.statistics.Interval;
import io.assay.statistics.calibration.CalibrationCurve;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.regression.RegressionPredictions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals where somebody has several rows. The rows of {@link Drawn} are of 23 groups of 1, 3, 5, … and 16 of them. */
class GroupedRowsTest {

    private static final Drawn DRAWN = new Drawn();

    private static final int[] GROUPS =
            IntStream.range(0, 500).map(row -> (int) Math.sqrt(row)).toArray();

    private static final JudgeOptions OPTIONS = JudgeOptions.standard();

    /**
     * statsmodels 0.15.0: brier, log_loss are {@code WLS(loss, 1, weights).fit(cov_type="cluster", use_t=True)}; 1e-12. The
     * others: scikit-learn 1.9.1's metrics, whose central difference by the weight of each group, step 1e-5, is u_g, and
     * value ± t(22) (G/(G - 1) Σ u_g²)^½ of scipy 1.17.1; slope and intercept by Newton's method in numpy 2.4.6; 1e-8.
     */
    @ParameterizedTest
    @CsvSource({
        "roc_auc, 0.7531881008816256, 0.8223594144872267, 0.7381891593545399, 0.8391351407784732, 1e-8",
        "avg_prec, 0.7245938601661194, 0.8355297995390268, 0.7137054929327623, 0.8579698889595041, 1e-8",
        "brier, 0.17273781715355466, 0.20629218284644543, 0.1642537689725933, 0.21330307278568855, 1e-12",
        "log_loss, 0.5189637933830377, 0.6091720539638407, 0.49910752059390584, 0.6295347225437785, 1e-12",
        "calibration_slope, 0.609704243683173, 0.887266103165191, 0.5723692060292747, 0.9188313604302769, 1e-8",
        "calibration_intercept, -0.33847046925830054, 0.16851809697835535, -0.3486444814451782, 0.2339635831972609, 1e-8",
    })
    void twoClasses(
            String metric, double lower, double upper, double weightedLower, double weightedUpper, double tolerance) {
        holds(metrics(false).get(metric), lower, upper, tolerance);
        holds(metrics(true).get(metric), weightedLower, weightedUpper, tolerance);
    }

    /** As above; roc_auc_ovr is the mean of the three classes' areas. */
    @ParameterizedTest
    @CsvSource({
        "roc_auc_ovr, 0.6940121259065445, 0.7567326092138614",
        "f1_macro, 0.48393880104485976, 0.5846289111424343",
    })
    void severalClasses(String metric, double lower, double upper) {
        Judgement judgement =
                JudgeTest.JUDGE.multiclass(DRAWN.multiclass(false).grouped(GROUPS), null, List.of(), OPTIONS);
        holds(judgement.metrics().get(metric), lower, upper, 1e-8);
        ClassReadings classes = Objects.requireNonNull(judgement.classes());
        assertThat(interval(classes.classes().getFirst().rocAuc()).method()).isEqualTo("jackknife_of_groups");
    }

    /** As above. */
    @ParameterizedTest
    @CsvSource({
        "rmse, 0.2878670402851331, 0.3119743538888684",
        "r2, 0.86859046643209, 0.8963860171033331",
    })
    void numbers(String metric, double lower, double upper) {
        holds(
                JudgeTest.JUDGE
                        .regression(DRAWN.regression(false).grouped(GROUPS), null, List.of(), OPTIONS)
                        .metrics()
                        .get(metric),
                lower,
                upper,
                1e-8);
    }

    /**
     * At 0.5. statsmodels 0.15.0: {@code WLS(...).fit(cov_type="cluster", use_t=True)} of the rows that a share is of, and
     * {@code proportion_confint(p n, n, method="wilson")} of n = min((Σw)²/Σw², p q/se²) (z/t)²; f1 from the share of true
     * positives among those that are positive or taken; 1e-10. balanced_accuracy, mcc: as above, the latter on Fisher's scale.
     */
    @ParameterizedTest
    @CsvSource({
        "precision, 0.6255362881011691, 0.7562081840917109, 0.6125339993023557, 0.7844309451111742, 1e-10",
        "recall, 0.645323231653253, 0.7654291481734993, 0.6309002281346888, 0.7732895490139301, 1e-10",
        "specificity, 0.6409446512942089, 0.7585928847734026, 0.6467715300306276, 0.7801962790954873, 1e-10",
        "accuracy, 0.6621325055724046, 0.746353737024436, 0.655993577204477, 0.7636513612589103, 1e-10",
        "flagged, 0.45184238302750085, 0.5441917311220448, 0.43580068346919115, 0.5436630216903597, 1e-10",
        "f1, 0.6500925481411881, 0.7488646717306523, 0.6345223595610716, 0.7693560092878148, 1e-10",
        "balanced_accuracy, 0.6653311242858125, 0.7468102691568105, 0.6583403804737227, 0.7670583214099347, 1e-8",
        "mcc, 0.32739689010624873, 0.4900971699300847, 0.310647480566881, 0.5278969049048785, 1e-8",
    })
    void rates(String rate, double lower, double upper, double weightedLower, double weightedUpper, double tolerance) {
        holds(rates(judged(false)).get(rate), lower, upper, tolerance);
        holds(rates(judged(true)).get(rate), weightedLower, weightedUpper, tolerance);
    }

    @Test
    void everyMetricHasAnInterval() {
        for (boolean weighted : new boolean[] {false, true}) {
            haveIntervals(judged(weighted));
            haveIntervals(
                    JudgeTest.JUDGE.multiclass(DRAWN.multiclass(weighted).grouped(GROUPS), null, List.of(), OPTIONS));
            haveIntervals(
                    JudgeTest.JUDGE.regression(DRAWN.regression(weighted).grouped(GROUPS), null, List.of(), OPTIONS));
        }
    }

    private static void haveIntervals(Judgement judgement) {
        judgement.metrics().forEach((name, metric) -> {
            Interval interval = Objects.requireNonNull(metric.interval(), name + ": " + metric.reason());
            assertThat(interval.lower()).as(name).isLessThanOrEqualTo(metric.value());
            assertThat(interval.upper()).as(name).isGreaterThanOrEqualTo(metric.value());
            assertThat(interval.method()).as(name).matches(".*_of_groups|bootstrap_.*");
        });
        assertThat(judgement.warnings()).noneMatch(warning -> warning.contains("groups"));
    }

    /** Every row five times over, as of one who has five, is the row: no interval gets narrower by more than t for z. */
    @Test
    void repeatedRowsTellNothingNew() {
        int n = 100;
        int times = 5;
        double[] p = new double[n * times];
        boolean[] y = new boolean[n * times];
        int[] groups = new int[n * times];
        for (int row = 0; row < p.length; row++) {
            p[row] = DRAWN.p[row % n];
            y[row] = DRAWN.y[row % n];
            groups[row] = row % n;
        }
        BinaryPredictions many = BinaryPredictions.of(p, y, null).grouped(groups);
        BinaryPredictions once = BinaryPredictions.of(Arrays.copyOf(p, n), Arrays.copyOf(y, n), null)
                .grouped(IntStream.range(0, n).toArray());
        Judgement ofMany = JudgeTest.JUDGE.binary(many, null, List.of(), OPTIONS);
        Judgement ofOnce = JudgeTest.JUDGE.binary(once, null, List.of(), OPTIONS);
        for (String metric : List.of("roc_auc", "avg_prec", "brier", "log_loss", "calibration_slope", "ks", "ece")) {
            same(metric, ofMany.metrics().get(metric), ofOnce.metrics().get(metric));
        }
        rates(ofOnce).forEach((rate, measured) -> same(rate, rates(ofMany).get(rate), measured));
        List<CalibrationCurve.Bin> bins =
                Objects.requireNonNull(ofMany.curves()).calibration();
        List<CalibrationCurve.Bin> expected =
                Objects.requireNonNull(ofOnce.curves()).calibration();
        for (int bin = 0; bin < bins.size(); bin++) {
            holds(
                    Objects.requireNonNull(bins.get(bin).interval()),
                    Objects.requireNonNull(expected.get(bin).interval()),
                    1e-10);
        }
    }

    private static void same(String name, @Nullable Measured measured, @Nullable Measured expected) {
        // ece: the design effect of five equal rows is 5 but for (n - 1)/n of rows and of groups.
        double tolerance = name.equals("ece") ? 0.01 : name.equals("calibration_slope") ? 1e-7 : 1e-10;
        holds(interval(measured), interval(expected), tolerance);
    }

    /** 300 samples of 40 groups of ten rows, half of whose errors the group shares; |e| has the median 0.6745 √2 = 0.9539. */
    @Test
    void holdsTheMedian() {
        Random random = new Random(6);
        int held = 0;
        for (int sample = 0; sample < 300; sample++) {
            double[] predicted = new double[400];
            int[] groups = new int[400];
            double shared = 0;
            for (int row = 0; row < 400; row++) {
                groups[row] = row / 10;
                shared = row % 10 == 0 ? random.nextGaussian() : shared;
                predicted[row] = shared + random.nextGaussian();
            }
            Judgement judgement = JudgeTest.JUDGE.regression(
                    RegressionPredictions.of(predicted, new double[400], null).grouped(groups),
                    null,
                    List.of(),
                    OPTIONS);
            Interval interval = interval(judgement.metrics().get("median_absolute_error"));
            assertThat(interval.method()).isEqualTo("woodruff_of_groups");
            held += interval.contains(0.6744897501960817 * Math.sqrt(2)) ? 1 : 0;
        }
        // 0.95 ± 4 standard errors of such a share.
        assertThat(held / 300.0).isBetween(0.899, 1.0);
    }

    /**
     * How often the interval of 95 % holds the truth where ten rows of a group share score and, of every second pair of them,
     * the outcome: 400 samples of 40 groups. 0.95 ± 4 standard errors of such a share is 0.906 to 0.994; taken for independent they
     * hold it in three of four.
     */
    @Test
    void holdsTheTruth() {
        Random random = new Random(5);
        int held = 0;
        int alone = 0;
        int calibrated = 0;
        int samples = 400;
        for (int sample = 0; sample < samples; sample++) {
            int n = 400;
            double[] p = new double[n];
            boolean[] y = new boolean[n];
            int[] groups = new int[n];
            double shared = 0;
            boolean sharedOutcome = false;
            for (int row = 0; row < n; row++) {
                groups[row] = row / 10;
                if (row % 10 == 0) {
                    shared = random.nextDouble();
                    sharedOutcome = random.nextDouble() < shared;
                }
                p[row] = shared;
                y[row] = row % 2 == 0 ? sharedOutcome : random.nextDouble() < shared;
            }
            BinaryPredictions independent = BinaryPredictions.of(p, y, null);
            Map<String, Measured> metrics = JudgeTest.JUDGE
                    .binary(independent.grouped(groups), null, List.of(), OPTIONS)
                    .metrics();
            // P(p > q) of p with density 2x, q with 2(1 - x): 5/6.
            held += interval(metrics.get("roc_auc")).contains(5.0 / 6) ? 1 : 0;
            calibrated += interval(metrics.get("ece")).contains(0) ? 1 : 0;
            alone += interval(JudgeTest.JUDGE
                                    .binary(independent, null, List.of(), OPTIONS)
                                    .metrics()
                                    .get("roc_auc"))
                            .contains(5.0 / 6)
                    ? 1
                    : 0;
        }
        assertThat((double) held / samples).isBetween(0.906, 0.994);
        assertThat((double) calibrated / samples).isGreaterThan(0.906);
        assertThat((double) alone / samples).isLessThan(0.8);
    }

    @Test
    void fewGroupsAreSaidToBeFew() {
        int[] groups = IntStream.range(0, 500).map(row -> row % 4).toArray();
        assertThat(JudgeTest.JUDGE
                        .binary(DRAWN.binary(false).grouped(groups), null, List.of(), OPTIONS)
                        .warnings())
                .contains("Rows are of 4 groups only; intervals are rough.");
        Judgement one = JudgeTest.JUDGE.binary(DRAWN.binary(false).grouped(new int[500]), null, List.of(), OPTIONS);
        for (String metric : List.of("roc_auc", "brier", "ece", "ks")) {
            Measured measured = Objects.requireNonNull(one.metrics().get(metric));
            assertThat(measured.interval()).as(metric).isNull();
            assertThat(measured.reason()).as(metric).isNotNull();
        }
        rates(one).forEach((rate, measured) -> {
            assertThat(measured.interval()).as(rate).isNull();
            assertThat(measured.reason()).as(rate).contains("one group");
        });
    }

    /** Whose rows are goes with the rows of a segment. */
    @Test
    void segmentsHaveGroupsToo() {
        List<@Nullable String> halves = IntStream.range(0, 500)
                .<@Nullable String>mapToObj(row -> row < 250 ? "a" : "b")
                .toList();
        SegmentReading reading = JudgeTest.JUDGE
                .binary(DRAWN.binary(false).grouped(GROUPS), null, List.of(Segmentation.of("half", halves)), OPTIONS)
                .segments()
                .getFirst();
        assertThat(interval(reading.metrics().get("roc_auc")).method()).isEqualTo("jackknife_of_groups");
        boolean[] first = new boolean[500];
        Arrays.fill(first, 0, 250, true);
        Measured expected = JudgeTest.JUDGE
                .binary(DRAWN.binary(false).where(first).grouped(Arrays.copyOf(GROUPS, 250)), null, List.of(), OPTIONS)
                .metrics()
                .get("roc_auc");
        assertThat(reading.metrics().get("roc_auc")).isEqualTo(expected);
    }

    /**
     * Rows in groups of five. numpy 2.4.6 and scipy 1.17.1 from the definition: (G/(G - 1) Σ_g (Σ_i u_i)²)^½, for areas u of
     * all pairs compared, Student's t with 99 degrees of freedom; 1e-12.
     */
    @Test
    void twoModels() {
        int[] groups = IntStream.range(0, 500).map(row -> row / 5).toArray();
        ComparedMetric areas = JudgeTest.JUDGE.compared(
                "roc_auc",
                DRAWN.binary(false).grouped(groups),
                DRAWN.secondModel(false).grouped(groups),
                JudgeOptions.standard());
        assertThat(areas.difference()).isCloseTo(0.08068647540983609, within(1e-12));
        Interval interval = Objects.requireNonNull(areas.interval());
        assertThat(interval.lower()).isCloseTo(0.04427649945934153, within(1e-12));
        assertThat(interval.upper()).isCloseTo(0.11709645136033064, within(1e-12));
        assertThat(areas.pValue()).isCloseTo(2.763794334056673e-05, within(1e-15));
        assertThat(areas.favours()).isEqualTo(Favours.FIRST);

        double[] predicted = DRAWN.predicted.clone();
        for (int row = 0; row < predicted.length; row++) {
            predicted[row] += row % 2 == 0 ? 0.1 : -0.1;
        }
        ComparedMetric roots = JudgeTest.JUDGE.compared(
                "rmse",
                DRAWN.regression(false).grouped(groups),
                RegressionPredictions.of(predicted, DRAWN.actual, null).grouped(groups),
                JudgeOptions.standard());
        interval = Objects.requireNonNull(roots.interval());
        assertThat(interval.lower()).isCloseTo(-0.030493823345392284, within(1e-12));
        assertThat(interval.upper()).isCloseTo(-0.013403972765198353, within(1e-12));
    }

    /** statsmodels 0.15.0, WLS of the losses' differences, cluster; 1e-12; p-values 1e-14. */
    @Test
    void losses() {
        ComparedMetric brier = JudgeTest.JUDGE.compared(
                "brier",
                DRAWN.binary(false).grouped(GROUPS),
                DRAWN.secondModel(false).grouped(GROUPS),
                OPTIONS);
        Interval interval = Objects.requireNonNull(brier.interval());
        assertThat(interval.lower()).isCloseTo(-0.0446838594346994, within(1e-12));
        assertThat(interval.upper()).isCloseTo(-0.015065740565300604, within(1e-12));
        assertThat(brier.pValue()).isCloseTo(0.00038524453660632527, within(1e-14));
    }

    private static Judgement judged(boolean weighted) {
        return JudgeTest.JUDGE.binary(DRAWN.binary(weighted).grouped(GROUPS), null, List.of(), OPTIONS);
    }

    private static Map<String, Measured> metrics(boolean weighted) {
        return judged(weighted).metrics();
    }

    private static Map<String, Measured> rates(Judgement judgement) {
        return Objects.requireNonNull(judgement.threshold()).rates();
    }

    private static Interval interval(@Nullable Measured measured) {
        return Objects.requireNonNull(Objects.requireNonNull(measured).interval());
    }

    private static void holds(@Nullable Measured measured, double lower, double upper, double tolerance) {
        holds(interval(measured), new Interval(lower, upper, 0.95, "expected"), tolerance);
    }

    private static void holds(Interval interval, Interval expected, double tolerance) {
        assertThat(interval.lower()).isCloseTo(Objects.requireNonNull(expected.lower()), within(tolerance));
        assertThat(interval.upper()).isCloseTo(Objects.requireNonNull(expected.upper()), within(tolerance));
    }
}
