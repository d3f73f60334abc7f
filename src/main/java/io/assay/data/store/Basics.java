package io.assay.data.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.assay.data.ColumnType;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a column is first asked: of numbers the least, the greatest and the mean (its sum compensated, after Kahan), of times
 * the first and the last, of texts the same of their lengths.
 */
record Basics(
        long count,
        @Nullable Double minimum,
        @Nullable Double maximum,
        @Nullable Double mean,
        @Nullable String first,
        @Nullable String last) {

    /** Columns of a statement; more would be answered no sooner. */
    private static final int MOST = 50;

    /**
     * Of many columns, by their places. They are asked together: of a wide table the statements take longer than the rows.
     */
    static Map<Integer, Basics> of(Session session, Table<?> rows, List<StoredColumn> columns, List<Integer> places) {
        Map<Integer, Basics> answers = new TreeMap<>();
        for (int first = 0; first < places.size(); first += MOST) {
            List<SelectField<?>> asked = new ArrayList<>();
            Map<Integer, Integer> from = new TreeMap<>();
            for (int place : places.subList(first, Math.min(first + MOST, places.size()))) {
                from.put(place, asked.size() + 1);
                asked.addAll(asked(place, columns.get(place).type()));
            }
            session.rows(Duck.sql().select(asked).from(rows), row -> {
                for (var each : from.entrySet()) {
                    int place = each.getKey();
                    answers.put(
                            place, read(row, each.getValue(), columns.get(place).type()));
                }
                return true;
            });
        }
        return answers;
    }

    private static List<? extends SelectField<?>> asked(int place, ColumnType type) {
        Field<Object> value = ParquetFile.value(place);
        return switch (type) {
            case INTEGER, NUMBER -> {
                Field<Double> number = ParquetFile.number(place);
                yield List.of(DSL.count(value), min(number), max(number), field("favg({0})", number));
            }
            case TEXT -> {
                Field<Long> length = field("length({0})", Long.class, value);
                yield List.of(DSL.count(value), min(length), max(length), field("favg({0})", length));
            }
            case DATE, DATETIME, INSTANT ->
                List.of(DSL.count(value), ParquetFile.shown(min(value), type), ParquetFile.shown(max(value), type));
        };
    }

    private static Basics read(ResultSet row, int from, ColumnType type) throws SQLException {
        long count = row.getLong(from);
        return type.isTime()
                ? new Basics(count, null, null, null, row.getString(from + 1), row.getString(from + 2))
                : new Basics(count, number(row, from + 1), number(row, from + 2), number(row, from + 3), null, null);
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
