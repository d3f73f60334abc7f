package io.assay.data.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.when;

import io.assay.data.PanelColumns;
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
     * @param places of unit, time, cohort and outcome
     * @return whether it was read: it is not where there are more periods than {@code most}
     */
    static boolean read(
            Session session, Path file, List<Integer> places, PanelColumns names, int most, UnitReader reader) {
        Table<?> table = ParquetFile.rows(file);
        Field<Object> unit = ParquetFile.value(places.get(0));
        Field<Double> time = ParquetFile.number(places.get(1));
        Field<Double> cohort = ParquetFile.number(places.get(2));
        Field<Double> outcome = ParquetFile.number(places.get(3));
        Condition complete = unit.isNotNull().and(time.isNotNull()).and(outcome.isNotNull());
        List<Double> periods = session.rows(
                Duck.sql()
                        .selectDistinct(time)
                        .from(table)
                        .where(complete)
                        .orderBy(time)
                        .limit(inline(most + 1)),
                row -> row.getDouble(1));
        if (periods.isEmpty() || periods.size() > most) {
            return false;
        }
        long[] counts = session.rows(
                        Duck.sql()
                                .select(
                                        count(),
                                        count(unit),
                                        count(time),
                                        count(outcome),
                                        count(when(complete, inline(1))))
                                .from(table),
                        row -> new long[] {
                            row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)
                        })
                .getFirst();
        Map<String, Long> missing = new LinkedHashMap<>();
        List<String> columns = List.of(names.unit(), names.time(), names.outcome());
        for (int k = 0; k < columns.size(); k++) {
            if (counts[k + 1] < counts[0]) {
                missing.merge(columns.get(k), counts[0] - counts[k + 1], Math::max);
            }
        }
        int size = periods.size();
        reader.begin(periods.stream().mapToDouble(Double::doubleValue).toArray(), counts[0], counts[4], missing);
        List<SelectField<?>> fields = new ArrayList<>(List.of(min(cohort), max(cohort), count(cohort), count()));
        for (double period : periods) {
            fields.add(max(when(time.eq(inline(period)), outcome)));
        }
        double[] values = new double[size];
        session.chunks(
                Duck.sql()
                        .select(fields)
                        .from(table)
                        .where(complete)
                        .groupBy(unit)
                        .orderBy(unit),
                chunk -> {
                    DuckDBReadableVector lowest = chunk.vector(0);
                    DuckDBReadableVector highest = chunk.vector(1);
                    DuckDBReadableVector named = chunk.vector(2);
                    DuckDBReadableVector rows = chunk.vector(3);
                    List<DuckDBReadableVector> cells = IntStream.range(0, size)
                            .mapToObj(t -> chunk.vector(4 + t))
                            .toList();
                    int units = Math.toIntExact(chunk.rowCount());
                    for (int row = 0; row < units; row++) {
                        for (int t = 0; t < size; t++) {
                            values[t] = cells.get(t).getDouble(row, Double.NaN);
                        }
                        reader.unit(
                                lowest.getDouble(row, Double.NaN),
                                highest.getDouble(row, Double.NaN),
                                named.getLong(row, 0),
                                rows.getLong(row, 0),
                                values);
                    }
                });
        return true;
    }
}
