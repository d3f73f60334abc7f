/** Digests that every Java has. It uses nothing of ours. */
@NullMarked
package io.assay.platform.digest;

import org.jspecify.annotations.NullMarked;
