package io.assay.data;

import io.assay.statistics.regression.RowBatches;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a stored dataset that lack none of some columns. They pass by in batches and never are all in memory; text is the
 * place of its word among the levels, and a moment its microseconds.
 */
public interface StoredBatches extends RowBatches {

    /** How many rows there are. */
    long rows();

    /** How many of them lack none of the columns, and pass by. */
    long complete();

    /** How many rows lack a value, by column; only columns that do. */
    Map<String, Long> missing();

    ColumnType type(String column);

    /** The words of a column of text in the order of their letters; null of others. */
    @Nullable
    List<String> levels(String column);

    /** The least number of a column of those. */
    double lowest(String column);

    /** The largest number of a column of those. */
    double highest(String column);
}
