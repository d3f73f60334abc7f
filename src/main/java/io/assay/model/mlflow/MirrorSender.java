package io.assay.model.mlflow;

import io.assay.model.mlflow.MirrorRepository.Attempt;
import io.assay.model.mlflow.MlflowMeters.Outcome;
import io.assay.model.mlflow.MlflowMeters.Told;
import io.assay.platform.database.SoleUse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells MLflow's registry of models that have changed, one at a time; a model that cannot be told waits, and others do not. */
@Component
class MirrorSender {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorSender.class);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final MirrorRepository repository;
    private final Mirroring mirroring;
    private final MirroredModels models;
    private final MlflowMeters meters;
    private final MlflowSettings settings;
    private final boolean alone;

    MirrorSender(
            MirrorRepository repository,
            Mirroring mirroring,
            MirroredModels models,
            MlflowMeters meters,
            MlflowSettings settings,
            ObjectProvider<SoleUse> soleUse) {
        this.repository = repository;
        this.mirroring = mirroring;
        this.models = models;
        this.meters = meters;
        this.settings = settings;
        this.alone = soleUse.getIfAvailable() != null;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        if (!settings.isOn()) {
            return;
        }
        try {
            if (alone) {
                var _ = repository.releaseAll();
            }
            var _ = repository.reviveFailed();
        } catch (DataAccessException | TransactionException away) {
            LOG.info("Models that MLflow refused wait for the next start: {}", away.getMessage());
        }
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1S")
    synchronized void send() {
        if (!settings.isOn()) {
            return;
        }
        try {
            boolean more = true;
            while (more) {
                Optional<Attempt> attempt = repository.take(mirroring.lease());
                more = attempt.isPresent() && send(attempt.get());
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Models are mirrored to MLflow later", away);
        }
    }

    /** Whether there is a point in the next one at once. */
    private boolean send(Attempt attempt) {
        String name = attempt.name();
        try {
            Optional<MirroredModel> model = models.mirrored(name);
            if (model.isPresent()) {
                @Nullable String without = mirroring.mirror(attempt, model.get());
                if (repository.mirrored(attempt, model.get().revision(), without)) {
                    meters.count(Told.MODEL, Outcome.SENT);
                    LOG.info("Model {} is mirrored to MLflow{}", name, without == null ? "" : ": " + without);
                }
            }
            return true;
        } catch (Mirroring.TooEarlyException early) {
            repository.later(attempt, String.valueOf(early.getMessage()), FIRST_WAIT, 0);
            return true;
        } catch (TrackingException failure) {
            return handle(attempt, failure);
        } catch (RunLogging.LostException lost) {
            LOG.info("Model {} is mirrored to MLflow by another process", name);
            return true;
        } catch (InterruptedException stopping) {
            repository.released(attempt);
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean handle(Attempt attempt, TrackingException failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> {
                again(attempt, failure);
                yield false;
            }
            case FAULTY, UNKNOWN -> {
                again(attempt, failure);
                yield true;
            }
            case REFUSED -> {
                LOG.warn("MLflow refuses model {}: {}", attempt.name(), failure.text());
                meters.count(Told.MODEL, Outcome.FAILED);
                repository.failed(attempt, failure.text());
                yield true;
            }
        };
    }

    /** Twice as long each time. */
    private void again(Attempt attempt, TrackingException failure) {
        meters.count(Told.MODEL, Outcome.RETRIED);
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt.failures(), 16));
        Duration longest = settings.retry();
        LOG.info("Model {} is mirrored to MLflow later: {}", attempt.name(), failure.text());
        repository.later(attempt, failure.text(), wait.compareTo(longest) > 0 ? longest : wait, attempt.failures() + 1);
    }
}
