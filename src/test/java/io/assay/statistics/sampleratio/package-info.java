/** Tests of the sample-ratio tests against scipy and arbitrary-precision values. */
@NullMarked
package io.assay.statistics.sampleratio;

import org.jspecify.annotations.NullMarked;
