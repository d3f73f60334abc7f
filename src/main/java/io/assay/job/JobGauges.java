package io.assay.job;

import io.assay.platform.telemetry.Refreshed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How many jobs wait and how many run, as {@code assay.jobs}: all of the database, so the same from every replica. NaN
 * while the database cannot be asked.
 */
@Component
class JobGauges implements MeterBinder {

    private final Refreshed<Map<JobState, Long>> counts;

    JobGauges(JobRepository jobs, @Value("${assay.metrics.refresh}") Duration refresh) {
        this.counts = new Refreshed<>(jobs::countOpen, refresh);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (JobState state : List.of(JobState.QUEUED, JobState.RUNNING)) {
            Gauge.builder("assay.jobs", this, gauges -> gauges.count(state))
                    .description("Jobs that wait and jobs that run")
                    .tag("state", state.text())
                    .register(registry);
        }
    }

    private double count(JobState state) {
        return counts.value()
                .map(read -> read.getOrDefault(state, 0L).doubleValue())
                .orElse(Double.NaN);
    }
}
