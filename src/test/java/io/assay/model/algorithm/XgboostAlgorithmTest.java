package io.assay.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.scoring.Model;
import io.assay.model.scoring.ModelDocuments;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.TestModels;
import io.assay.model.scoring.TreeEnsemble;
import io.assay.model.split.Dependence;
import io.assay.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class XgboostAlgorithmTest {

    private static final XgboostAlgorithm XGBOOST = new XgboostAlgorithm();
    private static final XgboostHyperparameters DEFAULTS = XGBOOST.defaults();
    private static final Training TRAINING = new Training(42, 1, Training.Watch.NONE);

    static Stream<Arguments> margins() {
        return Stream.of(
                Arguments.of(
                        TestData.breastCancer(),
                        new double[] {
                            -5.074611663818359,
                            -7.015528678894043,
                            6.126866817474365,
                            -5.533441543579102,
                            5.889034748077393
                        },
                        1073.916865348816),
                Arguments.of(
                        TestData.titanic(),
                        new double[] {
                            3.448742389678955,
                            4.637389659881592,
                            0.3370453715324402,
                            0.4121004045009613,
                            -4.738373279571533
                        },
                        -739.5859232880175));
    }

    /**
     * xgboost 3.0.4 (PyPI): {@code xgb.train(dict(objective='binary:logistic', tree_method='hist',
     * base_score=float(np.float32(y.mean())), nthread=1, seed=42), d, 100)}, {@code predict(d, output_margin=True)} of rows
     * 0, 1, 19, 100 and 500 and summed over all. The same bits; 1e-5 is what summing other compilers' floats may differ by.
     */
    @ParameterizedTest
    @MethodSource("margins")
    void saysWhatPythonsXgboostSays(TrainingSet data, double[] some, double sum) {
        Model model = XGBOOST.train(data, DEFAULTS, TRAINING);
        double[] margins = model.margins(data.columns(), data.rows())[0];
        int[] rows = {0, 1, 19, 100, 500};
        for (int i = 0; i < rows.length; i++) {
            assertThat(margins[rows[i]]).isCloseTo(some[i], within(1e-5));
        }
        assertThat(Arrays.stream(margins).sum()).isCloseTo(sum, within(1e-2));
    }

    static Stream<Arguments> trainings() {
        Map<String, Object> leafwise =
                new HashMap<>(Map.of("grow_policy", "lossguide", "max_leaves", 31, "max_depth", 0));
        leafwise.putAll(Map.of("gamma", 1, "subsample", 0.5, "objective", "binary:logistic", "base_score", 0.3));
        return Stream.of(
                Arguments.of(Task.BINARY, Map.of("objective", "binary:logistic", "base_score", 0.7)),
                Arguments.of(Task.BINARY, leafwise),
                Arguments.of(Task.MULTICLASS, Map.of("objective", "multi:softprob", "num_class", 3, "base_score", 0.5)),
                Arguments.of(
                        Task.REGRESSION, Map.of("objective", "reg:squarederror", "max_depth", 9, "base_score", 0.1)));
    }

    /** The margins of XGBoost4J 3.0.4 itself, bit for bit, of rows that were not learned from, a tenth of them missing. */
    @ParameterizedTest
    @MethodSource("trainings")
    void scoresAsXgboostDoesBitForBit(Task task, Map<String, Object> parameters) throws XGBoostError {
        TrainingSet data = TestData.random(task, 3000, 0.1, 1);
        TrainingSet others = TestData.random(task, 3000, 0.1, 2);
        try (NativeBooster booster = new NativeBooster(data, parameters, 50)) {
            float[][] theirs = booster.margins(others);
            double[][] ours = booster.model().margins(others.columns(), others.rows());
            for (int row = 0; row < others.rows(); row++) {
                for (int output = 0; output < ours.length; output++) {
                    assertThat(ours[output][row]).isEqualTo(theirs[row][output]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void sameRequestSameBytesForAnyNumberOfThreads(Task task) {
        TrainingSet data = TestData.random(task, 5000, 0.1, 3);
        XgboostHyperparameters sampled = with(0.7, 0, Map.of());
        String once = TestModels.json(XGBOOST.train(data, sampled, TRAINING));
        assertThat(TestModels.json(XGBOOST.train(data, sampled, TRAINING))).isEqualTo(once);
        assertThat(TestModels.json(XGBOOST.train(data, sampled, new Training(42, 2, Training.Watch.NONE))))
                .isEqualTo(once);
        assertThat(TestModels.json(XGBOOST.train(data, sampled, new Training(43, 1, Training.Watch.NONE))))
                .isNotEqualTo(once);
        assertThat(TestModels.json(TestModels.read(once))).isEqualTo(once);
        assertThat(ModelDocuments.sha256(once.getBytes(StandardCharsets.UTF_8))).hasSize(64);
    }

    /** As if others came and went: the number of threads changes from round to round. */
    @Test
    void sameBytesWhateverThreadsARoundGets() throws XGBoostError {
        TrainingSet data = TestData.random(Task.BINARY, 5000, 0.1, 3);
        XgboostLibrary.load();
        assertThat(boosted(data, 4, 1, 3, 2, 4)).isEqualTo(boosted(data, 1, 1));
    }

    /** The trees after 30 rounds, of which each gets as many threads as are said to be free after the one before. */
    private static String boosted(TrainingSet data, int most, int... free) throws XGBoostError {
        Map<String, Object> parameters = Map.of(
                "objective", "binary:logistic", "tree_method", "hist", "subsample", 0.7, "seed", 42, "nthread", most);
        int[] rows = IntStream.range(0, data.rows()).toArray();
        try (XgboostData learned = XgboostData.of(data, XgboostDummies.of(data, Set.of(), false), rows)) {
            Booster booster = XGBoost.train(learned.matrix(), parameters, 0, new HashMap<>(), null, null);
            try {
                int[] asked = {0};
                for (int begin = 0; begin < 30; begin += 3) {
                    Boosting boosting =
                            new Boosting(booster, learned.matrix(), most, () -> free[asked[0]++ % free.length]);
                    for (int round = begin; round < begin + 3; round++) {
                        boosting.round(round);
                    }
                }
                return new String(booster.toByteArray("json"), StandardCharsets.UTF_8);
            } finally {
                booster.dispose();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void whatTrainingLeavesOfItsRowsIsWhatTheModelSays(Task task) {
        TrainingSet data = TestData.random(task, 5000, 0.1, 3);
        for (double subsample : new double[] {1, 0.7}) {
            Learned learned = XGBOOST.learn(data, with(subsample, 0, Map.of()), TRAINING);
            assertThat(learned.margins()).isDeepEqualTo(learned.model().margins(data.columns(), data.rows()));
        }
        assertThat(XGBOOST.learn(data, with(1, 5, Map.of()), TRAINING).margins())
                .as("trees that are not kept would be in it")
                .isNull();
    }

    @Test
    void weightsCountAsCopiesOfRows() {
        TrainingSet data = TestData.random(Task.BINARY, 400, 0, 4);
        double[] twice = new double[400];
        Arrays.fill(twice, 2);
        int[] copies = IntStream.range(0, 800).map(i -> i / 2).toArray();
        TrainingSet copied = TestData.rows(data, copies);
        double[] ofWeights = XGBOOST.train(TestData.weighted(data, twice), DEFAULTS, TRAINING)
                .margins(data.columns(), 400)[0];
        double[] ofCopies = XGBOOST.train(copied, DEFAULTS, TRAINING).margins(data.columns(), 400)[0];
        assertThat(ofWeights).containsExactly(ofCopies, within(1e-5));
    }

    @Test
    void monotoneFeaturesAreMonotone() {
        TrainingSet data = TestData.random(Task.REGRESSION, 2000, 0, 5);
        // It goes up with x2 squared and x2, so not everywhere.
        Model model = XGBOOST.train(data, with(1, 0, Map.of("x2", 1)), TRAINING);
        for (int row = 0; row < 50; row++) {
            double[] features = TestData.row(data, row);
            double before = Double.NEGATIVE_INFINITY;
            for (double x = -3; x <= 3; x += 0.1) {
                features[2] = x;
                double now = model.predictions(features)[0];
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
            }
        }
        assertThatThrownBy(() -> XGBOOST.train(data, with(1, 0, Map.of("age", 1)), TRAINING))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("monotone_constraints names no feature with age");
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void stopsEarlyWhereTheLossOnHeldOutRowsIsLeast(Task task) {
        TrainingSet data = TestData.random(task, 600, 0, 6);
        int outputs = task == Task.MULTICLASS ? 3 : 1;
        TreeEnsemble stopped = (TreeEnsemble) XGBOOST.train(data, with(1, 10, Map.of()), TRAINING);
        assertThat(stopped.trees().size() % outputs).isZero();
        assertThat(stopped.trees().size() / outputs).isBetween(1, 99);
    }

    @Test
    void canBeStoppedBetweenRounds() {
        List<Integer> rounds = new ArrayList<>();
        Training watched = new Training(42, 1, (done, of) -> {
            rounds.add(done);
            if (done == 3) {
                throw new CancellationException("enough");
            }
        });
        assertThatThrownBy(() -> XGBOOST.train(TestData.breastCancer(), DEFAULTS, watched))
                .isInstanceOf(CancellationException.class);
        assertThat(rounds).containsExactly(0, 1, 2, 3);
    }

    @Test
    void saysWhatItRoundsAndRefusesWhatItCannotKeep() {
        double[] ids = IntStream.range(0, 100).mapToDouble(i -> 1.7e9 + i).toArray();
        double[] target = IntStream.range(0, 100).mapToDouble(i -> i % 2).toArray();
        TrainingSet large = TestData.set(Task.BINARY, 2, new double[][] {target, ids}, target, List.of());
        assertThat(XGBOOST.warnings(large, XGBOOST.train(large, DEFAULTS, TRAINING)))
                .singleElement()
                .asString()
                .contains("neighbouring values of x1:");
        assertThat(XGBOOST.warnings(TestData.breastCancer(), XGBOOST.train(large, DEFAULTS, TRAINING)))
                .isEmpty();
        double[] beyond = IntStream.range(0, 100).mapToDouble(i -> 1e39).toArray();
        TrainingSet tooLarge = TestData.set(Task.BINARY, 2, new double[][] {beyond}, target, List.of());
        assertThatThrownBy(() -> XGBOOST.train(tooLarge, DEFAULTS, TRAINING))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("1.0E39 of x0 is beyond the largest");
        TrainingSet oneClass = TestData.set(Task.BINARY, 2, new double[][] {ids}, new double[100], List.of());
        assertThatThrownBy(() -> XGBOOST.train(oneClass, DEFAULTS, TRAINING))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("none of class 1");
    }

    /** Where somebody's rows are on both sides, knowing them by heart seems to help, and nothing stops it. */
    @ParameterizedTest
    @EnumSource(
            value = Task.class,
            names = {"BINARY", "REGRESSION"})
    void stopsWhereItForetellsOthersNoBetter(Task task) {
        TrainingSet data = TestData.entities(task, 60, 0, 5);
        TreeEnsemble alone = (TreeEnsemble) XGBOOST.train(data, with(1, 10, Map.of()), TRAINING);
        TreeEnsemble together = (TreeEnsemble)
                XGBOOST.train(TestData.tied(data, TestData.byEntity(data)), with(1, 10, Map.of()), TRAINING);
        assertThat(together.trees().size()).isLessThan(alone.trees().size() / 2);
        TrainingSet others = TestData.entities(task, 200, 60, 6);
        int[] all = IntStream.range(0, others.rows()).toArray();
        HeldOutLoss loss = new HeldOutLoss(others, all);
        assertThat(loss.of(margins(together, others))).isLessThan(loss.of(margins(alone, others)));
    }

    private static float[][] margins(Model model, TrainingSet data) {
        double[] margins = model.margins(data.columns(), data.rows())[0];
        float[][] rows = new float[margins.length][1];
        for (int row = 0; row < rows.length; row++) {
            rows[row][0] = (float) margins[row];
        }
        return rows;
    }

    /** The last tenth has nothing to do with the others: whoever looks at it first keeps no more than a round. */
    @Test
    void stopsByTheLastRowsInTime() {
        Random random = new Random(9);
        double[] x = random.doubles(500).toArray();
        int[] moments = IntStream.range(0, 500).map(row -> 499 - row).toArray();
        double[] target = IntStream.range(0, 500)
                .mapToDouble(row -> (moments[row] < 400) == (x[row] > 0.5) ? 1 : 0)
                .toArray();
        TrainingSet data = TestData.set(Task.BINARY, 2, new double[][] {x}, target, List.of());
        TrainingSet inTime = TestData.tied(data, new Dependence(moments, null));
        assertThat(((TreeEnsemble) XGBOOST.train(data, with(1, 5, Map.of()), TRAINING))
                        .trees()
                        .size())
                .isGreaterThan(2);
        assertThat(((TreeEnsemble) XGBOOST.train(inTime, with(1, 5, Map.of()), TRAINING)).trees())
                .hasSize(1);
    }

    @Test
    void refusesHeldOutRowsThatCannotTell() {
        double[] x = IntStream.range(0, 100).mapToDouble(row -> row).toArray();
        Dependence inOrder = new Dependence(IntStream.range(0, 100).toArray(), null);
        double[] late =
                IntStream.range(0, 100).mapToDouble(row -> row < 90 ? 0 : 1).toArray();
        assertRefused(late, x, inOrder, "those not held out have none of a class");
        Dependence two =
                new Dependence(null, IntStream.range(0, 100).map(row -> row % 2).toArray());
        assertRefused(late, x, two, "the number of groups, which is 2");
    }

    private static void assertRefused(double[] target, double[] x, Dependence dependence, String detail) {
        TrainingSet data =
                TestData.tied(TestData.set(Task.BINARY, 2, new double[][] {x}, target, List.of()), dependence);
        assertThatThrownBy(() -> XGBOOST.train(data, with(1, 5, Map.of()), TRAINING))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(detail)
                .hasMessageStartingWith("validation_fraction");
    }

    /** XGBoost takes gains of less than 1e-6 for none. */
    @Test
    void saysThatItFoundNoSplit() {
        TrainingSet data = TestData.random(Task.REGRESSION, 300, 0, 3);
        TrainingSet small = TestData.set(
                Task.REGRESSION,
                0,
                data.columns(),
                Arrays.stream(data.target()).map(value -> 1e-12 * value).toArray(),
                List.of());
        assertThat(XGBOOST.warnings(data, XGBOOST.train(data, DEFAULTS, TRAINING)))
                .isEmpty();
        assertThat(XGBOOST.warnings(small, XGBOOST.train(small, DEFAULTS, TRAINING)))
                .singleElement()
                .asString()
                .startsWith("No tree has a split")
                .contains("very small or very large");
    }

    private static XgboostHyperparameters with(double subsample, int earlyStopping, Map<String, Integer> monotone) {
        return new XgboostHyperparameters(
                100, 0.3, 6, 0, 1, 0, subsample, 1, 1, 0, 256, 1, monotone, earlyStopping, 0.2);
    }
}
