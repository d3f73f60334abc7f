/**
 * Datasets: uploaded, read into Parquet, listed, looked at, profiled, kept as long as something needs them. A row of the
 * database says that a dataset is there; its file was there before.
 */
@NullMarked
package io.assay.data.store;

import org.jspecify.annotations.NullMarked;
