/**
 * How far the distribution of a variable has moved from one that was frozen, and how much of that sampling alone does. Uses
 * {@code distribution} and {@code sample}.
 */
@NullMarked
package io.assay.statistics.drift;

import org.jspecify.annotations.NullMarked;
