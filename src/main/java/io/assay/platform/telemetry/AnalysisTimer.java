package io.assay.platform.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Times analyses as {@code assay.analysis} (in Prometheus {@code assay_analysis_seconds}), one series per kind. Its
 * buckets reach from the tenth of a millisecond that a closed formula takes to the ten seconds of a long exact test.
 */
@Component
public final class AnalysisTimer {

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(300_000),
        Duration.ofMillis(1),
        Duration.ofMillis(3),
        Duration.ofMillis(10),
        Duration.ofMillis(30),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10)
    };

    private final Meter.MeterProvider<Timer> timers;

    AnalysisTimer(MeterRegistry registry) {
        this.timers = Timer.builder("assay.analysis")
                .description("Time to compute an analysis, without reading the request and writing the answer")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
    }

    /**
     * Runs an analysis and records how long it took, whether it succeeds or throws.
     *
     * @param kind what is computed, a fixed name of the code and never text of a caller
     */
    public <T> T time(String kind, Supplier<T> analysis) {
        Timer.Sample sample = Timer.start();
        try {
            return analysis.get();
        } finally {
            sample.stop(timers.withTag("kind", kind));
        }
    }
}
