package io.assay.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.assay.platform.database.SoleUse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes jobs that are due, as many as there are threads, for as long as the service runs. db-scheduler sees to it that
 * two processes do not take the same one, and that what a dead process had is taken again.
 */
@Component
final class JobScheduler implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);

    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration REPORT = Duration.ofMillis(500);

    /** For jobs that were let go to notice; they can write nothing any more. */
    private static final Duration STOP = Duration.ofSeconds(1);

    private final JobRunner runner;
    private final RunningJobs running;
    private final TaskRepository tasks;
    private final Bell bell;
    private final JobSettings settings;
    private final QuietSource source;
    private final boolean alone;

    private volatile @Nullable Scheduler scheduler;
    private volatile @Nullable ScheduledExecutorService reports;

    JobScheduler(
            JobRunner runner,
            RunningJobs running,
            TaskRepository tasks,
            Bell bell,
            JobSettings settings,
            DataSource source,
            ObjectProvider<SoleUse> soleUse) {
        this.runner = runner;
        this.running = running;
        this.tasks = tasks;
        this.bell = bell;
        this.settings = settings;
        this.source = new QuietSource(source);
        this.alone = soleUse.getIfAvailable() != null;
    }

    /** Starts after the web server, and stops before it waits for the requests that it has, some of which wait for jobs. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 512;
    }

    @Override
    public synchronized void start() {
        running.open();
        bell.open();
        if (alone) {
            takeOver();
        }
        Scheduler started = build();
        started.start();
        scheduler = started;
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("job-reports").daemon().factory());
        var _ = timer.scheduleWithFixedDelay(
                running::report, REPORT.toMillis(), REPORT.toMillis(), TimeUnit.MILLISECONDS);
        reports = timer;
    }

    private void takeOver() {
        try {
            int left = tasks.releaseAll();
            if (left > 0) {
                LOG.info("Beginning {} jobs again that an earlier run left", left);
            }
        } catch (DataAccessException away) {
            LOG.info("Jobs that an earlier run left are begun again later: {}", away.getMessage());
        }
    }

    private Scheduler build() {
        AtomicInteger number = new AtomicInteger();
        Task<Void> task = Tasks.custom(TaskRepository.TASK, Void.class)
                .onDeadExecution(this::dead)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, Instant.now().plus(settings.heartbeat())))
                .execute((instance, context) -> {
                    boolean done = runner.run(instance.getId());
                    afterwards();
                    return (complete, operations) -> {
                        if (done) {
                            operations.stop();
                        }
                    };
                });
        return Scheduler.create(source, task)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .threads(settings.threads())
                .executorService(Executors.newFixedThreadPool(
                        settings.threads(),
                        work -> Thread.ofPlatform()
                                .name("job-" + number.incrementAndGet())
                                .daemon()
                                .unstarted(work)))
                .pollUsingLockAndFetch(0.99, 1.0)
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .alwaysPersistTimestampInUTC()
                .shutdownMaxWait(STOP)
                .build();
    }

    /** Not one whose heartbeats were only lost with the database: it is alive, and here. */
    private void dead(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        String id = complete.getExecution().getId();
        if (!running.has(id)) {
            LOG.info("Beginning job {} again, whose process is silent", id);
            operations.reschedule(complete, Instant.now());
            look();
        }
    }

    /** A thread is free in a moment. */
    private void afterwards() {
        ScheduledExecutorService timer = reports;
        if (timer != null) {
            try {
                var _ = timer.schedule(this::look, 10, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopped) {
                // There is no next one.
            }
        }
    }

    /** Looks for jobs that are due, now and not at the next turn. */
    void look() {
        Scheduler now = scheduler;
        if (now != null) {
            now.triggerCheckForDueExecutions();
        }
    }

    /** Gives every running job back to be begun again. */
    @Override
    public synchronized void stop() {
        Scheduler stopping = scheduler;
        ScheduledExecutorService timer = reports;
        if (stopping == null || timer == null) {
            return;
        }
        scheduler = null;
        reports = null;
        var let = running.close();
        stopping.pause();
        bell.close();
        for (RunningJob job : let) {
            try {
                runner.release(job, Duration.ZERO);
            } catch (RuntimeException away) {
                LOG.info("Job {} is begun again later: {}", job.begun().id(), away.getMessage());
            }
            job.stop(RunningJob.Stop.LET_GO);
        }
        stopping.stop();
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
