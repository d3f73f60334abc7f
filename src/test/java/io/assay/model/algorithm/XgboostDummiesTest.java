package io.assay.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.TreeEnsemble;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model that learned of a category by its codes, or only where its columns are 1, against one that learned from all of their cells. */
class XgboostDummiesTest {

    private static final XgboostAlgorithm XGBOOST = new XgboostAlgorithm();
    private static final Training TRAINING = new Training(42, 1, Training.Watch.NONE);
    private static final int ROWS = 3_000;
    private static final int NUMBERS = 4;
    private static final int LEVELS = 30;

    /** Some numbers are missing; every level says something else. */
    private static TrainingSet data(Task task, boolean told, boolean rowsWithoutLevel) {
        Random random = new Random(3);
        double[][] columns = new double[NUMBERS + 2 * LEVELS][ROWS];
        double[] target = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double sum = random.nextGaussian();
            for (int column = 0; column < NUMBERS; column++) {
                double number = random.nextGaussian();
                columns[column][row] = random.nextInt(20) == 0 ? Double.NaN : number;
                sum += number * column;
            }
            for (int block = 0; block < 2; block++) {
                int level = random.nextInt(rowsWithoutLevel ? LEVELS + 1 : LEVELS);
                if (level < LEVELS) {
                    columns[NUMBERS + block * LEVELS + level][row] = 1;
                    sum += Math.sin(level * (block + 1.0)) * 4;
                }
            }
            target[row] = switch (task) {
                case BINARY -> sum > 0 ? 1 : 0;
                case MULTICLASS -> sum > 3 ? 2 : sum > -3 ? 1 : 0;
                case REGRESSION -> sum;
            };
        }
        List<int[]> categories = List.of(
                IntStream.range(NUMBERS, NUMBERS + LEVELS).toArray(),
                IntStream.range(NUMBERS + LEVELS, NUMBERS + 2 * LEVELS).toArray());
        int classes = task == Task.REGRESSION ? 0 : task == Task.MULTICLASS ? 3 : 2;
        return TestData.set(task, classes, columns, target, told ? categories : List.of());
    }

    private static XgboostHyperparameters with(Map<String, Integer> constraints, int earlyStopping) {
        return new XgboostHyperparameters(60, 0.3, 6, 0, 1, 0, 1, 1, 1, 0, 256, 1, constraints, earlyStopping, 0.2);
    }

    private static void areTheSame(Model one, Model other, TrainingSet data) {
        double[][] first = one.margins(data.columns(), data.rows());
        double[][] second = other.margins(data.columns(), data.rows());
        for (int output = 0; output < first.length; output++) {
            double[] ofOther = second[output];
            double[] ofOne = first[output];
            assertThat(IntStream.range(0, ROWS)
                            .mapToDouble(row -> Math.abs(ofOne[row] - ofOther[row]))
                            .max()
                            .orElse(1))
                    .isLessThan(1e-3);
        }
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void theSameIsLearned(Task task) {
        for (int earlyStopping : new int[] {0, 5}) {
            XgboostHyperparameters asked = with(Map.of(), earlyStopping);
            for (boolean rowsWithoutLevel : new boolean[] {false, true}) {
                TrainingSet told = data(task, true, rowsWithoutLevel);
                TrainingSet untold = data(task, false, rowsWithoutLevel);
                assertThat(XgboostDummies.of(told, List.of(), false).isCoded()).isEqualTo(!rowsWithoutLevel);

                Model model = XGBOOST.train(told, asked, TRAINING);

                areTheSame(model, XGBOOST.train(untold, asked, TRAINING), untold);
            }
        }
    }

    /** Where no two splits are as good as each other nothing but the way differs. */
    @ParameterizedTest
    @EnumSource(Task.class)
    void codesGiveTheSameTrees(Task task) {
        TrainingSet told = data(task, true, false);
        XgboostHyperparameters asked = with(Map.of(), 0);

        TreeEnsemble ofCodes = (TreeEnsemble) XGBOOST.train(told, asked, TRAINING);
        TreeEnsemble ofCells = (TreeEnsemble) XGBOOST.train(data(task, false, false), asked, TRAINING);

        assertThat(ofCodes.margins(told.columns(), ROWS)).isDeepEqualTo(ofCells.margins(told.columns(), ROWS));
    }

    /** Trees that see a part of the columns see a part of a category's. */
    @Test
    void aSampledCategoryKeepsItsColumns() {
        TrainingSet told = data(Task.BINARY, true, false);
        XgboostHyperparameters asked =
                new XgboostHyperparameters(60, 0.3, 6, 0, 1, 0, 1, 0.5, 1, 0, 256, 1, Map.of(), 0, 0.2);

        Model model = XGBOOST.train(told, asked, TRAINING);

        areTheSame(model, XGBOOST.train(data(Task.BINARY, false, false), asked, TRAINING), told);
    }

    @Test
    void aConstrainedNumberIsBesideCodes() {
        TrainingSet told = data(Task.BINARY, true, false);
        XgboostHyperparameters asked = with(Map.of(told.names().get(2), -1), 0);

        Model model = XGBOOST.train(told, asked, TRAINING);

        areTheSame(model, XGBOOST.train(data(Task.BINARY, false, false), asked, TRAINING), told);
        assertThat(XgboostDummies.of(told, asked.monotoneConstraints().keySet(), false)
                        .isCoded())
                .isTrue();
    }

    @Test
    void aConstrainedCategoryKeepsItsCells() {
        TrainingSet told = data(Task.BINARY, true, false);
        String constrained = told.names().get(NUMBERS + 3);
        XgboostDummies dummies = XgboostDummies.of(told, List.of(constrained), false);

        assertThat(dummies.isEmpty()).isTrue();
        XgboostHyperparameters asked = with(Map.of(constrained, 1), 0);
        Model model = XGBOOST.train(told, asked, TRAINING);
        areTheSame(model, XGBOOST.train(data(Task.BINARY, false, false), asked, TRAINING), told);
        double[][] moved = Arrays.stream(told.columns()).map(double[]::clone).toArray(double[][]::new);
        double[] before = model.margins(moved, ROWS)[0];
        Arrays.fill(moved[NUMBERS + 3], 1);
        double[] after = model.margins(moved, ROWS)[0];
        assertThat(IntStream.range(0, ROWS)
                        .mapToDouble(row -> after[row] - before[row])
                        .min()
                        .orElse(-1))
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void fewColumnsAreToldWhole() {
        assertThat(XgboostDummies.of(TestData.titanic(), List.of(), false).isEmpty())
                .isTrue();
    }
}
