package io.assay.platform.security;

import io.assay.platform.http.Caller;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The key to make. */
record KeyRequest(
        @Schema(
                description = "Who or what will use it, as audit trails will name them: 1 to 100 printable characters, "
                        + "no slash; no other live key has it")
        @NotNull
        String name,

        @Schema(description = "What it may do") @NotNull Role role,

        @Schema(description = "When it ends by itself; null for never") @Nullable
        Instant expiresAt)
        implements SelfValidating {

    private static final int LONGEST_NAME = 100;

    private static final Set<String> TAKEN = Set.of(Caller.ANONYMOUS, AdminKey.NAME, InitialAdminKey.MAKER);

    @Override
    public void validate(Violations violations) {
        if (name != null && !isName(name)) {
            violations.reject(
                    "/name",
                    "must be 1 to " + LONGEST_NAME + " printable characters without a slash and without spaces around");
        }
        if (name != null && TAKEN.contains(name)) {
            violations.reject("/name", "must be another one: the service itself uses this");
        }
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            violations.reject("/expires_at", "must be in the future");
        }
    }

    private static boolean isName(String name) {
        return Printable.is(name, LONGEST_NAME) && name.indexOf('/') < 0 && name.equals(name.strip());
    }
}
