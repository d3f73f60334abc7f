package io.assay.job;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Gives up jobs past their deadline, ends those that nothing would begin, and forgets those that are long over. */
@Component
class JobSweep {

    private static final Logger LOG = LoggerFactory.getLogger(JobSweep.class);

    private final JobRepository repository;

    private final TaskRepository tasks;

    private final JobRunner runner;

    private final Duration retention;

    JobSweep(JobRepository repository, TaskRepository tasks, JobRunner runner, JobSettings settings) {
        this.repository = repository;
        this.tasks = tasks;
        this.runner = runner;
        this.retention = settings.retention();
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT5S")
    void endOverdue() {
        quietly(() -> {
            repository.overdue().forEach(runner::expire);
            for (String orphan : tasks.orphans()) {
                if (runner.cancel(orphan)) {
                    LOG.info("Job {} came with a backup and is not begun again", orphan);
                }
            }
        });
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT1H")
    void forget() {
        quietly(() -> {
            boolean done = false;
            while (!done) {
                done = repository.forget(retention);
            }
        });
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Jobs are swept later", away);
        }
    }
}
