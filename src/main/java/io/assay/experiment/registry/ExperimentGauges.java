package io.assay.experiment.registry;

import io.assay.platform.telemetry.Refreshed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How many experiments are in each state, as {@code assay.experiments}: all of the database, so the same from every
 * replica. NaN while the database cannot be asked.
 */
@Component
class ExperimentGauges implements MeterBinder {

    private final Refreshed<Map<State, Long>> counts;

    ExperimentGauges(ExperimentRepository experiments, @Value("${assay.metrics.refresh}") Duration refresh) {
        this.counts = new Refreshed<>(experiments::countByState, refresh);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (State state : State.values()) {
            Gauge.builder("assay.experiments", this, gauges -> gauges.count(state))
                    .description("Experiments in the registry, by state")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private double count(State state) {
        return counts.value()
                .map(read -> read.getOrDefault(state, 0L).doubleValue())
                .orElse(Double.NaN);
    }
}
