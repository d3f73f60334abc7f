package io.assay.platform.security;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys without what makes them work. */
@Schema(name = "ApiKey")
record KeyAnswer(
        @Schema(description = "The eight characters after assay_, by which its owner recognises it")
        String id,

        String name,
        Role role,
        ApiKey.State state,
        Instant createdAt,

        @Schema(description = "Who made it") String createdBy,

        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,

        @Schema(description = "Within a minute; null where it was not used yet") @Nullable
        Instant lastUsedAt) {

    /** The answer that has the key itself. */
    @Schema(name = "NewApiKey")
    record Created(
            @Schema(description = "To be sent as Authorization: Bearer KEY. It is shown this once and stored nowhere")
            String key,

            KeyAnswer details) {}

    /** A part of the list. */
    @Schema(name = "ApiKeyPage")
    record Page(
            List<KeyAnswer> keys,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    static KeyAnswer of(ApiKey key) {
        return new KeyAnswer(
                key.id(),
                key.name(),
                key.role(),
                key.stateAt(Instant.now()),
                key.createdAt(),
                key.createdBy(),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedAt());
    }
}
