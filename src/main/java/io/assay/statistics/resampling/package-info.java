/** The bootstrap. Uses nothing but the ground floor. */
@NullMarked
package io.assay.statistics.resampling;

import org.jspecify.annotations.NullMarked;
