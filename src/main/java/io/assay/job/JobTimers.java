package io.assay.job;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Times attempts as {@code assay.job} (in Prometheus {@code assay_job_seconds}), by kind of job and how they ended. */
@Component
final class JobTimers {

    /** How an attempt ends: a job's end, or another attempt. */
    enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELLED,
        EXPIRED,
        /** Begun again, here or elsewhere: the service stopped, or the database did not answer, or it was taken for dead. */
        RELEASED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(JobState state) {
            return switch (state) {
                case SUCCEEDED -> SUCCEEDED;
                case FAILED -> FAILED;
                case CANCELLED -> CANCELLED;
                case EXPIRED -> EXPIRED;
                case QUEUED, RUNNING -> RELEASED;
            };
        }
    }

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(30),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofMinutes(60)
    };

    private final Meter.MeterProvider<Timer> timers;

    /** All of them are there from the start, so that the first failure is seen as a change. */
    JobTimers(MeterRegistry registry, JobKinds kinds) {
        this.timers = Timer.builder("assay.job")
                .description("Time that attempts at jobs took, by kind of job and how they ended")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
        kinds.all().forEach(kind -> Arrays.stream(Outcome.values()).forEach(outcome -> timer(kind.name(), outcome)));
    }

    void record(String kind, Outcome outcome, Duration time) {
        timer(kind, outcome).record(time);
    }

    private Timer timer(String kind, Outcome outcome) {
        return timers.withTags("kind", kind, "outcome", outcome.text());
    }
}
