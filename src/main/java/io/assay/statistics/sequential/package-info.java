/**
 * Inference that stays valid when the data are looked at more than once: confidence sequences, group-sequential plans,
 * and what a fixed-horizon test costs when it is read repeatedly. Hipparchus only.
 */
@NullMarked
package io.assay.statistics.sequential;

import org.jspecify.annotations.NullMarked;
