package io.assay.data;

import java.util.List;

/**
 * Columns by which rows are put together.
 *
 * @param keys in which the rows of a cell are alike, each once
 * @param outcome numbers, of which a cell has the moments
 */
public record CellColumns(List<String> keys, String outcome) {

    public CellColumns {
        keys = keys.stream().distinct().toList();
    }
}
