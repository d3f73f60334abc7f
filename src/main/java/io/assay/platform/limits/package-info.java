/**
 * How often callers may call: token buckets per key and per address that fails to authenticate, in the memory of this
 * replica. Uses {@code platform.problem}.
 */
@NullMarked
package io.assay.platform.limits;

import org.jspecify.annotations.NullMarked;
