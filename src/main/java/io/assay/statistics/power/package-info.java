/**
 * Sample size, power and minimum detectable effect of a comparison: a {@link PlannedComparison} of any metric, its {@link
 * Claim} and how it will be read ({@link PlannedInference}). May use the rest of {@code statistics}.
 */
@NullMarked
package io.assay.statistics.power;

import org.jspecify.annotations.NullMarked;
