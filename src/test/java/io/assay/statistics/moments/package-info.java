/** Tests of moments and comparisons: reference figures with their sources, impossible input, extremes. */
@NullMarked
package io.assay.statistics.moments;

import org.jspecify.annotations.NullMarked;
