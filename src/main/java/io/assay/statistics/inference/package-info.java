/**
 * From the comparison of two arms to its effect with standard error and degrees of freedom, and from that to
 * fixed-horizon tests and intervals; every other inference starts from the same {@link
 * io.assay.statistics.inference.Estimate}. May use {@code statistics}, {@code statistics.distribution} and {@code
 * statistics.moments}, nothing else.
 */
@NullMarked
package io.assay.statistics.inference;

import org.jspecify.annotations.NullMarked;
