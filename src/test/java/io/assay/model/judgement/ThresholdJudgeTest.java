package io.assay.model.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.classification.BinaryPredictions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThresholdJudgeTest {

    private static final String LEFT =
            "The capacity is not used up: the next rows have one probability, and not all of them fit.";

    @Test
    void aCapacityBeyondAllRowsIsNotLeftByATie() {
        assertThat(warnings(10, null, 0.1, 0.9, 0.2, 0.8)).doesNotContain(LEFT);
        assertThat(warnings(10, null, 0.5, 0.5, 0.5, 0.5)).doesNotContain(LEFT);
        assertThat(warnings(10, new double[] {0.1, 0.2, 0.3, 0.7}, 0.1, 0.9, 0.2, 0.8))
                .doesNotContain(LEFT);
    }

    @Test
    void rowsOfOneProbabilityThatDoNotFitAreSaid() {
        assertThat(warnings(2, null, 0.1, 0.5, 0.5, 0.8)).contains(LEFT);
        assertThat(warnings(3, null, 0.1, 0.5, 0.5, 0.8)).doesNotContain(LEFT);
    }

    private static List<String> warnings(long rows, double @Nullable [] weights, double... p) {
        BinaryPredictions predictions = BinaryPredictions.of(p, new boolean[] {false, true, false, true}, weights);
        JudgeOptions options =
                new JudgeOptions(0.95, 42, null, null, new JudgeOptions.Capacity(rows, null), 200, 50, 10, List.of());
        return JudgeTest.JUDGE.binary(predictions, null, List.of(), options).warnings();
    }
}
