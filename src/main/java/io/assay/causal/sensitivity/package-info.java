/**
 * How strong something unobserved would have to be to explain an effect away. Uses {@code statistics.sensitivity} and what is
 * shared in {@code causal}.
 */
@NullMarked
package io.assay.causal.sensitivity;

import org.jspecify.annotations.NullMarked;
