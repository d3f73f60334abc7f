package io.assay.model.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.algorithm.Algorithm;
import io.assay.model.algorithm.Candidate;
import io.assay.model.algorithm.TestAlgorithms;
import io.assay.model.algorithm.TestData;
import io.assay.model.algorithm.Training;
import io.assay.model.algorithm.TrainingSet;
import io.assay.model.scoring.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What whoever watches a search is told. */
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
}
