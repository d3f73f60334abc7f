package io.assay.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns of one length, each name once. */
public final class Table {

    private final int rows;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when the columns differ in length or share a name */
    public Table(int rows, Collection<? extends Column> columns) {
        this.rows = rows;
        for (Column column : columns) {
            if (column.size() != rows) {
                throw new IllegalArgumentException(
                        "%s has %d rows of %d".formatted(column.name(), column.size(), rows));
            }
            if (this.columns.put(column.name(), column) != null) {
                throw new IllegalArgumentException(column.name() + " comes twice");
            }
        }
    }

    public int rows() {
        return rows;
    }

    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /** The column, or null when there is none of this name. */
    public @Nullable Column column(String name) {
        return columns.get(name);
    }

    /** The rows with these indices, in this order. */
    public Table take(int[] indices) {
        return new Table(
                indices.length,
                columns.values().stream().map(column -> column.take(indices)).toList());
    }
}
