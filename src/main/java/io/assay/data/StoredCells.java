package io.assay.data;

import java.util.Map;

/**
 * The complete rows of a stored dataset, put together where they are alike in some columns. Cells are in the order of their
 * first rows.
 *
 * @param keys the columns in which they are alike
 * @param firstRows which row of the dataset, from 0, is the first of a cell
 * @param counts how many rows a cell stands for
 * @param above their mean outcome less the lowest of all: a large offset costs no digits
 * @param squares Σ (y - mean)²
 * @param lowest outcome
 * @param highest outcome
 * @param rows how many rows there are
 * @param complete how many of them lack none of the columns
 * @param missing how many rows lack a value, by column; only columns that do
 * @param sql the statement that did it, columns under the names that the dataset has for them
 */
public record StoredCells(
        Table keys,
        NumberColumn firstRows,
        NumberColumn counts,
        NumberColumn above,
        NumberColumn squares,
        double lowest,
        double highest,
        long rows,
        long complete,
        Map<String, Long> missing,
        String sql) {}
