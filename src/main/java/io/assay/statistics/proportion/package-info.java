/**
 * Two proportions, or one: tests and intervals for conversions out of visitors, asymptotic and exact.
 * Pure functions on {@link io.assay.statistics.proportion.TwoByTwo} and
 * {@link io.assay.statistics.proportion.Proportion}; a quantity that does not exist for a table is null, never a
 * stand-in. May use {@code statistics} and {@code statistics.distribution}, nothing else.
 */
@NullMarked
package io.assay.statistics.proportion;

import org.jspecify.annotations.NullMarked;
