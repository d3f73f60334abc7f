package io.assay.experiment.readout;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** Experiments without any effect, read every day: {@code docs/peeking.md} says what came of it. */
@TestInstance(Lifecycle.PER_CLASS)
class PeekingPageTest extends HttpTest {

    private static final Path PAGE = Path.of("docs/peeking.md");
    private static final double ALPHA = PeekingStudy.ALPHA;

    private final PeekingStudy study = new PeekingStudy();
    private final List<Readout> days = everyDay(study.experiment(1));

    private static List<Readout> everyDay(NullExperiment experiment) {
        return IntStream.rangeClosed(1, NullExperiment.DAYS)
                .mapToObj(day -> Readouts.read(experiment.onDay(day)))
                .toList();
    }

    @Test
    void pageSaysWhatTheExperimentsGive() throws IOException {
        int stopped = study.firstStopped();
        String page = PeekingPage.write(days, stopped, everyDay(study.experiment(stopped)), study);
        if (Boolean.getBoolean("assay.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("refresh it with -Dassay.docs.write=true").hasContent(page);
    }

    /** 28 looks may err alpha plus three standard errors of the simulation where looks are allowed for. */
    @Test
    void whatMayBeActedOnErrsNoMoreThanItSays() {
        double most =
                PeekingStudy.EXPERIMENTS * (ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / PeekingStudy.EXPERIMENTS));
        assertThat(study.significant(InferenceKind.ALWAYS_VALID).onAnyDay()).isLessThan((int) most);
        assertThat(study.significant(InferenceKind.GROUP_SEQUENTIAL).onAnyDay()).isLessThan((int) most);
        assertThat(study.significant(InferenceKind.FIXED_HORIZON).onAnyDay()).isGreaterThan(4 * 50);
    }

    @Test
    void theStudyReadsWhatReadoutsRead() {
        for (int day = 1; day <= NullExperiment.DAYS; day++) {
            ComparisonReadout comparison =
                    days.get(day - 1).metrics().getFirst().comparisons().getFirst();
            for (InferenceReadout result : comparison.results()) {
                Inference inference = Inference.of(result.inference(), NullExperiment.stateOn(day), ALPHA);
                assertThat(PeekingStudy.isSignificant(
                                inference, study.experiment(1).contrastOn(day)))
                        .as("%s on day %d", result.inference(), day)
                        .isEqualTo(result.significant());
            }
        }
    }

    @Test
    void actOnIsAlwaysValidOnEveryDay() {
        assertThat(days)
                .allSatisfy(day ->
                        assertThat(day.metrics().getFirst().actOn().inference()).isEqualTo(InferenceKind.ALWAYS_VALID));
    }

    @Test
    void aDayOverHttpIsTheSame() {
        int day = 12;
        JsonNode answer = json(post("/api/v1/experiments/readout", """
                {"arms": [{"key": "control"}, {"key": "treatment1"}],
                 "plan": {"kind": "fixed_horizon", "planned_total_n": 28000,
                          "earlier_looks": [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000, 11000]},
                 "inference": ["fixed_horizon", "always_valid", "group_sequential", "bayesian"],
                 "metrics": [{"key": "conversion", "kind": "proportion", "role": "primary", "data": {
                   "control": {"n": 6000, "successes": %d}, "treatment1": {"n": 6000, "successes": %d}}}]}
                """.formatted(
                        study.experiment(1).control().get(day - 1).successes(),
                        study.experiment(1).treatment().get(day - 1).successes())));
        Readout expected = days.get(day - 1);
        assertThat(answer.at("/decision/sentence").asString())
                .isEqualTo(expected.decision().sentence());
        assertThat(answer.at("/plan/error_rate_if_stopping_was_possible/fixed_horizon")
                        .asDouble())
                .isEqualTo(expected.plan().errorRateIfStoppingWasPossible().fixedHorizon());
        List<InferenceReadout> results =
                expected.metrics().getFirst().comparisons().getFirst().results();
        for (int i = 0; i < results.size(); i++) {
            assertThat(answer.at("/metrics/0/comparisons/0/results/" + i + "/p_value")
                            .asDouble())
                    .isEqualTo(results.get(i).pValue());
        }
    }
}
