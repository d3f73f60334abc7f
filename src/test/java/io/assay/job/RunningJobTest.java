package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.job.RunningJob.Stop;
import io.assay.platform.idempotency.Asked;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What a kind of job is told while it runs, and the limits that the settings set. */
class RunningJobTest {

    private final AtomicLong nanos = new AtomicLong(-5);

    private final Memory memory = new Memory(settings(2, DataSize.ofMegabytes(64)));

    private final RunningJob job = new RunningJob(
            new Job.Begun("id", 1, 0, "kind", "{}", "ann", new Asked("viewer", "open", "op", "POST", "/", null), 10),
            memory,
            nanos::get);

    private static JobSettings settings(int threads, @Nullable DataSize memory) {
        Duration second = Duration.ofSeconds(1);
        return new JobSettings(threads, 10, memory, second, second, 3, second, second);
    }

    @Test
    void keepsWhatItIsTold() {
        job.progress(0.5, "half \0 of it \ud800 done");
        assertThat(job.fraction()).isEqualTo(0.5);
        assertThat(job.doing()).isEqualTo("half   of it ? done");
        assertThat(job.caller().name()).isEqualTo("ann");
        job.progress(Double.NaN, "");
        assertThat(job.fraction()).isEqualTo(0.5);
        job.progress(7, "x".repeat(10_000));
        assertThat(job.fraction()).isEqualTo(1);
        assertThat(job.doing()).hasSize(500);
        job.progress(-1, "");
        assertThat(job.fraction()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GONE", "LET_GO"})
    void stopsWhereItIsToldTo(String why) {
        AtomicInteger brokenOff = new AtomicInteger();
        job.onStop(brokenOff::incrementAndGet);
        job.progress(0, "");
        assertThat(brokenOff).hasValue(0);
        job.stop(Stop.valueOf(why));
        job.stop(Stop.EXPIRED);

        assertThat(job.stopped()).isEqualTo(Stop.valueOf(why));
        assertThat(brokenOff).hasValue(1);
        assertThatThrownBy(() -> job.progress(0.1, "")).isInstanceOf(JobStoppedException.class);
        job.onStop(brokenOff::incrementAndGet);
        assertThat(brokenOff).hasValue(2);
    }

    @Test
    void isWithinTheRequestOnlyWhereThereIsNoJob() {
        assertThat(job.isWithinRequest()).isFalse();
        assertThat(new DirectContext(job.caller(), memory).isWithinRequest()).isTrue();
    }

    @Test
    void stopsAtItsDeadline() {
        nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThatCode(() -> job.progress(0.1, "")).doesNotThrowAnyException();
        nanos.addAndGet(1);
        assertThatThrownBy(() -> job.progress(0.1, ""))
                .isInstanceOf(JobStoppedException.class)
                .hasMessage("the job's deadline has passed");
        assertThat(job.stopped()).isEqualTo(Stop.EXPIRED);
    }

    @Test
    void refusesWhatNeedsMoreThanItsShare() {
        job.needs(32 << 20, "all of it");
        assertThatThrownBy(() -> job.needs((32 << 20) + 1, "120,000 one-hot columns"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_MUCH_MEMORY))
                .hasMessage("This needs 32.0 MB of memory for 120,000 one-hot columns, and a job may take 32.0 MB.");
        assertThatThrownBy(() -> job.needs(Long.MAX_VALUE, "everything"))
                .hasMessageContaining("8,796,093,022,208.0 MB of memory for everything");
    }

    @Test
    void theShareIsThatOfAThreadInHalfOfTheHeap() {
        assertThat(settings(1, null).bytesPerJob())
                .isEqualTo(Runtime.getRuntime().maxMemory() / 2);
        assertThat(settings(4, DataSize.ofBytes(400)).bytesPerJob()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1, 1000, 1000, threads must be 1 to 256",
        "257, 1, 1, 1, 1, 1000, 1000, threads must be 1 to 256",
        "1, -1, 1, 1, 1, 1000, 1000, queue must not be negative",
        "1, 1, 0, 1, 1, 1000, 1000, deadline must be more than 0s",
        "1, 1, 1, -1, 1, 1000, 1000, retention must be more than 0s",
        "1, 1, 1, 1, 0, 1000, 1000, attempts must be at least 1",
        "1, 1, 1, 1, 1, 99, 1000, heartbeat must be at least 100ms",
        "1, 1, 1, 1, 1, 1000, 9, poll must be at least 10ms"
    })
    void refusesSettingsThatCannotBe(
            int threads, int queue, int deadline, int retention, int attempts, int heartbeat, int poll, String rule) {
        assertThatThrownBy(() -> new JobSettings(
                        threads,
                        queue,
                        null,
                        Duration.ofSeconds(deadline),
                        Duration.ofSeconds(retention),
                        attempts,
                        Duration.ofMillis(heartbeat),
                        Duration.ofMillis(poll)))
                .hasMessage("assay.jobs." + rule);
    }
}
