/** Tests of effects and of fixed-horizon inference: reference figures with their sources, extremes, the faults of others. */
@NullMarked
package io.assay.statistics.inference;

import org.jspecify.annotations.NullMarked;
