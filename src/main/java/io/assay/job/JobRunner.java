package io.assay.job;

import io.assay.job.JobTimers.Outcome;
import io.assay.job.RunningJob.Stop;
import io.assay.platform.problem.Outage;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.telemetry.RequestId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * One attempt at a job, from its beginning to its end. The effect and the end are one transaction, which holds the
 * job's row and names the attempt: whoever was taken for dead, or runs what was cancelled, writes nothing.
 */
@Component
final class JobRunner {

    /** Where another version of the service knows the kind, or the database is to come back. */
    private static final Duration LATER = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Statements that the database cuts short for their length may be so for once, but not for ever. */
    private static final int MOST_TIMEOUTS = 5;

    private static final String QUERY_CANCELED = "57014";

    /** A job that meets the database away each time it is begun is at fault itself. */
    private static final int MOST_BEGINNINGS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final JobKinds kinds;
    private final JobRepository repository;
    private final TaskRepository tasks;
    private final RunningJobs running;
    private final Effects effects;
    private final Bell bell;
    private final Memory memory;
    private final JobTimers timers;
    private final JobSettings settings;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    JobRunner(
            JobKinds kinds,
            JobRepository repository,
            TaskRepository tasks,
            RunningJobs running,
            Effects effects,
            Bell bell,
            Memory memory,
            JobTimers timers,
            JobSettings settings,
            PlatformTransactionManager transactions,
            JsonMapper json) {
        this.kinds = kinds;
        this.repository = repository;
        this.tasks = tasks;
        this.running = running;
        this.effects = effects;
        this.bell = bell;
        this.memory = memory;
        this.timers = timers;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
    }

    /** Runs the job if there is something to run; whether its task is done with, or was given back or to another. */
    boolean run(String id) {
        Optional<Job.Begun> begun = repository.begin(id);
        if (begun.isEmpty()) {
            expire(id);
            return true;
        }
        RunningJob job = new RunningJob(begun.get(), memory, System::nanoTime);
        Instant start = Instant.now();
        running.add(job);
        String requestId = begun.get().asked().requestId();
        if (requestId != null) {
            MDC.put(RequestId.LOGGED_AS, requestId);
        }
        Outcome outcome = Outcome.RELEASED;
        try {
            outcome = attempt(job);
        } finally {
            MDC.remove(RequestId.LOGGED_AS);
            running.remove(job);
            bell.ring(id);
            timers.record(begun.get().kind(), outcome, Duration.between(start, Instant.now()));
        }
        return outcome != Outcome.RELEASED;
    }

    private Outcome attempt(RunningJob job) {
        Job.Begun begun = job.begun();
        if (begun.lost() >= settings.attempts()) {
            LOG.warn("Job {} has failed: {} attempts ended with their process", begun.id(), begun.lost());
            return fail(
                    job,
                    new ProblemException(
                            ProblemType.INTERNAL_ERROR,
                            "The job was begun " + begun.lost()
                                    + " times, and each time the process that ran it ended without a word."));
        }
        Optional<JobKind<?>> kind = kinds.find(begun.kind());
        if (kind.isEmpty()) {
            release(job, LATER);
            return Outcome.RELEASED;
        }
        Supplier<ResponseEntity<?>> effect;
        try {
            job.check();
            effect = compute(kind.get(), job);
            job.check();
        } catch (Throwable failure) {
            return failed(job, failure);
        }
        return end(job, effect);
    }

    private <P> Supplier<ResponseEntity<?>> compute(JobKind<P> kind, RunningJob job) {
        return kind.run(json.readValue(job.begun().parameters(), kind.parameters()), job);
    }

