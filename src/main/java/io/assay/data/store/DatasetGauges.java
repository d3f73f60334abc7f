package io.assay.data.store;

import io.assay.platform.telemetry.Refreshed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How many datasets there are and how large, as {@code assay.datasets} and {@code assay.datasets.size}: all of the database, so
 * the same from every replica. NaN while the database cannot be asked.
 */
@Component
class DatasetGauges implements MeterBinder {

    private final Refreshed<DatasetRepository.Totals> totals;

    DatasetGauges(DatasetRepository datasets, @Value("${assay.metrics.refresh}") Duration refresh) {
        this.totals = new Refreshed<>(datasets::totals, refresh);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("assay.datasets", this, gauges -> gauges.total(DatasetRepository.Totals::datasets))
                .description("Datasets that are stored")
                .register(registry);
        Gauge.builder("assay.datasets.size", this, gauges -> gauges.total(DatasetRepository.Totals::bytes))
                .description("Bytes of the files of all datasets")
                .baseUnit("bytes")
                .register(registry);
    }

    private double total(ToLongFunction<DatasetRepository.Totals> figure) {
        return totals.value().map(read -> (double) figure.applyAsLong(read)).orElse(Double.NaN);
    }
}
