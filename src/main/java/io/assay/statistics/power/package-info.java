/** Sample size, power and minimum detectable effect of a comparison. May use Hipparchus and nothing else. */
@NullMarked
package io.assay.statistics.power;

import org.jspecify.annotations.NullMarked;
