package io.assay.model.mlflow;

import io.assay.platform.telemetry.Refreshed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What waits for MLflow and what it refuses, as {@code assay.mlflow.runs} and {@code assay.mlflow.models}: all of the
 * database, so the same from every replica, NaN while that cannot be asked; and tries of this process by how they ended, as
 * {@code assay.mlflow.attempts} and {@code assay.mlflow.model.attempts}.
 */
@Component
class MlflowMeters {

    /** What MLflow is told. */
    enum Told {
        RUN,
        MODEL
    }

    /** How a try ended. */
    enum Outcome {
        SENT,
        RETRIED,
        FAILED
    }

    private record Try(Told told, Outcome outcome) {}

    private final Map<Try, Counter> attempts = new HashMap<>();

    MlflowMeters(
            OutboxRepository runs,
            MirrorRepository models,
            MeterRegistry registry,
            @Value("${assay.metrics.refresh}") Duration refresh) {
        addGauges(
                "assay.mlflow.runs",
                "Runs that wait to be logged at MLflow, and runs that it refuses",
                new Refreshed<>(runs::countOpen, refresh),
                registry);
        addGauges(
                "assay.mlflow.models",
                "Models of which MLflow's registry is still to be told, and models that it refuses",
                new Refreshed<>(models::countOpen, refresh),
                registry);
        addCounters(Told.RUN, "assay.mlflow.attempts", "Tries to log a run at MLflow, by how they ended", registry);
        addCounters(
                Told.MODEL,
                "assay.mlflow.model.attempts",
                "Tries to tell MLflow's registry of a model, by how they ended",
                registry);
    }

    private static void addGauges(
            String name, String description, Refreshed<Map<MlflowState.State, Long>> counts, MeterRegistry registry) {
        for (MlflowState.State state : List.of(MlflowState.State.PENDING, MlflowState.State.FAILED)) {
            // The registry holds what it asks only weakly unless it is told otherwise.
            Gauge.builder(name, counts, read -> number(read, state))
                    .description(description)
                    .tag("state", state.text())
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** All of them are there from the start, so that the first failure is seen as a change. */
    private void addCounters(Told told, String name, String description, MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            attempts.put(
                    new Try(told, outcome),
                    Counter.builder(name)
                            .description(description)
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void count(Told told, Outcome outcome) {
        Counter counter = attempts.get(new Try(told, outcome));
        if (counter != null) {
            counter.increment();
        }
    }

    private static double number(Refreshed<Map<MlflowState.State, Long>> counts, MlflowState.State state) {
        return counts.value()
                .map(read -> read.getOrDefault(state, 0L).doubleValue())
                .orElse(Double.NaN);
    }
}
