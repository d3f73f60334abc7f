package io.assay.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import io.assay.benchmark.LoadClient.Block;
import io.assay.benchmark.LoadComparison.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** The benchmarks can be run; how fast anything is is not tested here. */
class BenchmarkSmokeTests extends HttpTest {

    private static final Plan SHORT = new Plan(Duration.ofMillis(10), 2, Duration.ofSeconds(5), 20);

    @Test
    void everyEstimatorIsMeasured() throws RunnerException {
        Map<String, Double> times = EstimatorTimes.tryOut();
        assertThat(times.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Work.values()).map(Work::benchmark).toList());
        assertThat(times.values())
                .allSatisfy(nanoseconds -> assertThat(nanoseconds).isPositive());
    }

    @Test
    void everyEndpointTakesTheLoad() throws IOException, InterruptedException {
        LoadComparison load = LoadComparison.run(new LoadClient(port()), 3, Endpoint.OF_ANALYZE, SHORT);
        for (Endpoint endpoint : load.endpoints()) {
            assertThat(load.of(endpoint)).extracting(Block::requests).containsExactly(60, 60);
        }
        assertThat(load.ratios(Endpoint.ANALYZE, Endpoint.CONSTANT)).hasSize(2).isSorted();
    }

    @Test
    void readoutsTakeTheLoad() throws IOException, InterruptedException {
        LoadComparison load = LoadComparison.run(new LoadClient(port()), 2, Endpoint.OF_READOUT, SHORT);
        for (Endpoint endpoint : load.endpoints()) {
            assertThat(load.of(endpoint)).extracting(Block::requests).containsExactly(40, 40);
        }
        assertThat(load.of(Endpoint.READOUT).getFirst().answerBytes()).isGreaterThan(100_000);
    }

    /** The service closes each connection after its answer; the next request goes over a new one. */
    @Test
    void connectionsAreRenewed() throws IOException, InterruptedException {
        byte[] last = new String(Endpoint.CONSTANT.request(), UTF_8)
                .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                .getBytes(UTF_8);
        Block block = new LoadClient(port()).run(last, 1, 50, Duration.ofSeconds(10));
        assertThat(block.requests()).isEqualTo(50);
    }

    @Test
    void tablesAreUploadedAndProfiled() throws IOException, InterruptedException {
        TableComparison few = TableComparison.run(port(), 2_000, 1);
        assertThat(few.rounds())
                .singleElement()
                .satisfies(round -> assertThat(round.ratio()).isPositive());
        assertThat(new TableSection(List.of(few), 1).write()).contains("| 2000 |");
    }

    @Test
    void reportsAreMadeFromAFile() throws IOException, InterruptedException {
        ReportComparison few = ReportComparison.run(port(), ReportComparison.Pair.LOGISTIC, 2_000, 1, 1, null);
        assertThat(few.rounds())
                .singleElement()
                .satisfies(round -> assertThat(round.auc()).isBetween(0.6, 1.0));
        assertThat(new ReportSection(List.of(few), 1).write()).contains("| 2000 | logistic_regression |");
    }

    @Test
    void modelsAreServed() throws IOException, InterruptedException {
        ServingComparison.Plan few = new ServingComparison.Plan(
                2_000, Duration.ofMillis(10), 1, Duration.ofMillis(10), Duration.ofMillis(100), 64);
        ServingComparison served =
                ServingComparison.run(new ServingComparison.Here(port(), null, () -> 1, System::nanoTime), null, few);
        assertThat(served.furthest()).isLessThan(1e-12);
        assertThat(served.results()).hasSize(2);
        assertThat(served.memory().predictions()).isEqualTo(64);
        assertThat(new ServingSection(served).write()).contains("| here, /v2 infer |");
    }

    @Test
    void everyFigureIsKnown() {
        assertThat(Work.values()).allSatisfy(work -> assertThat(work.figure()).isNotNull());
    }

    @Test
    void everyCausalWorkIsDone() {
        assertThat(CausalWork.values()).allSatisfy(work -> {
            CausalFigures figures = work.prepare(4_000).get();
            assertThat(figures.estimate()).isFinite();
            assertThat(figures.error()).isNotNull().isBetween(0.0, 1.0);
            assertThat(figures.apart(work.prepare(4_000).get())).isZero();
        });
    }

    /** A process of its own, whose line the page has; that nobody else did it is no reason to leave it out. */
    @Test
    void aCausalWorkIsMeasured() throws IOException, InterruptedException {
        CausalCall here = CausalComparison.here(CausalWork.STAGGERED);
        assertThat(here.nanoseconds()).isPositive();
        assertThat(here.figures().estimate()).isCloseTo(0.8, within(0.01));
        CausalComparison comparison = new CausalComparison(CausalWork.STAGGERED, here, List.of());
        assertThat(new CausalSection(new CausalComparison.All(List.of(comparison), null)).write())
                .contains("| " + CausalWork.STAGGERED.label() + " |");
    }
}
