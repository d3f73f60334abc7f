package io.assay.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.TestModels;
import io.assay.model.scoring.TreeEnsemble;
import io.assay.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smile.classification.GradientTreeBoost;
import smile.classification.RandomForest;

/** Smile 6.3.0's forest and boosting, held against what Smile itself says of the same rows. */
@Execution(ExecutionMode.CONCURRENT)
class SmileAlgorithmsTest {

    private static final ForestAlgorithm FOREST = new ForestAlgorithm();
    private static final BoostingAlgorithm BOOSTING = new BoostingAlgorithm();
    private static final Training TRAINING = new Training(42, 1, Training.Watch.NONE);
    private static final Training TWO_THREADS = new Training(42, 2, Training.Watch.NONE);
    private static final ForestHyperparameters LAPLACE = new ForestHyperparameters(30, 0, 20, 0, 5, 1, 1);
    private static final BoostingHyperparameters BOOSTED = new BoostingHyperparameters(50, 0.1, 20, 6, 5, 0.7);
    private static final Offset<Double> BITS = within(1e-12);

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void aForestIsSmilesOwn(Task task) {
        TrainingSet data = TestData.random(task, 2000, 0, 1);
        SmileFrame frame = SmileFrame.of(data);
        RandomForest smiles = ForestAlgorithm.classification(frame, LAPLACE, TRAINING);
        double[][] ours = FOREST.train(data, LAPLACE, TRAINING).predictions(data.columns(), data.rows());
        double[] theirs = new double[data.classes()];
        for (int row = 0; row < data.rows(); row++) {
            smiles.predict(frame.frame().get(row), theirs);
            if (task == Task.BINARY) {
                assertThat(ours[0][row]).isCloseTo(theirs[1], BITS);
            } else {
                for (int number = 0; number < 3; number++) {
                    assertThat(ours[number][row]).isCloseTo(theirs[number], BITS);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void boostingIsSmilesOwn(Task task) {
        TrainingSet data = TestData.random(task, 2000, 0, 2);
        SmileFrame frame = SmileFrame.of(data);
        GradientTreeBoost smiles = BoostingAlgorithm.classification(frame, BOOSTED, TRAINING);
        double[][] ours = BOOSTING.train(data, BOOSTED, TRAINING).predictions(data.columns(), data.rows());
        double[] theirs = new double[data.classes()];
        for (int row = 0; row < data.rows(); row++) {
            smiles.predict(frame.frame().get(row), theirs);
            for (int output = 0; output < ours.length; output++) {
                assertThat(ours[output][row]).isCloseTo(theirs[task == Task.BINARY ? 1 : output], BITS);
            }
        }
    }

    @Test
    void regressionsAreSmilesOwn() {
        TrainingSet data = TestData.random(Task.REGRESSION, 2000, 0, 3);
        SmileFrame frame = SmileFrame.of(data);
        var forest = ForestAlgorithm.regression(frame, LAPLACE, TRAINING);
        var boosted = BoostingAlgorithm.regression(frame, BOOSTED, TRAINING);
        double[] ofForest = FOREST.train(data, LAPLACE, TRAINING).predictions(data.columns(), data.rows())[0];
        double[] ofBoosting = BOOSTING.train(data, BOOSTED, TRAINING).predictions(data.columns(), data.rows())[0];
        for (int row = 0; row < data.rows(); row++) {
            assertThat(ofForest[row]).isCloseTo(forest.predict(frame.frame().get(row)), BITS);
            assertThat(ofBoosting[row]).isCloseTo(boosted.predict(frame.frame().get(row)), BITS);
        }
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void sameBytesForAnyNumberOfThreads(Task task) {
        TrainingSet data = TestData.random(task, 1500, 0, 4);
        String forest = TestModels.json(FOREST.train(data, LAPLACE, TRAINING));
        String boosted = TestModels.json(BOOSTING.train(data, BOOSTED, TRAINING));
        for (Training training : List.of(TRAINING, TWO_THREADS)) {
            assertThat(TestModels.json(FOREST.train(data, LAPLACE, training))).isEqualTo(forest);
            assertThat(TestModels.json(BOOSTING.train(data, BOOSTED, training))).isEqualTo(boosted);
        }
        Training other = new Training(43, 1, Training.Watch.NONE);
        assertThat(TestModels.json(FOREST.train(data, LAPLACE, other))).isNotEqualTo(forest);
        assertThat(TestModels.json(BOOSTING.train(data, BOOSTED, other))).isNotEqualTo(boosted);
        assertThat(TestModels.json(TestModels.read(forest))).isEqualTo(forest);
    }

    /** With Laplace's rule the mean probability of a class of 1 % is a third higher than its share; without it is not. */
    @Test
    void rareClassesAreNotLifted() {
        Random random = new Random(5);
        int rows = 20_000;
        double[][] columns = new double[5][rows];
        double[] target = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (double[] column : columns) {
                column[row] = random.nextGaussian();
            }
            target[row] = random.nextDouble() < 0.01 * Math.exp(columns[0][row] - 0.5) ? 1 : 0;
        }
        TrainingSet data = TestData.set(Task.BINARY, 2, columns, target, List.of());
        double share = Arrays.stream(target).average().orElseThrow();
        double plain = mean(FOREST.train(data, new ForestHyperparameters(30, 0, 20, 0, 5, 1, 0), TWO_THREADS), data);
        double lifted = mean(FOREST.train(data, LAPLACE, TWO_THREADS), data);
        assertThat(plain / share).isBetween(0.95, 1.05);
        assertThat(lifted / share).isGreaterThan(1.05);
    }

    private static double mean(Model model, TrainingSet data) {
        return Arrays.stream(model.predictions(data.columns(), data.rows())[0])
                .average()
                .orElseThrow();
    }

    /** Smile takes numbers for equal that differ by less than 1e-7: times 1e-10 nothing would be left to split. */
    @Test
    void smallNumbersAreSplitAsLargeOnesAre() {
        TrainingSet data = TestData.random(Task.BINARY, 1000, 0, 6);
        double[][] small = Arrays.stream(data.columns())
                .map(column ->
                        Arrays.stream(column).map(x -> Math.scalb(x, -40)).toArray())
                .toArray(double[][]::new);
        TrainingSet shrunk = TestData.set(Task.BINARY, 2, small, data.target(), List.of());
        TrainingSet whole = TestData.set(Task.BINARY, 2, data.columns(), data.target(), List.of());
        assertThat(BOOSTING.train(shrunk, BOOSTED, TRAINING).predictions(small, 1000)[0])
                .containsExactly(BOOSTING.train(whole, BOOSTED, TRAINING).predictions(data.columns(), 1000)[0]);
    }

    /** Zeros and ones as numbers would be split only where classes happen to change between the last zero and the first one. */
    @Test
    void columnsOfTwoValuesAreSplit() {
        Random random = new Random(7);
        double[] flag = IntStream.range(0, 400)
                .mapToDouble(i -> random.nextInt(2) == 0 ? -1.5 : 7)
                .toArray();
        double[] target = Arrays.stream(flag)
                .map(x -> random.nextDouble() < (x > 0 ? 0.8 : 0.3) ? 1 : 0)
                .toArray();
        TrainingSet data = TestData.set(Task.BINARY, 2, new double[][] {flag}, target, List.of());
        Model model = BOOSTING.train(data, BOOSTED, TRAINING);
        Model forest = FOREST.train(data, LAPLACE, TRAINING);
        assertThat(model.predictions(new double[] {7})[0]).isBetween(0.7, 0.9);
        assertThat(model.predictions(new double[] {-1.5})[0]).isBetween(0.2, 0.4);
        assertThat(forest.predictions(new double[] {7})[0]).isBetween(0.7, 0.9);
        assertThat(forest.predictions(new double[] {-1.5})[0]).isBetween(0.2, 0.4);
    }

    @Test
    void categoriesAreSplitOnTheirDummies() {
        TrainingSet data = TestData.filled(TestData.titanic(), 30);
        TreeEnsemble model = BOOSTING.train(data, BOOSTED, TRAINING);
        boolean ofDummies = model.trees().stream()
                .anyMatch(tree -> IntStream.range(0, tree.nodes())
                        .anyMatch(node -> tree.feature()[node] > 0 && tree.value()[node] == 0.5));
        assertThat(ofDummies).isTrue();
        SmileFrame frame = SmileFrame.of(data);
        assertThat(frame.columns()).hasSize(3);
        GradientTreeBoost smiles = BoostingAlgorithm.classification(frame, BOOSTED, TRAINING);
        double[] theirs = new double[2];
        for (int row = 0; row < data.rows(); row++) {
            smiles.predict(frame.frame().get(row), theirs);
            assertThat(model.predictions(TestData.row(data, row))[0]).isCloseTo(theirs[1], BITS);
        }
    }

    @Test
    void theCommonPoolIsLeftAlone() {
        long before = ForkJoinPool.commonPool().getStealCount();
        TrainingSet data = TestData.random(Task.BINARY, 1000, 0, 8);
        FOREST.train(data, LAPLACE, TWO_THREADS);
        BOOSTING.train(data, BOOSTED, TWO_THREADS);
        assertThat(ForkJoinPool.commonPool().getStealCount()).isEqualTo(before);
    }

    @Test
    void canBeStoppedBetweenTrees() {
        Training watched = new Training(42, 2, (done, of) -> {
            if (done == 3) {
                throw new CancellationException("enough of " + of);
            }
        });
        TrainingSet data = TestData.breastCancer();
        assertThatThrownBy(() -> FOREST.train(data, LAPLACE, watched))
                .isExactlyInstanceOf(CancellationException.class)
                .hasMessage("enough of 30");
        assertThatThrownBy(() -> BOOSTING.train(data, BOOSTED, watched))
                .isExactlyInstanceOf(CancellationException.class)
                .hasMessage("enough of 50");
    }

    @Test
    void refusesWhatSmileCannotTake() {
        assertThatThrownBy(() -> FOREST.train(TestData.titanic(), LAPLACE, TRAINING))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("x0 has missing values");
        TrainingSet data = TestData.breastCancer();
        assertThatThrownBy(() -> BOOSTING.train(TestData.weighted(data, data.columns()[0]), BOOSTED, TRAINING))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("takes no weights");
        assertThatThrownBy(() -> FOREST.train(data, new ForestHyperparameters(10, 31, 20, 0, 5, 1, 0), TRAINING))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("features_per_split must be at most");
        TrainingSet few = TestData.rows(data, IntStream.range(0, 25).toArray());
        assertThat(FOREST.train(few, new ForestHyperparameters(10, 0, 20, 0, 5, 0.99, 0), TRAINING)
                        .predictions(TestData.row(few, 0)))
                .hasSize(1);
    }
}
