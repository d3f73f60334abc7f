package io.assay.model.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.algorithm.Algorithm;
import io.assay.model.algorithm.Candidate;
import io.assay.model.algorithm.Dimension;
import io.assay.model.algorithm.TestAlgorithms;
import io.assay.model.algorithm.TestData;
import io.assay.model.algorithm.Training;
import io.assay.model.algorithm.TrainingSet;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.model.split.Dependence;
import io.assay.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What whoever watches a search is told. */
@Execution(ExecutionMode.CONCURRENT)
class SearchTest {

    private static final TrainingSet DATA = TestData.random(Task.BINARY, 400, 0, 3);

    private static Candidate search(String name, double seconds) {
        return search(TestAlgorithms.named(name), seconds);
    }

    private static <H extends Record> Candidate search(Algorithm<H> algorithm, double seconds) {
        ObjectNode fixed = JsonNodeFactory.instance.objectNode();
        if (algorithm.name().equals("xgboost")) {
            fixed.put("rounds", 5);
        }
        return new Search<>(algorithm, TestAlgorithms.beans(), fixed, new SearchRequest(4, seconds));
    }

    private static List<Double> told(Candidate candidate) {
        List<Double> told = new ArrayList<>();
        candidate.train(DATA, new Training(42, 1, (done, of) -> told.add(done / (double) of)));
        return told;
    }

    @ParameterizedTest
    @CsvSource({"xgboost, 300", "logistic_regression, 300", "xgboost, 1e-9"})
    void itsProgressNeverGoesBack(String algorithm, double seconds) {
        List<Double> told = told(search(algorithm, seconds));
        assertThat(told).isSorted().hasSizeGreaterThan(4);
        assertThat(told.getFirst()).isZero();
        assertThat(told.getLast()).isEqualTo(1);
    }

    @Test
    void everyTrainingWithinItCountsAsMuchAsTheLast() {
        // Four candidates in three folds, and the one that is kept, in five rounds each.
        assertThat(told(search("xgboost", 300))).contains(1 / 65.0, 60 / 65.0, 64 / 65.0);
    }

    @Test
    void stopsBetweenTwoRoundsOfATrainingWithinIt() {
        Candidate search = search("xgboost", 300);
        IllegalStateException stop = new IllegalStateException("stop");
        List<Double> told = new ArrayList<>();
        Training stopped = new Training(42, 1, (done, of) -> {
            told.add(done / (double) of);
            if (done / (double) of > 0.5 / 13) {
                throw stop;
            }
        });
        assertThatThrownBy(() -> search.train(DATA, stopped)).isSameAs(stop);
        assertThat(told).last().isEqualTo(3 / 65.0);
    }

    /** An algorithm that keeps what it is given to learn from. */
    private record Recording<H extends Record>(Algorithm<H> algorithm, List<TrainingSet> learned)
            implements Algorithm<H> {

        @Override
        public String name() {
            return algorithm.name();
        }

        @Override
        public Set<Task> tasks() {
            return algorithm.tasks();
        }

        @Override
        public Class<H> hyperparameters() {
            return algorithm.hyperparameters();
        }

        @Override
        public H defaults() {
            return algorithm.defaults();
        }

        @Override
        public int complexity() {
            return algorithm.complexity();
        }

        @Override
        public List<Dimension> space() {
            return algorithm.space();
        }

        @Override
        public long bytes(long rows, int features) {
            return algorithm.bytes(rows, features);
        }

        @Override
        public Model train(TrainingSet data, H hyperparameters, Training training) {
            learned.add(data);
            return algorithm.train(data, hyperparameters, training);
        }
    }

    private static <H extends Record> List<TrainingSet> learned(Algorithm<H> algorithm, TrainingSet data) {
        List<TrainingSet> learned = new ArrayList<>();
        search(new Recording<>(algorithm, learned), 300).train(data, new Training(42, 1, Training.Watch.NONE));
        return learned;
    }

    /** Twelve trainings in folds, and the last one on all rows. */
    private static List<TrainingSet> inner(TrainingSet data) {
        List<TrainingSet> learned = learned(TestAlgorithms.named("logistic_regression"), data);
        assertThat(learned).hasSize(13).last().isSameAs(data);
        return learned.subList(0, 12);
    }

