package io.assay.data;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns of one length, each name once. */
public final class Table {

    /** Among so few columns looking at each is faster than hashing. */
    private static final int FEW = 8;

    private final int rows;
    private final List<Column> columns;

    /** By name, made when it is first asked for; by two threads at once perhaps twice. */
    private @Nullable Map<String, Column> byName;

    /** @throws IllegalArgumentException when the columns differ in length or share a name */
    public Table(int rows, Collection<? extends Column> columns) {
        this.rows = rows;
        this.columns = List.copyOf(columns);
        for (Column column : this.columns) {
            if (column.size() != rows) {
                throw new IllegalArgumentException(
                        "%s has %d rows of %d".formatted(column.name(), column.size(), rows));
            }
        }
        if (this.columns.size() > 1) {
            Set<String> names = HashSet.newHashSet(this.columns.size());
            for (Column column : this.columns) {
                if (!names.add(column.name())) {
                    throw new IllegalArgumentException(column.name() + " comes twice");
                }
            }
        }
    }

    public int rows() {
        return rows;
    }

    public List<Column> columns() {
        return columns;
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The column, or null when there is none of this name. */
    public @Nullable Column column(String name) {
        if (columns.size() <= FEW) {
            for (Column column : columns) {
                if (column.name().equals(name)) {
                    return column;
                }
            }
            return null;
        }
        Map<String, Column> known = byName;
        if (known == null) {
            known = Map.copyOf(columns.stream().collect(Collectors.toMap(Column::name, Function.identity())));
            byName = known;
        }
        return known.get(name);
    }

    /** The rows with these indices, in this order. */
    public Table take(int[] indices) {
        return new Table(
                indices.length,
                columns.stream().map(column -> column.take(indices)).toList());
    }
}
