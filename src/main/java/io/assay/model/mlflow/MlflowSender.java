package io.assay.model.mlflow;

import io.assay.model.mlflow.MlflowMeters.Outcome;
import io.assay.model.mlflow.MlflowMeters.Told;
import io.assay.model.mlflow.OutboxRepository.Attempt;
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

/**
 * Sends what is in the outbox, one run at a time. While the server is away all wait, for longer and longer up to
 * {@code assay.mlflow.retry}; a run with which the server fails waits alone.
 */
@Component
class MlflowSender {

    private static final Logger LOG = LoggerFactory.getLogger(MlflowSender.class);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    /** The longest wait of a run with which the server fails is so many times that for the server. */
    private static final int PATIENCE = 10;

    private final OutboxRepository repository;
    private final RunLogging logging;
    private final MlflowMeters meters;
    private final MlflowSettings settings;
    private final boolean alone;

    private int silences;
    private long quietSince = System.nanoTime();
    private Duration quiet = Duration.ZERO;

    MlflowSender(
            OutboxRepository repository,
            RunLogging logging,
            MlflowMeters meters,
            MlflowSettings settings,
            ObjectProvider<SoleUse> soleUse) {
        this.repository = repository;
        this.logging = logging;
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
            int again = repository.reviveFailed();
            if (again > 0) {
                LOG.info("Trying {} runs again that MLflow refused before", again);
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.info("Runs that MLflow refused wait for the next start: {}", away.getMessage());
        }
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1S")
    synchronized void send() {
        if (!settings.isOn() || System.nanoTime() - quietSince < quiet.toNanos()) {
            return;
        }
        try {
            boolean more = true;
            while (more) {
                Optional<Attempt> attempt = repository.take(logging.lease());
                more = attempt.isPresent() && send(attempt.get());
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Runs are sent to MLflow later", away);
        }
    }

    /** Whether there is a point in sending the next one at once. */
    private boolean send(Attempt attempt) {
        String id = attempt.run().id();
        try {
            @Nullable String withoutArtifacts = logging.log(attempt);
            if (repository.sent(attempt, withoutArtifacts)) {
                meters.count(Told.RUN, Outcome.SENT);
                LOG.info("Run {} is logged at MLflow{}", id, withoutArtifacts == null ? "" : ". " + withoutArtifacts);
            }
            answered();
            return true;
        } catch (TrackingException failure) {
            return handle(attempt, failure);
        } catch (RunLogging.LostException lost) {
            LOG.info("Run {} is sent to MLflow by another process", id);
            return true;
        } catch (InterruptedException stopping) {
            repository.released(attempt);
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean handle(Attempt attempt, TrackingException failure) {
        int failures = attempt.failures();
        return switch (failure.kind()) {
            case UNREACHABLE -> {
                meters.count(Told.RUN, Outcome.RETRIED);
                Duration wait = silent(failure);
                repository.later(attempt, failure.text(), wait, failures);
                yield false;
            }
            case FAULTY -> {
                meters.count(Told.RUN, Outcome.RETRIED);
                again(attempt, failure);
                yield true;
            }
            case UNKNOWN -> {
                meters.count(Told.RUN, Outcome.RETRIED);
                repository.unknown(attempt);
                again(attempt, failure);
                yield true;
            }
            case REFUSED -> {
                meters.count(Told.RUN, Outcome.FAILED);
                LOG.warn("MLflow refuses run {}: {}", attempt.run().id(), failure.text());
                repository.failed(attempt, failure.text());
                answered();
                yield true;
            }
        };
    }

    private void again(Attempt attempt, TrackingException failure) {
        Duration wait = wait(attempt.failures(), settings.retry().multipliedBy(PATIENCE));
        LOG.info("Run {} is sent to MLflow again in {} s: {}", attempt.run().id(), wait.toSeconds(), failure.text());
        repository.later(attempt, failure.text(), wait, attempt.failures() + 1);
    }

    private Duration silent(TrackingException failure) {
        if (silences == 0) {
            LOG.warn("Runs wait for MLflow: {}", failure.text());
        }
        quiet = wait(silences, settings.retry());
        quietSince = System.nanoTime();
        silences++;
        return quiet;
    }

    private void answered() {
        if (silences > 0) {
            LOG.info("MLflow is back");
        }
        silences = 0;
        quiet = Duration.ZERO;
    }

    /** Twice as long each time. */
    private static Duration wait(int before, Duration longest) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(before, 16));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
