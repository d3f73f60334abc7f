package io.assay.model.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.MulticlassPredictions;
import io.assay.statistics.regression.RegressionPredictions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs by rounding alone says nothing of how sure it is, whoever's rows they are. */
class ConstantDifferencesTest {

    private static final JudgeOptions OPTIONS = JudgeOptions.standard();

    /** The components of the two areas differ by a third in each row; the area of the first is 2/3, of the second 1/3. */
    @Test
    void areas() {
        boolean[] y = {true, true, true, false, false, false};
        double[] p = {0.6, 0.4, 0.2, 0.5, 0.3, 0.1};
        double[] q = {0.5, 0.3, 0.1, 0.6, 0.4, 0.2};
        ComparedMetric binary = JudgeTest.JUDGE.compared(
                "roc_auc", BinaryPredictions.of(p, y, null), BinaryPredictions.of(q, y, null), OPTIONS);
        assertThat(binary.difference()).isCloseTo(1.0 / 3, within(1e-15));
        undecided(binary);
        int[] groups = {0, 1, 2, 0, 1, 2};
        undecided(JudgeTest.JUDGE.compared(
                "roc_auc",
                BinaryPredictions.of(p, y, null).grouped(groups),
                BinaryPredictions.of(q, y, null).grouped(groups),
                OPTIONS));
        ComparedMetric average = JudgeTest.JUDGE.compared("roc_auc_ovr", averaged(p, y), averaged(q, y), OPTIONS);
        assertThat(average.difference()).isCloseTo(1.0 / 3, within(1e-15));
        undecided(average);
    }

    private static MulticlassPredictions averaged(double[] p, boolean[] y) {
        double[][] both = {Arrays.stream(p).map(one -> 1 - one).toArray(), p};
        return MulticlassPredictions.of(
                both, IntStream.range(0, y.length).map(row -> y[row] ? 1 : 0).toArray(), null);
    }

    /** What is 0.1 and 0.3 above numbers of any size, in rows of any weight, of one or of many. */
    @ParameterizedTest
    @CsvSource({
        "3, false, false",
        "1e3, false, false",
        "1e9, false, false",
        "3, true, false",
        "1e6, true, false",
        "3, false, true",
        "1e3, false, true",
        "1e3, true, true",
        "1e9, false, true",
    })
    void errors(double size, boolean weighted, boolean isGrouped) {
        Random random = new Random(1);
        double[] actual = random.doubles(50, size, 2 * size).toArray();
        double[] weights = weighted ? random.doubles(50, 0.1, 3).toArray() : null;
        int[] groups = isGrouped ? IntStream.range(0, 50).map(row -> row / 2).toArray() : null;
        RegressionPredictions first = said(actual, value -> value + 0.1, weights, groups);
        RegressionPredictions second = said(actual, value -> value + 0.3, weights, groups);
        Judgement judgement = JudgeTest.JUDGE.regression(first, second, List.of(), OPTIONS);
        for (String metric : List.of("mae", "bias", "rmse")) {
            Measured measured = Objects.requireNonNull(judgement.metrics().get(metric));
            assertThat(measured.value()).as(metric).isCloseTo(0.1, within(1e-15 * size + 1e-16));
            assertThat(measured.interval()).as(metric).isNull();
            assertThat(measured.reason()).as(metric).isNotNull();
        }
        for (String metric : List.of("mae", "rmse")) {
            undecided(Objects.requireNonNull(
                    Objects.requireNonNull(judgement.comparison()).metrics().get(metric)));
        }
    }

    /** Errors that differ from row to row, and the two models by the same in each, of numbers that are rounded differently. */
    @ParameterizedTest
    @CsvSource({"1e3, false", "1e6, false", "1e6, true", "1e9, true"})
    void differencesOfErrorsThatVary(double size, boolean isGrouped) {
        Random random = new Random(2);
        double[] actual = random.doubles(50, 1, size).toArray();
        double[] first =
                Arrays.stream(actual).map(y -> y + 1 + random.nextDouble()).toArray();
        double[] second = Arrays.stream(first).map(p -> p + 0.2).toArray();
        int[] groups = isGrouped ? IntStream.range(0, 50).map(row -> row / 2).toArray() : null;
        undecided(JudgeTest.JUDGE.compared(
                "mae",
                RegressionPredictions.of(first, actual, null).grouped(groups),
                RegressionPredictions.of(second, actual, null).grouped(groups),
                OPTIONS));
    }

    /** A small difference is one: of 1e-9 beside numbers of about 1, and of one pair among a million. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whatIsSmallIsNotRounding(boolean isGrouped) {
        Random random = new Random(3);
        double[] actual = random.doubles(50, 1, 2).toArray();
        int[] groups = isGrouped ? IntStream.range(0, 50).map(row -> row / 2).toArray() : null;
        RegressionPredictions first = said(actual, value -> value + 0.1, null, groups);
        RegressionPredictions second =
                said(actual, value -> value + 0.1 + 1e-9 * (1 + random.nextDouble()), null, groups);
        for (String metric : List.of("mae", "rmse")) {
            ComparedMetric compared = JudgeTest.JUDGE.compared(metric, first, second, OPTIONS);
            assertThat(compared.interval()).as(metric).isNotNull();
            assertThat(compared.favours()).as(metric).isEqualTo(Comparison.Favours.FIRST);
        }
        int n = 2_000;
        double[] p = IntStream.range(0, n).mapToDouble(row -> row).toArray();
        boolean[] y = new boolean[n];
        Arrays.setAll(p, row -> row);
        for (int row = 0; row < n; row++) {
            y[row] = row % 2 == 0;
        }
        double[] q = p.clone();
        q[1000] = 1001;
        q[1001] = 1000;
        int[] whose = isGrouped ? IntStream.range(0, n).toArray() : null;
        // In each class one component of 1,000 differs, by a thousandth: z is 1/sqrt(2).
        ComparedMetric areas = JudgeTest.JUDGE.compared("roc_auc", area(p, y, whose), area(q, y, whose), OPTIONS);
        assertThat(areas.difference()).isCloseTo(-1e-6, within(1e-15));
        assertThat(areas.pValue()).isCloseTo(0.4795, within(1e-3));
    }

    private static BinaryPredictions area(double[] p, boolean[] y, int @Nullable [] groups) {
        return BinaryPredictions.of(Arrays.stream(p).map(x -> x / 2_000).toArray(), y, null)
                .grouped(groups);
    }

    private static RegressionPredictions said(
            double[] actual, DoubleUnaryOperator of, double @Nullable [] weights, int @Nullable [] groups) {
        return RegressionPredictions.of(Arrays.stream(actual).map(of).toArray(), actual, weights)
                .grouped(groups);
    }

    private static void undecided(ComparedMetric compared) {
        assertThat(compared.interval()).isNull();
        assertThat(compared.pValue()).isNull();
        assertThat(compared.favours()).isNull();
        assertThat(compared.reason()).isNotNull();
    }
}
