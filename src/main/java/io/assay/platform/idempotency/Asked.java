package io.assay.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The request behind a change, for those that are told of changes: kept where the change comes when the request is long
 * over.
 *
 * @param role that the caller had
 * @param credential by what the caller was known
 * @param operation the operation's id
 * @param path of the request
 * @param requestId its name in the log
 */
public record Asked(
        String role,
        String credential,
        String operation,
        String method,
        String path,
        @Nullable String requestId) {}
