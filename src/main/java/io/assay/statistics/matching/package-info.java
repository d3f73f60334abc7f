/**
 * Comparing the treated with those of the untreated who are like them: propensity scores, matching, weighting, balance and
 * overlap. Columns of numbers in, figures out; uses {@code statistics.distribution}, {@code statistics.sample} and
 * {@code statistics.split}.
 */
@NullMarked
package io.assay.statistics.matching;

import org.jspecify.annotations.NullMarked;
