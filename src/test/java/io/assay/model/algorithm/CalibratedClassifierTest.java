package io.assay.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.scoring.Model;
import io.assay.statistics.calibration.Calibrator;
import io.assay.statistics.calibration.Isotonic;
import io.assay.statistics.calibration.Platt;
import io.assay.statistics.split.Folds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Cases calibration.classifier_cv.* of scikit-learn 1.9.1: {@code CalibratedClassifierCV(LogisticRegression(C=1),
 * cv=StratifiedKFold(5, shuffle=True, random_state=42), ensemble=False)} on breast cancer, standardised once on all rows.
 * The calibrator is fitted on decision values of rows that the model had not seen, the model then on all; their tolerance,
 * 1e-5.
 */
class CalibratedClassifierTest {

    private static final Offset<Double> TOLERANCE = within(1e-5);
    private static final TrainingSet DATA = TestData.standardised(TestData.breastCancer());
    private static final boolean[] POSITIVE = positive();

    private static boolean[] positive() {
        boolean[] positive = new boolean[DATA.rows()];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = DATA.target()[row] == 1;
        }
        return positive;
    }

    @Test
    void sigmoid() {
        double[] p = calibrated(Platt.fit(outOfFold(), POSITIVE, null));
        assertThat(Arrays.copyOf(p, 10))
                .containsExactly(
                        new double[] {
                            1.746374281121795e-08,
                            0.00012228161359708185,
                            1.2433139785455901e-06,
                            0.0013160667955987896,
                            0.00011520255732461655,
                            0.06727863219896137,
                            0.00013545671571209807,
                            0.03375049902716463,
                            0.005390298591513313,
                            0.00030906594003889406
                        },
                        TOLERANCE);
        assertThat(brier(p)).isCloseTo(0.013749037481322062, TOLERANCE);
        // The case's sum is of 569 probabilities, each within its tolerance.
        assertThat(Arrays.stream(p).sum()).isCloseTo(355.4213303039671, within(569 * 1e-5));
    }

    @Test
    void isotonic() {
        double[] p = calibrated(Isotonic.fit(outOfFold(), POSITIVE, null));
        assertThat(Arrays.copyOf(p, 10)).containsOnly(0.0);
        assertThat(brier(p)).isCloseTo(0.011679737167879966, TOLERANCE);
        assertThat(Arrays.stream(p).sum()).isCloseTo(354.9687814006992, within(569 * 1e-5));
    }

    private static double[] calibrated(Calibrator calibrator) {
        Model model = fit(IntStream.range(0, DATA.rows()).toArray());
        return calibrator.apply(model.margins(DATA.columns(), DATA.rows())[0]);
    }

    private static double[] outOfFold() {
        int[] classes =
                Arrays.stream(DATA.target()).mapToInt(value -> (int) value).toArray();
        int[] folds = Folds.stratified(classes, 5, 42);
        double[] margins = new double[DATA.rows()];
        for (int fold = 0; fold < 5; fold++) {
            int out = fold;
            Model model = fit(IntStream.range(0, margins.length)
                    .filter(row -> folds[row] != out)
                    .toArray());
            double[] all = model.margins(DATA.columns(), DATA.rows())[0];
            for (int row = 0; row < margins.length; row++) {
                margins[row] = folds[row] == fold ? all[row] : margins[row];
            }
        }
        return margins;
    }

    private static Model fit(int[] rows) {
        double[][] columns =
                Arrays.stream(DATA.columns()).map(column -> taken(column, rows)).toArray(double[][]::new);
        TrainingSet set = new TrainingSet(
                DATA.task(), DATA.classes(), DATA.names(), columns, taken(DATA.target(), rows), null, List.of());
        return new LogisticAlgorithm()
                .train(set, LogisticHyperparameters.DEFAULTS, new Training(42, 1, Training.Watch.NONE));
    }

    private static double[] taken(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double brier(double[] p) {
        double sum = 0;
        for (int row = 0; row < p.length; row++) {
            sum += (p[row] - DATA.target()[row]) * (p[row] - DATA.target()[row]);
        }
        return sum / p.length;
    }
}
