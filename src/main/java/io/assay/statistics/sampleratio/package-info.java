/**
 * Did the arms get the share of units that was planned? Chi-square, exact and always-valid tests of the sample ratio.
 * Hipparchus only.
 */
@NullMarked
package io.assay.statistics.sampleratio;

import org.jspecify.annotations.NullMarked;
