package io.assay.job;

import io.assay.platform.idempotency.Asked;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param position its place among all jobs, in the order in which they were asked for
 * @param attempt how often it was begun
 * @param status of the answer, null unless it has succeeded or failed
 * @param location of what was made
 */
record Job(
        String id,
        long position,
        String kind,
        JobState state,
        String createdBy,
        Asked asked,
        Instant createdAt,
        Instant deadline,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int attempt,
        double fraction,
        @Nullable String doing,
        @Nullable Integer status,
        @Nullable URI location) {

    /** What is to be done, as JSON for the kind. */
    record Task(String kind, String parameters) {}

    /** A job that was just asked for. */
    record New(
            String id,
            String kind,
            String parameters,
            String createdBy,
            Asked asked,
            @Nullable String idempotencyKey) {}

    /**
     * An attempt that begins.
     *
     * @param attempt its number, by which alone it can end the job
     * @param lost how many before it ended without a word
     * @param secondsLeft until the deadline
     */
    record Begun(
            String id,
            int attempt,
            int lost,
            String kind,
            String parameters,
            String createdBy,
            Asked asked,
            double secondsLeft) {}
}
