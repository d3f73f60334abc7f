/**
 * Units compared with units that are like them: matching, weighting, balance. Uses {@code statistics.matching} and what is shared
 * in {@code causal}.
 */
@NullMarked
package io.assay.causal.matching;

import org.jspecify.annotations.NullMarked;
