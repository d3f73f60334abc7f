/** Tests of the numerical kernels against arbitrary-precision values. */
@NullMarked
package io.assay.statistics.distribution;

import org.jspecify.annotations.NullMarked;
