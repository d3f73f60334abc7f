package io.assay.data.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.when;

import io.assay.data.Column;
import io.assay.data.ColumnType;
import io.assay.data.NumberColumn;
import io.assay.data.PanelColumns;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.data.UnitReader;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.duckdb.DuckDBReadableVector;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.Table;

/**
 * Turns rows of units and periods into a row a unit, in DuckDB, and hands over those in the order of the units. Sums over
 * units are left to the reader: DuckDB adds in the order in which its threads come, and the last digits would differ from
 * one time to the next.
 */
final class StoredPanel {

    private StoredPanel() {}

    /**
     * Reads.
     *
     * @param columns of the file
     * @param places of unit, time, cohort or treatment, and outcome
     * @return whether it was read: it is not where there are more periods than {@code most}, or treatment is not 0 and 1
     */
    static boolean read(
            Session session,
            Path file,
            List<StoredColumn> columns,
            List<Integer> places,
            PanelColumns names,
            int most,
            UnitReader reader) {
        Table<?> table = ParquetFile.rows(file);
        StoredColumn when = columns.get(places.get(1));
        Field<Object> unit = ParquetFile.value(places.get(0));
        Field<Object> time = ParquetFile.read(places.get(1), when.type());
        boolean derived = names.treatment() != null;
        Field<Double> third = derived ? treated(columns, places.get(2)) : ParquetFile.number(places.get(2));
        Field<Double> outcome = ParquetFile.number(places.get(3));
        Condition complete = unit.isNotNull().and(time.isNotNull()).and(outcome.isNotNull());
        if (derived) {
            complete = complete.and(ParquetFile.value(places.get(2)).isNotNull());
        }
        Column periods = StoredRows.columns(
                        session,
                        Duck.sql()
                                .selectDistinct(time)
                                .from(table)
                                .where(complete)
                                .orderBy(time)
                                .limit(inline(most + 1)),
                        List.of(when),
                        most + 1)
                .getFirst();
        int size = periods.size();
        if (size == 0 || size > most) {
            return false;
        }
        Map<String, Long> missing = new LinkedHashMap<>();
        long[] counts = counts(session, table, columns, places, derived, complete, missing);
        if (derived && isOther(session, table, third, complete)) {
            return false;
        }
        reader.begin(periods, counts[0], counts[1], missing);
        List<SelectField<?>> fields =
                new ArrayList<>(derived ? List.of(count()) : List.of(count(), min(third), max(third), count(third)));
        int first = fields.size();
        for (int t = 0; t < size; t++) {
            fields.add(max(when(time.eq(period(periods, t)), outcome)));
        }
        for (int t = 0; derived && t < size; t++) {
            fields.add(max(when(time.eq(period(periods, t)), third)));
        }
        double[] values = new double[size];
        double[] treated = new double[derived ? size : 0];
        session.chunks(
                Duck.sql()
                        .select(fields)
                        .from(table)
                        .where(complete)
                        .groupBy(unit)
                        .orderBy(unit),
                chunk -> {
                    List<DuckDBReadableVector> cells = IntStream.range(0, fields.size())
                            .mapToObj(chunk::vector)
                            .toList();
                    int units = Math.toIntExact(chunk.rowCount());
                    for (int row = 0; row < units; row++) {
                        for (int t = 0; t < size; t++) {
                            values[t] = cells.get(first + t).getDouble(row, Double.NaN);
                        }
                        for (int t = 0; t < treated.length; t++) {
                            treated[t] = cells.get(first + size + t).getDouble(row, Double.NaN);
                        }
                        reader.unit(
                                derived ? Double.NaN : cells.get(1).getDouble(row, Double.NaN),
                                derived ? Double.NaN : cells.get(2).getDouble(row, Double.NaN),
                                derived ? 0 : cells.get(3).getLong(row, 0),
                                cells.get(0).getLong(row, 0),
                                values,
                                treated);
                    }
                });
        return true;
    }

    /** How many rows there are and how many are complete; and by column how many lack a value. */
    private static long[] counts(
            Session session,
            Table<?> table,
            List<StoredColumn> columns,
            List<Integer> places,
            boolean derived,
            Condition complete,
            Map<String, Long> missing) {
        // The outcome is told first, as where rows are read; a cohort may be missing.
        List<Integer> needed = new ArrayList<>(List.of(places.get(3), places.get(0), places.get(1)));
        if (derived) {
            needed.add(places.get(2));
        }
        List<SelectField<?>> fields = new ArrayList<>(List.of(count(), count(when(complete, inline(1)))));
        needed.forEach(place -> fields.add(count(ParquetFile.value(place))));
        return session.rows(Duck.sql().select(fields).from(table), row -> {
                    for (int k = 0; k < needed.size(); k++) {
                        long lacking = row.getLong(1) - row.getLong(3 + k);
                        if (lacking > 0) {
                            missing.put(columns.get(needed.get(k)).name(), lacking);
                        }
                    }
                    return new long[] {row.getLong(1), row.getLong(2)};
                })
                .getFirst();
    }

    /** 0 and 1; what is neither is missing where it is no number. */
    private static Field<Double> treated(List<StoredColumn> columns, int place) {
        return columns.get(place).type() == ColumnType.TEXT
                ? field(
                        "cast(case {0} when 'true' then 1 when 'false' then 0 else 2 end as double)",
                        Double.class, ParquetFile.value(place))
                : ParquetFile.number(place);
    }

    private static boolean isOther(Session session, Table<?> table, Field<Double> treated, Condition complete) {
        return session.rows(
                                Duck.sql()
                                        .select(count())
                                        .from(table)
                                        .where(complete.and(treated.notIn(inline(0.0), inline(1.0)))),
                                row -> row.getLong(1))
                        .getFirst()
                > 0;
    }

    private static Field<Object> period(Column periods, int place) {
        return switch (periods) {
            case NumberColumn numbers -> field("{0}", Object.class, inline(numbers.values()[place]));
            case TimeColumn times -> field("{0}", Object.class, inline(times.micros()[place]));
            case TextColumn words -> field("{0}", Object.class, inline(words.text(place)));
        };
    }
}
