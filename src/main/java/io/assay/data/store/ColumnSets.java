package io.assay.data.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;

import io.assay.data.ColumnType;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What many columns are asked in one statement, which reads them once and is planned once: of a wide table the statements
 * take longer than the rows. Answers are by the columns' places.
 */
final class ColumnSets {

    /** Columns of a statement; more would be answered no sooner. */
    private static final int MOST = 50;

    /** A quantile holds all values of its column until the end. */
    private static final long HELD_VALUES = 4_000_000;

    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private static final List<String> SHARE_NAMES = List.of("p1", "p5", "p25", "p50", "p75", "p95", "p99");

    private final Session session;

    private final Table<?> rows;

    private final List<StoredColumn> columns;

    ColumnSets(Session session, Table<?> rows, List<StoredColumn> columns) {
        this.session = session;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * What a column is first asked: of numbers the least, the greatest and the mean, of times the first and the last, of
     * texts the same of their lengths.
     */
    record Basics(
            long count,
            @Nullable Double minimum,
            @Nullable Double maximum,
            @Nullable Double mean,
            long zeros,
            long negatives,
            @Nullable String first,
            @Nullable String last) {}

    /** Sums of the second and third powers of what is above or below the mean. */
    record Moments(double squares, double cubes) {}

    /** Reads what a column was asked, from a position of a row on. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row, int from, int place) throws SQLException;
    }

    private ColumnType type(int place) {
        return columns.get(place).type();
    }

    Map<Integer, Basics> basics(List<Integer> places) {
        return ask(places, MOST, set -> rows, this::basics, this::basics);
    }

    private List<? extends SelectField<?>> basics(int place) {
        Field<Object> value = ParquetFile.value(place);
        return switch (type(place)) {
            case INTEGER, NUMBER -> {
                Field<Double> number = ParquetFile.number(place);
                yield List.of(
                        count(value),
                        min(number),
                        max(number),
                        field("favg({0})", number),
                        field("count_if({0} = 0)", number),
                        field("count_if({0} < 0)", number));
            }
            case TEXT -> {
                Field<Long> length = field("length({0})", Long.class, value);
                yield List.of(count(value), min(length), max(length), field("favg({0})", length));
            }
            case DATE, DATETIME, INSTANT ->
                List.of(
                        count(value),
                        ParquetFile.shown(min(value), type(place)),
                        ParquetFile.shown(max(value), type(place)));
        };
    }

    private Basics basics(ResultSet row, int from, int place) throws SQLException {
        long count = row.getLong(from);
        return switch (type(place)) {
            case INTEGER, NUMBER ->
                new Basics(
                        count,
                        number(row, from + 1),
                        number(row, from + 2),
                        number(row, from + 3),
                        row.getLong(from + 4),
                        row.getLong(from + 5),
                        null,
                        null);
            case TEXT ->
                new Basics(
                        count, number(row, from + 1), number(row, from + 2), number(row, from + 3), 0, 0, null, null);
            case DATE, DATETIME, INSTANT ->
                new Basics(count, null, null, null, 0, 0, row.getString(from + 1), row.getString(from + 2));
        };
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    /** Of columns by their means. */
    Map<Integer, Moments> moments(Map<Integer, Double> means) {
        return ask(
                List.copyOf(means.keySet()),
                MOST,
                set -> rows,
                place -> {
                    Field<Double> centred = ParquetFile.number(place).minus(inline(means.getOrDefault(place, 0.0)));
                    return List.of(field("fsum({0} * {0})", centred), field("fsum({0} * {0} * {0})", centred));
                },
                (row, from, place) -> new Moments(row.getDouble(from), row.getDouble(from + 1)));
    }

    /** Linear between the two values beside the place (Hyndman and Fan's type 7), of the values that are there. */
    Map<Integer, Map<String, Double>> quantiles(List<Integer> places, long rowCount) {
        return ask(
                places,
                Math.clamp(HELD_VALUES / Math.max(1, rowCount), 1, MOST),
                this::allQuantiles,
                place -> {
                    List<Field<?>> each = new ArrayList<>();
                    for (int share = 0; share < SHARES.length; share++) {
                        each.add(field("{0}[{1}]", ParquetFile.value(place), inline(share + 1)));
                    }
                    return each;
                },
                (row, from, place) -> {
                    Map<String, Double> quantiles = new LinkedHashMap<>();
                    for (int share = 0; share < SHARES.length; share++) {
                        quantiles.put(SHARE_NAMES.get(share), row.getDouble(from + share));
                    }
                    return quantiles;
                });
    }

    /** A row of lists, each under its column's name. */
    private Table<?> allQuantiles(List<Integer> set) {
        List<Field<?>> shares = new ArrayList<>();
        Arrays.stream(SHARES).mapToObj(DSL::inline).forEach(shares::add);
        return Duck.sql()
                .select(set.stream()
                        .map(place -> field("quantile_cont({0}, [{1}])", ParquetFile.number(place), DSL.list(shares))
                                .as(name(ParquetFile.column(place))))
                        .toList())
                .from(rows)
                .asTable(name("quantiles"));
    }

    private <T> Map<Integer, T> ask(
            List<Integer> places,
            int most,
            Function<List<Integer>, Table<?>> source,
            Function<Integer, List<? extends SelectField<?>>> asked,
            Reader<T> reader) {
        Map<Integer, T> answers = new TreeMap<>();
        for (int first = 0; first < places.size(); first += most) {
            List<Integer> set = places.subList(first, Math.min(first + most, places.size()));
            List<SelectField<?>> all = new ArrayList<>();
            Map<Integer, Integer> from = new TreeMap<>();
            for (int place : set) {
                from.put(place, all.size() + 1);
                all.addAll(asked.apply(place));
            }
            session.rows(Duck.sql().select(all).from(source.apply(set)), row -> {
                for (var each : from.entrySet()) {
                    answers.put(each.getKey(), reader.read(row, each.getValue(), each.getKey()));
                }
                return true;
            });
        }
        return answers;
    }
}
