package io.assay.platform.security;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who changed what. */
record AuditEntry(
        Instant at,

        @Schema(description = "Key or subject, and the person that the request declared after a slash")
        String who,

        String role,

        @Schema(
                description = "By what the caller was known: api_key, admin_key, jwt; open where no key was needed; "
                        + "service for what the service did by itself")
        String credential,

        @Schema(description = "The operation's id") String operation,

        String method,

        @Schema(description = "The path of what it made, or else of the request")
        String resource,

        @Schema(description = "Status of the answer") int status,

        @Schema(description = "The version that it made, where there are versions") @Nullable
        String version,

        @Nullable String requestId) {

    /** A part of the log. */
    @Schema(name = "AuditLogPage")
    record Page(
            List<AuditEntry> entries,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}
}
