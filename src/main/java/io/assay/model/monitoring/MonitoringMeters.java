package io.assay.model.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Predictions by whether they were kept, as {@code assay.monitoring.predictions}, and labels by what came of them. */
@Component
class MonitoringMeters {

    /** What became of a prediction that was to be kept. */
    enum Fate {
        KEPT,

        /** Too many waited. */
        DROPPED,

        /** The database did not take it. */
        LOST
    }

    private final Map<Fate, Counter> predictions;

    MonitoringMeters(MeterRegistry registry) {
        // All of them are there from the start, so that the first failure is seen as a change.
        this.predictions = Arrays.stream(Fate.values())
                .collect(Collectors.toMap(
                        fate -> fate,
                        fate -> Counter.builder("assay.monitoring.predictions")
                                .description("Predictions that were to be kept for monitoring, by whether they were")
                                .tag("outcome", fate.name().toLowerCase(Locale.ROOT))
                                .register(registry),
                        (one, same) -> one,
                        () -> new EnumMap<>(Fate.class)));
    }

    void count(Fate fate, int more) {
        Counter counter = predictions.get(fate);
        if (counter != null) {
            counter.increment(more);
        }
    }
}
