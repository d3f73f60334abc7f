/** Sample size, power and minimum detectable effect, by the variance model that the analysis uses. Hipparchus only. */
@NullMarked
package io.assay.statistics.power;

import org.jspecify.annotations.NullMarked;
