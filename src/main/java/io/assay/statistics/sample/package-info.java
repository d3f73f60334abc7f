/** What a sample of numbers says of itself: moments, skewness, quantiles, maximum-likelihood power transforms. */
@NullMarked
package io.assay.statistics.sample;

import org.jspecify.annotations.NullMarked;
