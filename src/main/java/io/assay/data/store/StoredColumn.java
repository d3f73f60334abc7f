package io.assay.data.store;

import io.assay.data.ColumnType;

/**
 * A column of a stored dataset, whose name in the file is its place.
 *
 * @param name as it was sent
 */
public record StoredColumn(String name, ColumnType type) {}
