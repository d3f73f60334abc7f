/**
 * Many hypotheses at once: adjusted p-values, the level at which each hypothesis was tested, and comparisons of many
 * treatments with one control. May use {@code statistics} and {@code statistics.distribution}, nothing else.
 */
@NullMarked
package io.assay.statistics.multiplicity;

import org.jspecify.annotations.NullMarked;
