package io.assay.job;

import io.assay.job.RunningJob.Stop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What this process is at. */
@Component
final class RunningJobs {

    private final JobRepository repository;

    private final Map<String, RunningJob> running = new ConcurrentHashMap<>();

    private volatile boolean closed;

    RunningJobs(JobRepository repository) {
        this.repository = repository;
    }

    /** An earlier attempt at the same job, which no longer counts, is told to stop. */
    void add(RunningJob job) {
        RunningJob earlier = running.put(job.begun().id(), job);
        if (earlier != null) {
            earlier.stop(Stop.GONE);
        }
        if (closed) {
            job.stop(Stop.LET_GO);
        }
    }

    void remove(RunningJob job) {
        running.remove(job.begun().id(), job);
    }

    boolean has(String id) {
        return running.containsKey(id);
    }

    void stop(String id) {
        RunningJob job = running.get(id);
        if (job != null) {
            job.stop(Stop.GONE);
        }
    }

    /** Those that run are to be let go; those that begin from now on are at once. */
    List<RunningJob> close() {
        closed = true;
        return List.copyOf(running.values());
    }

    void open() {
        closed = false;
    }

    boolean isClosed() {
        return closed;
    }

    /** Tells the database how far each is, and each whether to go on. */
    void report() {
        for (RunningJob job : running.values()) {
            try {
                Job.Begun begun = job.begun();
                if (job.stopped() == null
                        && !repository.report(begun.id(), begun.attempt(), job.fraction(), job.doing())) {
                    job.stop(Stop.GONE);
                }
            } catch (DataAccessException | TransactionException away) {
                // The work goes on, and is told later.
            }
        }
    }
}
