package io.assay.model.mlflow;

import io.assay.platform.telemetry.Refreshed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What waits for MLflow and what it refuses, as {@code assay.mlflow.runs}: all of the database, so the same from every
 * replica, NaN while that cannot be asked; and tries of this process by how they ended, as {@code assay.mlflow.attempts}.
 */
@Component
class MlflowMeters {

    /** How a try ended. */
    enum Outcome {
        SENT,
        RETRIED,
        FAILED
    }

    private final Map<Outcome, Counter> attempts;
    private final Refreshed<Map<MlflowState.State, Long>> counts;

    MlflowMeters(
            OutboxRepository repository, MeterRegistry registry, @Value("${assay.metrics.refresh}") Duration refresh) {
        this.counts = new Refreshed<>(repository::countOpen, refresh);
        // All of them are there from the start, so that the first failure is seen as a change.
        this.attempts = Arrays.stream(Outcome.values())
                .collect(Collectors.toMap(
                        outcome -> outcome,
                        outcome -> Counter.builder("assay.mlflow.attempts")
                                .description("Tries to log a run at MLflow, by how they ended")
                                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                                .register(registry),
                        (one, same) -> one,
                        () -> new EnumMap<>(Outcome.class)));
        for (MlflowState.State state : List.of(MlflowState.State.PENDING, MlflowState.State.FAILED)) {
            Gauge.builder("assay.mlflow.runs", this, meters -> meters.number(state))
                    .description("Runs that wait to be logged at MLflow, and runs that it refuses")
                    .tag("state", state.text())
                    .register(registry);
        }
    }

    void count(Outcome outcome) {
        Counter counter = attempts.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    private double number(MlflowState.State state) {
        return counts.value()
                .map(read -> read.getOrDefault(state, 0L).doubleValue())
                .orElse(Double.NaN);
    }
}
