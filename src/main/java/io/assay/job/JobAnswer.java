package io.assay.job;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job as it is shown. */
@Schema(name = "Job")
record JobAnswer(
        String id,
        String kind,

        @Schema(description = "queued, running; or for good succeeded, failed, cancelled, expired")
        JobState state,

        @Schema(description = "The operation that asked for it")
        String operation,

        String createdBy,

        Instant createdAt,

        @Schema(description = "When the attempt under way began, or the last one; null before the first") @Nullable
        Instant startedAt,

        @Nullable Instant finishedAt,

        @Schema(description = "When it is given up, if it is not over")
        Instant deadline,

        @Schema(description = "How often it was begun: more than once where the service stopped or died meanwhile")
        int attempt,

        Progress progress,

        @Schema(
                description = "What the request would have been answered; null until it is over, and in lists without"
                        + " the body")
        @Nullable
        Result result) {

    /** How far it is. */
    @Schema(name = "JobProgress")
    record Progress(
            @Schema(description = "from 0 to 1") double fraction,

            @Schema(description = "What it is doing, in words") @Nullable
            String doing) {}

    /** What it came to. */
    @Schema(name = "JobResult")
    record Result(
            @Schema(description = "Status of the answer") int status,

            @Schema(description = "The path of what it made") @Nullable
            URI location,

            @Schema(description = "The answer's body where that is JSON, a problem where the status is 400 or more")
            @Nullable
            Raw body) {}

    /** JSON as it was written. */
    @Schema(type = "object")
    record Raw(@JsonValue @JsonRawValue String json) {}

    /** Jobs. */
    @Schema(name = "JobPage")
    record Page(
            List<JobAnswer> jobs,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    static JobAnswer of(Job job, @Nullable Result result) {
        return new JobAnswer(
                job.id(),
                job.kind(),
                job.state(),
                job.asked().operation(),
                job.createdBy(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.deadline(),
                job.attempt(),
                new Progress(job.fraction(), job.doing()),
                result);
    }
}
