/**
 * From sufficient statistics of two arms to their comparison: means and co-moments, and what each metric kind (mean,
 * proportion, ratio, quantile) and each adjustment (CUPED, post-stratification) makes of them. May use
 * {@code statistics} and {@code statistics.distribution}, nothing else.
 */
@NullMarked
package io.assay.statistics.moments;

import org.jspecify.annotations.NullMarked;
