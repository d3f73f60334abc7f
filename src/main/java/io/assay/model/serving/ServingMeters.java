package io.assay.model.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Rows that were scored as {@code assay.predictions}, by model, version and outcome; how long requests took from the end of
 * the body to the end of the answer as {@code assay.prediction}; versions in memory and what they are taken to need.
 */
@Component
class ServingMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(300_000),
        Duration.ofMillis(1),
        Duration.ofMillis(3),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1)
    };

    /** How rows ended. */
    enum Outcome {

        /** Answered. */
        SCORED,

        /** Not answered, for something about them. */
        REFUSED,

        /** Scored by the challenger beside the champion. */
        SHADOW,

        /** Not shown to the challenger: too many waited for it, or they lack what it reads. */
        SHADOW_DROPPED
    }

    private record Series(String model, int version, Outcome outcome) {}

    private record Version(String model, int version) {}

    private final MeterRegistry registry;
    private final Map<Series, Counter> rows = new ConcurrentHashMap<>();
    private final Map<Version, Timer> timers = new ConcurrentHashMap<>();

    ServingMeters(MeterRegistry registry, LoadedModels models) {
        this.registry = registry;
        Gauge.builder("assay.serving.models", models, loaded -> loaded.shelf().size())
                .description("Versions of models in memory")
                .register(registry);
        Gauge.builder("assay.serving.memory", models, loaded -> loaded.shelf().bytes())
                .description("What the versions in memory are taken to need")
                .baseUnit("bytes")
                .register(registry);
    }

    void count(Loaded model, Outcome outcome, int more) {
        Series series = new Series(model.version().name(), model.version().version(), outcome);
        Counter counter = rows.get(series);
        if (counter == null) {
            counter = rows.computeIfAbsent(
                    series,
                    key -> Counter.builder("assay.predictions")
                            .description("Rows, by the version that scored them and how that ended")
                            .tag("model", key.model())
                            .tag("version", Integer.toString(key.version()))
                            .tag("outcome", key.outcome().name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        counter.increment(more);
    }

    void time(Loaded model, long nanos) {
        Version version = new Version(model.version().name(), model.version().version());
        Timer timer = timers.get(version);
        if (timer == null) {
            timer = timers.computeIfAbsent(
                    version,
                    key -> Timer.builder("assay.prediction")
                            .description("Time to answer a prediction, without reading the body from the network")
                            .tag("model", key.model())
                            .tag("version", Integer.toString(key.version()))
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }
}
