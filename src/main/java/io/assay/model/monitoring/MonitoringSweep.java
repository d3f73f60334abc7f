package io.assay.model.monitoring;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps predictions and labels within what they may take; several replicas may do so at once. */
@Component
class MonitoringSweep {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoringSweep.class);

    private final MonitoringSettings settings;
    private final MonitoringRepository predictions;
    private final LabelRepository labels;

    MonitoringSweep(MonitoringSettings settings, MonitoringRepository predictions, LabelRepository labels) {
        this.settings = settings;
        this.predictions = predictions;
        this.labels = labels;
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    void sweep() {
        try {
            Instant oldest = Instant.now().minus(settings.retention());
            untilDone(() -> predictions.forget(oldest));
            for (MonitoringRepository.Version version : predictions.versions()) {
                untilDone(() -> predictions.shorten(
                        version, settings.rows(), settings.size().toBytes()));
            }
            untilDone(() -> labels.forget(oldest));
            for (String model : labels.models()) {
                untilDone(() -> labels.shorten(model, settings.labels()));
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.info("Kept predictions are looked through later: {}", away.getMessage());
        }
    }

    private static void untilDone(BooleanSupplier some) {
        boolean more = true;
        while (more) {
            more = some.getAsBoolean();
        }
    }
}
