/** One series in time that something interrupted. Uses {@code statistics.regression}. */
@NullMarked
package io.assay.statistics.series;

import org.jspecify.annotations.NullMarked;