    /** Again where the database lost it: it may have been done all the same, and then the row says so. */
    private Outcome end(RunningJob job, Supplier<ResponseEntity<?>> effect) {
        Job.Begun begun = job.begun();
        int timeouts = 0;
        while (true) {
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> committed(job, effect)))
                        ? Outcome.SUCCEEDED
                        : gone(begun.id());
            } catch (RuntimeException failure) {
                if (isTimeout(failure) && ++timeouts >= MOST_TIMEOUTS) {
                    return fail(job, failure);
                }
                if (!Outage.isBehind(failure) || job.stopped() != null) {
                    return failed(job, failure);
                }
                pause();
            }
        }
    }

    private static boolean isTimeout(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException cause
                && QUERY_CANCELED.equals(cause.getSQLState());
    }

    private boolean committed(RunningJob job, Supplier<ResponseEntity<?>> effect) {
        Job.Begun begun = job.begun();
        return repository.hold(begun.id(), begun.attempt())
                && repository.answered(
                        begun.id(), begun.attempt(), JobState.SUCCEEDED, effects.apply(begun, job.caller(), effect));
    }

    private Outcome failed(RunningJob job, Throwable failure) {
        Stop stop = job.stopped();
        boolean mayDoBetter = Outage.isBehind(failure) && job.begun().attempt() < MOST_BEGINNINGS;
        if (stop == null && !(failure instanceof JobStoppedException) && !mayDoBetter) {
            return fail(job, failure);
        }
        String id = job.begun().id();
        if (stop == Stop.EXPIRED) {
            expire(id);
        } else if (stop == null || stop == Stop.LET_GO) {
            release(job, stop == null ? LATER : Duration.ZERO);
        }
        return gone(id);
    }

    private Outcome fail(RunningJob job, Throwable failure) {
        Job.Begun begun = job.begun();
        ResponseEntity<byte[]> answer = effects.problem(failure, begun.asked());
        if (!(failure instanceof ProblemException) && answer.getStatusCode().is5xxServerError()) {
            LOG.error("Job {} ({}) failed", begun.id(), begun.kind(), failure);
        }
        boolean ended = settle(() -> {
            boolean counts = repository.answered(begun.id(), begun.attempt(), JobState.FAILED, answer);
            if (counts) {
                forgetKey(begun.id());
            }
            return counts;
        });
        if (ended) {
            abandon(new Job.Task(begun.kind(), begun.parameters()));
        }
        return gone(begun.id());
    }

    /** How the job stands that this attempt has no more say in. */
    private Outcome gone(String id) {
        return Outcome.of(repository.find(id).map(Job::state).orElse(JobState.CANCELLED));
    }

    /** Cancels the job, in the transaction that is open if there is one; false where it is over. */
    boolean cancel(String id) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<Job.Task> task = repository.task(id);
            if (!repository.cancel(id)) {
                return false;
            }
            stopped(id, task);
            return true;
        }));
    }

    /** Gives up the job if its deadline has passed. */
    void expire(String id) {
        settle(() -> {
            Optional<Job.Task> task = repository.task(id);
            boolean late = repository.expire(id);
            if (late) {
                stopped(id, task);
            }
            return late;
        });
    }

    /** Those who run it or wait for it are told when it is so for all. */
    private void stopped(String id, Optional<Job.Task> task) {
        tasks.removeWaiting(id);
        forgetKey(id);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                running.stop(id);
                bell.ring(id);
                task.ifPresent(JobRunner.this::abandon);
            }
        });
    }

    private void abandon(Job.Task task) {
        kinds.find(task.kind()).ifPresent(kind -> abandon(kind, task.parameters()));
    }

    private <P> void abandon(JobKind<P> kind, String parameters) {
        try {
            kind.abandoned(json.readValue(parameters, kind.parameters()));
        } catch (RuntimeException kept) {
            LOG.warn("What was kept for a job of kind {} is left", kind.name(), kept);
        }
    }

    /** Lets another process, or this one later, begin the job again. */
    void release(RunningJob job, Duration wait) {
        Job.Begun begun = job.begun();
        settle(() -> {
            boolean counts = repository.release(begun.id(), begun.attempt());
            if (counts) {
                tasks.release(begun.id(), Instant.now().plus(wait));
            }
            return counts;
        });
    }

    private void forgetKey(String id) {
        repository.idempotencyKey(id).ifPresent(effects::forget);
    }

    /** In a transaction, and again until the database takes it; where the process stops, its silence will tell. */
    private boolean settle(BooleanSupplier write) {
        while (true) {
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> write.getAsBoolean()));
            } catch (RuntimeException failure) {
                if (!Outage.isBehind(failure) || running.isClosed()) {
                    throw failure;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