    @Test
    void nobodysRowsAreOnBothSidesOfAFoldWithinIt() {
        TrainingSet data = TestData.entities(Task.BINARY, 40, 0, 8);
        for (TrainingSet part : inner(TestData.tied(data, TestData.byEntity(data)))) {
            double[] whose = part.columns()[0];
            assertThat(part.rows()).isBetween(200, 320);
            // All ten of each.
            assertThat(part.rows())
                    .isEqualTo(10 * Arrays.stream(whose).distinct().count());
        }
        assertThat(inner(data))
                .allSatisfy(part -> assertThat(
                                10 * Arrays.stream(part.columns()[0]).distinct().count())
                        .isGreaterThan(part.rows()));
    }

    @Test
    void foldsWithinItJudgeWhatIsLater() {
        TrainingSet data = TestData.entities(Task.BINARY, 40, 0, 8);
        // Entities one after the other, the last one first.
        int[] moments = IntStream.range(0, data.rows()).map(row -> -row).toArray();
        List<TrainingSet> parts = inner(TestData.tied(data, new Dependence(moments, null)));
        for (int i = 0; i < parts.size(); i++) {
            assertThat(parts.get(i).rows()).isEqualTo(100 * (1 + i % 3));
            assertThat(Arrays.stream(parts.get(i).columns()[0]).min().orElseThrow())
                    .isEqualTo(40 - 10 * (1 + i % 3));
        }
    }

    @Test
    void aRoundWithoutAClassIsLeftOutAndNoneIsRefused() {
        TrainingSet data = TestData.entities(Task.BINARY, 40, 0, 8);
        int[] byClass =
                Arrays.stream(data.target()).mapToInt(value -> (int) value).toArray();
        int[] moments = new int[data.rows()];
        Arrays.setAll(moments, row -> byClass[row] * 1000 + row);
        // Negative rows first: the rounds that begin before there is a positive one have nothing to learn.
        long negative = Arrays.stream(byClass).filter(number -> number == 0).count();
        assertThat(negative).isBetween(200L, 299L);
        List<TrainingSet> learned = learned(
                TestAlgorithms.named("logistic_regression"), TestData.tied(data, new Dependence(moments, null)));
        assertThat(learned).hasSize(5);
        assertThat(learned.subList(0, 4))
                .allSatisfy(part -> assertThat(part.rows()).isEqualTo(300));

        Dependence oneEach = new Dependence(null, byClass);
        assertThatThrownBy(() -> learned(TestAlgorithms.named("logistic_regression"), TestData.tied(data, oneEach)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors()).singleElement().satisfies(error -> {
                            assertThat(error.pointer()).isEqualTo("/search");
                            assertThat(error.detail()).contains("the number of groups, which is 2");
                        }));
    }

    @Test
    void aClassOfOneRowIsRefused() {
        double[] target = new double[1000];
        target[3] = 1;
        TrainingSet data = TestData.set(
                Task.BINARY,
                2,
                new double[][] {IntStream.range(0, 1000).asDoubleStream().toArray()},
                target,
                List.of());
        assertThatThrownBy(() -> learned(TestAlgorithms.named("logistic_regression"), data))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors()).singleElement().satisfies(error -> {
                            assertThat(error.pointer()).isEqualTo("/search");
                            assertThat(error.detail()).contains("two rows or more of each class");
                        }));
    }

    /** Where a column tells who it is, the trees that know everybody by heart are best only if somebody is on both sides. */
    @Test
    void findsWhatForetellsOthers() {
        TrainingSet data = TestData.entities(Task.REGRESSION, 60, 0, 5);
        TrainingSet others = TestData.entities(Task.REGRESSION, 200, 60, 6);
        Model alone = best(data);
        Model together = best(TestData.tied(data, TestData.byEntity(data)));
        assertThat(Loss.of(others, together.predictions(others.columns(), others.rows())))
                .isLessThan(Loss.of(others, alone.predictions(others.columns(), others.rows())));
    }

    private static Model best(TrainingSet data) {
        return new Search<>(TestAlgorithms.named("xgboost"), TestAlgorithms.beans(), null, new SearchRequest(9, 300.0))
                .train(data, new Training(42, 1, Training.Watch.NONE))
                .model();
    }
}
