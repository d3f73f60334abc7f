package io.assay.data.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import io.assay.data.ColumnType;
import io.assay.data.StoredBatches;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duckdb.DuckDBReadableVector;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/** Columns of a dataset's file, read anew for each pass. */
final class StoredStream implements StoredBatches {

    private final Duck duck;
    private final Path file;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Map<String, ColumnType> types = new LinkedHashMap<>();
    private final Map<String, List<String>> levels = new LinkedHashMap<>();
    private final Map<String, double[]> ranges = new LinkedHashMap<>();
    private final Map<String, Long> missing = new LinkedHashMap<>();
    private long rows;
    private long complete;

    /** @param columns by place, which are read in this order */
    StoredStream(Duck duck, Path file, Map<Integer, StoredColumn> columns) {
        this.duck = duck;
        this.file = file;
        columns.forEach((place, column) -> {
            places.put(column.name(), place);
            types.put(column.name(), column.type());
        });
    }

    /** Sees what there is; false where a column of text has more than so many words, or no row is complete. */
    boolean look(int mostLevels) {
        return duck.call(session -> look(session, mostLevels));
    }

    private boolean look(Session session, int mostLevels) {
        countRows(session);
        if (complete == 0) {
            return false;
        }
        for (Map.Entry<String, ColumnType> column : types.entrySet()) {
            if (column.getValue() == ColumnType.TEXT) {
                Field<Object> value = ParquetFile.value(place(column.getKey()));
                List<String> words = session.rows(
                        Duck.sql()
                                .selectDistinct(value)
                                .from(ParquetFile.rows(file))
                                .where(isComplete())
                                .limit(inline(mostLevels + 1)),
                        row -> row.getString(1));
                if (words.size() > mostLevels) {
                    return false;
                }
                levels.put(column.getKey(), words.stream().sorted().toList());
            }
        }
        return true;
    }

    private void countRows(Session session) {
        List<SelectField<?>> fields = new ArrayList<>(List.of(count(), count(when(isComplete(), inline(1)))));
        List<String> names = List.copyOf(places.keySet());
        for (String name : names) {
            fields.add(count(ParquetFile.value(place(name))));
            Field<Object> number = types.get(name) == ColumnType.TEXT ? field("null", Object.class) : read(name);
            fields.add(min(when(isComplete(), number)).cast(Double.class));
            fields.add(max(when(isComplete(), number)).cast(Double.class));
        }
        session.rows(Duck.sql().select(fields).from(ParquetFile.rows(file)), row -> {
            rows = row.getLong(1);
            complete = row.getLong(2);
            for (int k = 0; k < names.size(); k++) {
                long lacking = rows - row.getLong(3 + 3 * k);
                if (lacking > 0) {
                    missing.put(names.get(k), lacking);
                }
                ranges.put(names.get(k), new double[] {row.getDouble(4 + 3 * k), row.getDouble(5 + 3 * k)});
            }
            return rows;
        });
    }

    private int place(String column) {
        return Objects.requireNonNull(places.get(column));
    }

    private Condition isComplete() {
        Condition all = noCondition();
        for (int place : places.values()) {
            all = all.and(ParquetFile.value(place).isNotNull());
        }
        return all;
    }

    private Field<Object> read(String column) {
        return ParquetFile.read(place(column), type(column));
    }

    private Field<Double> number(String column) {
        List<String> words = levels.get(column);
        return words == null
                ? field("cast({0} as double)", Double.class, read(column))
                : field(
                        "cast(list_position([{0}], {1}) - 1 as double)",
                        Double.class,
                        ParquetFile.commas(
                                words.stream().map(word -> inline(word)).toList()),
                        read(column));
    }

    @Override
    public void forEach(Batch batch) {
        List<Field<Double>> fields = places.keySet().stream().map(this::number).toList();
        Integer width = fields.size();
        duck.call(session -> {
            double[][] columns = new double[width][0];
            session.chunks(
                    Duck.sql().select(fields).from(ParquetFile.rows(file)).where(isComplete()), chunk -> {
                        int count = Math.toIntExact(chunk.rowCount());
                        for (int k = 0; k < width; k++) {
                            if (columns[k].length < count) {
                                columns[k] = new double[count];
                            }
                            DuckDBReadableVector cells = chunk.vector(k);
                            for (int row = 0; row < count; row++) {
                                columns[k][row] = cells.getDouble(row);
                            }
                        }
                        if (count > 0) {
                            batch.of(columns, count);
                        }
                    });
            return width;
        });
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long complete() {
        return complete;
    }

    @Override
    public Map<String, Long> missing() {
        return missing;
    }

    @Override
    public ColumnType type(String column) {
        return Objects.requireNonNull(types.get(column));
    }

    @Override
    public @Nullable List<String> levels(String column) {
        return levels.get(column);
    }

    @Override
    public double lowest(String column) {
        return Objects.requireNonNull(ranges.get(column))[0];
    }

    @Override
    public double highest(String column) {
        return Objects.requireNonNull(ranges.get(column))[1];
    }
}
