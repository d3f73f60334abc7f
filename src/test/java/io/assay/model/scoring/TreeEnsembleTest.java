package io.assay.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TreeEnsembleTest {

    private static final double BASE = 0.5;

    @ParameterizedTest
    @CsvSource({"1,0,1.5", "1,0.5,10.5", "2,0,100.5", "NaN,0,100.5", "1,NaN,1.5", "-1e300,-1e300,1.5", "1e300,0,100.5"})
    void goesLeftWhenLessAndWhereMissingOnesLearned(double a, double b, double margin) {
        TreeEnsemble model = TestModels.of(Arithmetic.FLOAT32, true, BASE, TestModels.small());
        assertThat(model.margins(new double[] {a, b})).containsExactly(margin);
        assertThat(model.margins(new double[][] {{a}, {b}}, 1)[0]).containsExactly(margin);
    }

    @Test
    void floatsAreComparedAndAddedAsFloats() {
        Tree tree = new Tree(
                0,
                new int[] {0, -1, -1},
                new double[] {0.1f, 0.1, 0.2},
                new int[] {2, 0, 0},
                new int[3],
                new double[3]);
        // The double 0.1 is less than the float nearest to it; rounded to a float it is not.
        double[] row = {0.1, 0};
        assertThat(TestModels.of(Arithmetic.FLOAT32, false, 0, tree, tree).margins(row))
                .containsExactly(0.2f + 0.2f);
        assertThat(TestModels.of(Arithmetic.FLOAT64, false, 0, tree, tree).margins(row))
                .containsExactly(0.1 + 0.1);
        TreeEnsemble sums = TestModels.of(Arithmetic.FLOAT32, false, 0.3, tree, tree, tree);
        assertThat(sums.margins(row)).containsExactly(0.3f + 0.2f + 0.2f + 0.2f);
    }

    @Test
    void whatWasNeverMissingMayNotBeMissing() {
        TreeEnsemble model = TestModels.of(Arithmetic.FLOAT64, false, 0, TestModels.small());
        assertThatThrownBy(() -> model.margins(new double[] {1, Double.NaN}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("features/b must not be missing");
        assertThatThrownBy(() -> model.margins(new double[][] {{1, 1}, {0, Double.NaN}}, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("features/b must not be missing");
    }

    @Test
    void aRowOfAnotherWidthIsRefused() {
        TreeEnsemble model = TestModels.of(Arithmetic.FLOAT64, false, 0, TestModels.small());
        assertThatThrownBy(() -> model.margins(new double[3])).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> model.margins(new double[1])).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> model.margins(new double[3][5], 5)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @EnumSource(Arithmetic.class)
    void manyRowsGiveTheBitsOfEachAndADocumentThoseOfTheModel(Arithmetic arithmetic) {
        Random random = new Random(1);
        int features = 7;
        int rows = 5000;
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            trees.add(TestModels.random(random, 5, features, i % 3));
        }
        TreeEnsemble model = new TreeEnsemble(
                Task.MULTICLASS,
                List.of("a", "b", "c", "d", "e", "f", "g"),
                Link.SOFTMAX,
                arithmetic,
                true,
                new double[] {0.1, 0.2, -0.3},
                trees);
        double[][] columns = new double[features][rows];
        for (double[] column : columns) {
            for (int row = 0; row < rows; row++) {
                // The first rows have no gaps, so that both ways are taken.
                column[row] = row > 3000 && random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian();
            }
        }
        double[][] margins = model.margins(columns, rows);
        double[][] predictions = TestModels.reread(model).predictions(columns, rows);
        for (int row = 0; row < rows; row++) {
            double[] one = Rows.of(columns, row);
            assertThat(model.margins(one)).containsExactly(margins[0][row], margins[1][row], margins[2][row]);
            assertThat(model.predictions(one))
                    .containsExactly(predictions[0][row], predictions[1][row], predictions[2][row]);
        }
        assertThat(TestModels.json(TestModels.reread(model))).isEqualTo(TestModels.json(model));
    }

    /** With more features than a way has signs for. */
    @ParameterizedTest
    @EnumSource(Arithmetic.class)
    void rowsOfWhichColumnsHaveMovedGetTheSameBitsAsNewOnes(Arithmetic arithmetic) {
        Random random = new Random(2);
        int features = 70;
        int rows = 500;
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            trees.add(TestModels.random(random, 1 + i % 6, features, i % 3));
        }
        trees.add(TestModels.random(random, 0, features, 1));
        TreeEnsemble model = new TreeEnsemble(
                Task.MULTICLASS,
                IntStream.range(0, features).mapToObj(i -> "x" + i).toList(),
                Link.SOFTMAX,
                arithmetic,
                true,
                new double[] {0.1, -0.3, 0.2},
                trees);
        double[][] columns = new double[features][];
        Arrays.setAll(columns, feature -> drawn(random, rows));
        Rescoring rescoring = model.rescoring(columns, rows);
        assertThat(rescoring.margins(columns)).isDeepEqualTo(model.margins(columns, rows));
        int unlike = 0;
        for (int feature = 0; feature < features; feature++) {
            double[][] moved = columns.clone();
            moved[feature] = drawn(random, rows);
            moved[(feature + 3) % features] = drawn(random, rows);
            double[][] margins = rescoring.margins(moved);
            assertThat(margins).isDeepEqualTo(model.margins(moved, rows));
            unlike += Arrays.deepEquals(margins, model.margins(columns, rows)) ? 0 : 1;
        }
        assertThat(unlike).isGreaterThan(features / 2);
    }

    private static double[] drawn(Random random, int rows) {
        return random.doubles(rows, -2, 2)
                .map(number -> random.nextInt(9) == 0 ? Double.NaN : number)
                .toArray();
    }

    @Test
    void aGapThatMovesIsRefusedWhereNoneWasLearned() {
        TreeEnsemble model = TestModels.of(Arithmetic.FLOAT64, false, 0, TestModels.small());
        double[][] columns = {{1, 3}, {0, 1}};
        Rescoring rescoring = model.rescoring(columns, 2);
        assertThat(rescoring.margins(columns)[0]).containsExactly(1, 100);
        assertThatThrownBy(() -> rescoring.margins(new double[][] {{1, 3}, {0, Double.NaN}}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("features/b must not be missing");
    }

    @Test
    void depthIsTheLongestWay() {
        assertThat(TestModels.small().depth()).isEqualTo(2);
        assertThat(TestModels.random(new Random(1), 6, 2, 0).depth()).isEqualTo(6);
        // Right children only.
        Tree chain = new Tree(
                0,
                new int[] {0, -1, 0, -1, 0, -1, -1},
                new double[7],
                new int[] {2, 0, 4, 0, 6, 0, 0},
                new int[7],
                new double[7]);
        assertThat(chain.depth()).isEqualTo(3);
    }
}
