/**
 * How strong something unobserved would have to be to explain an effect away: for ratios, for pairs, for regressions. Uses
 * {@code statistics.distribution}.
 */
@NullMarked
package io.assay.statistics.sensitivity;

import org.jspecify.annotations.NullMarked;
