/** Ranks of values and what they say of two variables. Uses nothing but the ground floor. */
@NullMarked
package io.assay.statistics.rank;

import org.jspecify.annotations.NullMarked;
