package io.assay.platform.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The name that a caller gave to a request, so as to repeat it without fear.
 *
 * @param value 1 to {@value #LONGEST} visible characters of ASCII; null where the request has no name
 * @param target method, path and query of the request
 */
public record IdempotencyKey(@Nullable String value, String target) {

    static final int LONGEST = 200;
}
