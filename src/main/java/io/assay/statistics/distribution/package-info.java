/**
 * Numerical kernels: distribution functions and their inverses, accurate to a few units in the last place in both
 * tails and for very large samples. May use Hipparchus and nothing else.
 */
@NullMarked
package io.assay.statistics.distribution;

import org.jspecify.annotations.NullMarked;
