/**
 * Strict JSON in and stable JSON out: reads a request body, binds it to a record and checks it, reporting every
 * error at once with a JSON pointer. Also merges patches, and gives the canonical bytes of a value. Uses {@code
 * platform.problem} to refuse.
 */
@NullMarked
package io.assay.platform.json;

import org.jspecify.annotations.NullMarked;
