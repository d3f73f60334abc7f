package io.assay.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import io.assay.counts.TestCounts.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/** The listener counts what a launcher of its own runs; the gate judges what several of them left. */
class TestCountsTests {

    @TempDir
    private Path folder;

    @Test
    void countsEveryKindAndOutcome() throws IOException {
        run(Mixed.class);
        TestCounts counts = TestCounts.readAll(folder);
        assertThat(counts.of(TestKind.UNIT, Outcome.PASSED)).isEqualTo(1);
        assertThat(counts.of(TestKind.UNIT, Outcome.SKIPPED)).isEqualTo(2);
        assertThat(counts.of(TestKind.HTTP, Outcome.PASSED)).isEqualTo(3);
        assertThat(counts.of(TestKind.PROCESS, Outcome.FAILED)).isEqualTo(1);
    }

    @Test
    void generatedTestsHaveTheKindOfTheirClass() throws IOException {
        run(Generated.class);
        TestCounts counts = TestCounts.readAll(folder);
        assertThat(counts.of(TestKind.CONFORMANCE, Outcome.PASSED)).isEqualTo(2);
        assertThat(counts.executed(TestKind.UNIT)).isZero();
        assertThat(counts.executed(TestKind.HTTP)).isZero();
    }

    @Test
    void classesThatCouldNotRunAreNotForgotten() throws IOException {
        run(Skipped.class, Aborted.class);
        assertThat(TestCounts.readAll(folder).of(TestKind.UNIT, Outcome.SKIPPED))
                .isEqualTo(3);
    }

    @Test
    void addsUpOverProcesses() throws IOException {
        run(Generated.class);
        run(Generated.class);
        assertThat(TestCounts.readAll(folder).executed(TestKind.CONFORMANCE)).isEqualTo(4);
    }

    @Test
    void gatePassesWhenEveryRequiredKindRan() throws IOException {
        run(Generated.class);
        TestCountsGate gate = gate("conformance");
        assertThat(gate.complaints()).isEmpty();
        assertThat(gate.summary()).isEqualTo("tests run: conformance 2");
    }

    @Test
    void gateFailsWhenARequiredKindDidNotRun() throws IOException {
        run(Generated.class);
        TestCountsGate gate = gate("unit,conformance,process");
        assertThat(gate.complaints()).containsExactly("no unit test ran", "no process test ran");
        assertThat(gate.summary()).isEqualTo("tests run: unit 0, conformance 2, process 0");
    }

    @Test
    void gateFailsWhenARequiredKindWasSkippedOrFailed() throws IOException {
        run(Mixed.class);
        assertThat(gate("unit,http,process").complaints())
                .containsExactly("2 unit test(s) skipped", "1 process test(s) failed");
    }

    @Test
    void gateSaysWhyAKindThatNeedNotRunDidNot() throws IOException {
        run(Generated.class, Unavailable.class);
        TestCountsGate gate = gate("conformance,");
        assertThat(gate.complaints()).isEmpty();
        assertThat(gate.notes()).containsExactly("no mlflow test ran: there is no server");
        assertThat(gate.summary()).isEqualTo("tests run: conformance 2, mlflow 0");
        assertThat(gate("conformance,mlflow").complaints())
                .containsExactly("no mlflow test ran", "1 mlflow test(s) skipped");
    }

    @Test
    void gateFailsWhenNothingWasCounted() throws IOException {
        TestCounts none = TestCounts.readAll(folder.resolve("missing"));
        assertThat(new TestCountsGate(none, EnumSet.of(TestKind.UNIT)).complaints())
                .containsExactly("no unit test ran");
    }

    private TestCountsGate gate(String required) throws IOException {
        return new TestCountsGate(TestCounts.readAll(folder), TestCountsGate.kinds(required));
    }

    /** The build's own listener must not count the samples. */
    private void run(Class<?>... samples) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config)
                .execute(
                        request()
                                .selectors(Stream.of(samples)
                                        .map(sample -> selectClass(sample))
                                        .toList())
                                .build(),
                        new TestCountsListener(folder));
    }

    static class Mixed {

        @Test
        void passes() {}

        @Test
        @Disabled("to be counted as skipped")
        void isDisabled() {}

        @Test
        void isAborted() {
            abort("to be counted as skipped");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        @Tag("http")
        void passesThreeTimes(int number) {
            assertThat(number).isPositive();
        }

        @Test
        @Tag("process")
        void fails() {
            fail("to be counted as failed");
        }
    }

    @Tag("http")
    @Tag("conformance")
    static class Generated {

        @TestFactory
        Stream<DynamicTest> cases() {
            return Stream.of("one", "two").map(name -> DynamicTest.dynamicTest(name, () -> {}));
        }
    }

    @Disabled("to be counted as two skipped tests")
    static class Skipped {

        @Test
        void one() {}

        @Test
        void two() {}
    }

    @Tag("mlflow")
    static class Unavailable {

        @BeforeAll
        static void assumption() {
            abort("there is no server");
        }

        @Test
        void neverRuns() {}
    }

    static class Aborted {

        @BeforeAll
        static void assumption() {
            abort("to be counted as skipped");
        }

        @Test
        void neverRuns() {}
    }
}
