package io.assay.platform.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as the database has it.
 *
 * @param id its visible part
 * @param expiresAt null for never
 */
record ApiKey(
        String id,
        long position,
        String name,
        Role role,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    enum State {
        LIVE,
        EXPIRED,
        REVOKED
    }

    State stateAt(Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        return expiresAt != null && !now.isBefore(expiresAt) ? State.EXPIRED : State.LIVE;
    }
}
