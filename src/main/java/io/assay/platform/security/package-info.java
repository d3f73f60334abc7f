/**
 * Who calls and what they may do: API keys, access tokens, roles, when the service is open, and the audit log. Uses
 * {@code platform.http}, {@code platform.problem}, {@code platform.limits}, {@code platform.idempotency} and the database.
 */
@NullMarked
package io.assay.platform.security;

import org.jspecify.annotations.NullMarked;
