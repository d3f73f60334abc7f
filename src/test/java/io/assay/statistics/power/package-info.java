/** Tests of planning functions against statsmodels- and scipy-made values. */
@NullMarked
package io.assay.statistics.power;

import org.jspecify.annotations.NullMarked;
