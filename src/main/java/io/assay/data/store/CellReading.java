package io.assay.data.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import io.assay.data.CellColumns;
import io.assay.data.Column;
import io.assay.data.ColumnType;
import io.assay.data.NumberColumn;
import io.assay.data.StoredCells;
import io.assay.data.Table;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/** Puts the rows of a dataset together in DuckDB, and reads the cells they make. */
final class CellReading {

    private static final List<StoredColumn> FIGURES = Stream.of("first_row", "n", "above_lowest", "m2")
            .map(name -> new StoredColumn(name, ColumnType.NUMBER))
            .toList();

    /** Squares of numbers beyond this come too near to the end of a double, where DuckDB answers with an error. */
    private static final double LARGEST = 1e140;

    private CellReading() {}

    /**
     * Reads.
     *
     * @param places of the keys, and of the outcome, which is last
     * @return null where there are more cells than {@code most}, no complete row, or outcomes that cannot be squared
     */
    static @Nullable StoredCells read(
            Session session, Path file, List<StoredColumn> columns, List<Integer> places, CellColumns names, int most) {
        Summary summary = Summary.of(session, file, columns, places, most);
        if (summary.complete == 0 || summary.isMany || !summary.hasSquares()) {
            return null;
        }
        int outcome = places.getLast();
        List<Integer> keys = places.subList(0, places.size() - 1);
        List<Field<Object>> read = keys.stream()
                .map(place -> ParquetFile.read(place, columns.get(place).type()))
                .toList();
        List<StoredColumn> wanted = new ArrayList<>();
        keys.forEach(place -> wanted.add(columns.get(place)));
        wanted.addAll(FIGURES);
        List<Column> cells = StoredRows.columns(
                session,
                CellStatement.ordered(
                                ParquetFile.rows(file),
                                read,
                                keys.stream().map(ParquetFile::column).toList(),
                                ParquetFile.number(outcome),
                                ParquetFile.column(outcome),
                                summary.lowest)
                        .limit(inline(most + 1)),
                wanted,
                most + 1);
        int count = cells.getFirst().size();
        return count > most ? null : made(cells, keys.size(), summary, names);
    }

    private static StoredCells made(List<Column> cells, int keys, Summary summary, CellColumns names) {
        return new StoredCells(
                new Table(cells.getFirst().size(), cells.subList(0, keys)),
                (NumberColumn) cells.get(keys),
                (NumberColumn) cells.get(keys + 1),
                (NumberColumn) cells.get(keys + 2),
                (NumberColumn) cells.get(keys + 3),
                summary.lowest,
                summary.highest,
                summary.rows,
                summary.complete,
                summary.missing,
                CellStatement.text(names, summary.lowest));
    }

    /** What is known of the rows before they are put together. */
    private record Summary(
            long rows, long complete, double lowest, double highest, boolean isMany, Map<String, Long> missing) {

        boolean hasSquares() {
            return -lowest <= LARGEST && highest <= LARGEST;
        }

        static Summary of(Session session, Path file, List<StoredColumn> columns, List<Integer> places, int most) {
            List<Field<Object>> values = places.stream().map(ParquetFile::value).toList();
            Condition complete = noCondition();
            for (Field<Object> value : values) {
                complete = complete.and(value.isNotNull());
            }
            Field<Double> outcome = ParquetFile.number(places.getLast());
            List<SelectField<?>> fields = new ArrayList<>(List.of(
                    count(),
                    count(when(complete, inline(1))),
                    min(when(complete, outcome)),
                    max(when(complete, outcome))));
            values.forEach(value -> fields.add(count(value)));
            values.subList(0, values.size() - 1)
                    .forEach(key -> fields.add(field("approx_count_distinct({0})", Long.class, key)));
            return session.rows(Duck.sql().select(fields).from(ParquetFile.rows(file)), row -> {
                        Map<String, Long> missing = new LinkedHashMap<>();
                        boolean many = false;
                        // The outcome, which is last here, is told first.
                        for (int k = places.size() - 1, told = 0; told < places.size(); k = told++) {
                            long lacking = row.getLong(1) - row.getLong(5 + k);
                            if (lacking > 0) {
                                missing.put(columns.get(places.get(k)).name(), lacking);
                            }
                            many |= k + 1 < places.size() && row.getLong(5 + places.size() + k) > most;
                        }
                        return new Summary(
                                row.getLong(1), row.getLong(2), row.getDouble(3), row.getDouble(4), many, missing);
                    })
                    .getFirst();
        }
    }
}
