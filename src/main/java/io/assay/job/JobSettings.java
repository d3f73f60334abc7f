package io.assay.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How this process runs jobs.
 *
 * @param threads how many it runs at once
 * @param queue how many may wait, in all processes together, before more are refused
 * @param memory what all that run at once may need together; null for half of the heap
 * @param deadline how long after it was asked for a job is given up
 * @param retention how long a job that is over is kept
 * @param attempts how many processes may die of a job, or with it, before it has failed
 * @param heartbeat how often a process shows that it is alive; after four that are missing its jobs are another's
 * @param poll how often it looks for jobs that others left
 */
@ConfigurationProperties("assay.jobs")
record JobSettings(
        int threads,
        int queue,
        @Nullable DataSize memory,
        Duration deadline,
        Duration retention,
        int attempts,
        Duration heartbeat,
        Duration poll) {

    private static final int MOST_THREADS = 256;

    JobSettings {
        check(threads >= 1 && threads <= MOST_THREADS, "threads must be 1 to " + MOST_THREADS);
        check(queue >= 0, "queue must not be negative");
        check(memory == null || memory.toBytes() > 0, "memory must be more than 0B");
        check(isPositive(deadline), "deadline must be more than 0s");
        check(isPositive(retention), "retention must be more than 0s");
        check(attempts >= 1, "attempts must be at least 1");
        check(heartbeat.toMillis() >= 100, "heartbeat must be at least 100ms");
        check(poll.toMillis() >= 10, "poll must be at least 10ms");
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("assay.jobs." + rule);
        }
    }

    /** What one job may need. */
    long bytesPerJob() {
        long all = memory == null ? Runtime.getRuntime().maxMemory() / 2 : memory.toBytes();
        return all / threads;
    }
}
