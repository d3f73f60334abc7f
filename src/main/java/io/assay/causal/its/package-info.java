/**
 * One series that something interrupted. Uses {@code statistics.series} and what is shared in {@code causal}.
 */
@NullMarked
package io.assay.causal.its;

import org.jspecify.annotations.NullMarked;
