/**
 * Requests that may be repeated: one that carries an {@code Idempotency-Key} is done once, and its answer kept beside
 * its effect, in the same transaction. Uses {@code platform.http}, {@code platform.json}, {@code platform.problem} and
 * the database.
 */
@NullMarked
package io.assay.platform.idempotency;

import org.jspecify.annotations.NullMarked;
