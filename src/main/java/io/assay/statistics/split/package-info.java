/** Splits of rows for validation, each the same rows as scikit-learn's of the same seed. */
@NullMarked
package io.assay.statistics.split;

import org.jspecify.annotations.NullMarked;
