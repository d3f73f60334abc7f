package io.assay.data.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.assay.data.ColumnType;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import io.assay.data.store.Profile.Bin;
import io.assay.data.store.Profile.Frequent;
import io.assay.job.JobContext;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Computes profiles in DuckDB. Sums are compensated (Kahan), and moments are taken about the mean in a second pass: the
 * built-in skewness goes by sums of powers, whose digits cancel.
 */
@Component
final class Profiling {

    private static final int TOP = 10;

    private static final int BINS = 20;

    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private static final List<String> SHARE_NAMES = List.of("p1", "p5", "p25", "p50", "p75", "p95", "p99");

    private final Duck duck;

    Profiling(Duck duck) {
        this.duck = duck;
    }

    /** What a column is first asked. */
    private record Basics(
            long count,
            @Nullable Double minimum,
            @Nullable Double maximum,
            @Nullable Double mean,
            long zeros,
            long negatives,
            @Nullable String first,
            @Nullable String last) {}

    /** What is asked about its values one by one. */
    private record Values(long distinct, List<Frequent> top) {}

    Profile profile(
            Dataset dataset, Path file, @Nullable String target, @Nullable String positive, JobContext context) {
        Table<?> rows = ParquetFile.rows(file);
        double[] done = new double[1];
        return duck.call(
                session -> {
                    List<Profile.Column> columns = new ArrayList<>();
                    TargetRelations relations = target == null
                            ? null
                            : TargetRelations.of(session, rows, dataset.columns(), target, positive);
                    for (int place = 0; place < dataset.columns().size(); place++) {
                        columns.add(column(session, rows, dataset, place, relations));
                        done[0] = (place + 1.0) / dataset.columns().size();
                    }
                    return new Profile(
                            dataset.id(),
                            dataset.fingerprint(),
                            dataset.rows(),
                            relations == null ? null : relations.target(),
                            columns,
                            ProfileWarnings.of(dataset, columns));
                },
                part -> context.progress(done[0], "profiling columns"));
    }

    private static Profile.Column column(
            Session session, Table<?> rows, Dataset dataset, int place, @Nullable TargetRelations relations) {
        StoredColumn column = dataset.columns().get(place);
        ColumnType type = column.type();
        Basics basics = basics(session, rows, place, type);
        Values values = values(session, rows, place, type);
        Map<String, String> reasons = new TreeMap<>();
        Profile.Numbers numbers =
                type.isNumeric() ? numbers(session, rows, place, basics, values.distinct, reasons) : null;
        Profile.Texts texts = type == ColumnType.TEXT ? texts(session, rows, place, basics, reasons) : null;
        long missing = dataset.rows() - basics.count;
        return new Profile.Column(
                column.name(),
                type.word(),
                basics.count,
                missing,
                missing / (double) dataset.rows(),
                values.distinct,
                numbers,
                texts,
                type.isTime() ? new Profile.Times(basics.first, basics.last) : null,
                values.top,
                relations == null ? List.of() : relations.of(session, place),
                ProfileWarnings.flags(column, basics.count, values.distinct),
                reasons);
    }

    private static Basics basics(Session session, Table<?> rows, int place, ColumnType type) {
        Field<Object> value = ParquetFile.value(place);
        List<SelectField<?>> asked = new ArrayList<>(List.of(count(value)));
        if (type.isNumeric()) {
            Field<Double> number = number(place);
            asked.addAll(List.of(
                    min(number),
                    max(number),
                    field("favg({0})", number),
                    field("count_if({0} = 0)", number),
                    field("count_if({0} < 0)", number)));
        } else if (type.isTime()) {
            asked.addAll(List.of(shown(min(value), type), shown(max(value), type)));
        }
        return session.rows(
                        Duck.sql().select(asked).from(rows),
                        row -> type.isNumeric()
                                ? new Basics(
                                        row.getLong(1),
                                        number(row, 2),
                                        number(row, 3),
                                        number(row, 4),
                                        row.getLong(5),
                                        row.getLong(6),
                                        null,
                                        null)
                                : new Basics(
                                        row.getLong(1),
                                        null,
                                        null,
                                        null,
                                        0,
                                        0,
                                        type.isTime() ? row.getString(2) : null,
                                        type.isTime() ? row.getString(3) : null))
                .getFirst();
    }

    static Field<Double> number(int place) {
        return field("cast({0} as double)", Double.class, ParquetFile.value(place));
    }

    static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static Field<?> shown(Field<?> value, ColumnType type) {
        return switch (type) {
            case DATE -> field("cast({0} as varchar)", value);
            case DATETIME -> field("strftime({0}, {1})", value, inline("%Y-%m-%dT%H:%M:%S.%f"));
            case INSTANT -> field("strftime({0}, {1})", value, inline("%Y-%m-%dT%H:%M:%S.%fZ"));
            case INTEGER, NUMBER, TEXT -> value;
        };
    }

    /** Those that come most often, by their value where as often. */
    private static Values values(Session session, Table<?> rows, int place, ColumnType type) {
        Field<Object> value = ParquetFile.value(place);
        Field<Object> each = field(name("value"));
        Field<Long> often = field(name("often"), Long.class);
        CommonTableExpression<Record2<Object, Integer>> counted = name("counted")
                .fields("value", "often")
                .asMaterialized(select(value, count())
                        .from(rows)
                        .where(value.isNotNull())
                        .groupBy(value));
        long[] distinct = new long[1];
        List<Frequent> top = session.rows(
                Duck.sql()
                        .with(counted)
                        .select(shown(each, type), often, field(select(count()).from(table(name("counted")))))
                        .from(table(name("counted")))
                        .orderBy(often.desc(), each)
                        .limit(inline(TOP)),
                row -> {
                    distinct[0] = row.getLong(3);
                    return new Frequent(row.getObject(1), row.getLong(2));
                });
        return new Values(distinct[0], top);
    }

    private static Profile.Numbers numbers(
            Session session, Table<?> rows, int place, Basics basics, long distinct, Map<String, String> reasons) {
        Double mean = basics.mean;
        Double minimum = basics.minimum;
        Double maximum = basics.maximum;
        if (mean == null || minimum == null || maximum == null) {
            for (String figure : List.of("minimum", "maximum", "mean", "standard_deviation", "skewness")) {
                reasons.put("numbers." + figure, "there are no values");
            }
            return new Profile.Numbers(null, null, null, null, null, 0, 0, Map.of(), List.of());
        }
        Field<Double> centred = number(place).minus(inline(mean));
        double[] moments = session.rows(
                        Duck.sql()
                                .select(
                                        field("fsum({0} * {0})", Double.class, centred),
                                        field("fsum({0} * {0} * {0})", Double.class, centred))
                                .from(rows),
                        row -> new double[] {row.getDouble(1), row.getDouble(2)})
                .getFirst();
        return new Profile.Numbers(
                minimum,
                maximum,
                mean,
                deviation(basics.count, moments[0], reasons),
                skewness(basics.count, distinct, moments[0], moments[1], reasons),
                basics.zeros,
                basics.negatives,
                quantiles(session, rows, place),
                histogram(session, rows, place, minimum, maximum, basics.count));
    }

    private static @Nullable Double deviation(long count, double squares, Map<String, String> reasons) {
        if (count < 2) {
            reasons.put("numbers.standard_deviation", "there is one value only");
            return null;
        }
        return finite(Math.sqrt(squares / (count - 1)), "numbers.standard_deviation", reasons);
    }

    /** G1 = g1 sqrt(n (n - 1)) / (n - 2) with g1 = m3 / m2^1.5 (Joanes and Gill 1998). */
    private static @Nullable Double skewness(
            long count, long distinct, double squares, double cubes, Map<String, String> reasons) {
        if (count < 3) {
            reasons.put("numbers.skewness", "there are fewer than three values");
            return null;
        }
        if (distinct == 1 || squares == 0) {
            reasons.put("numbers.skewness", "all values are the same");
            return null;
        }
        double n = count;
        double g1 = cubes / n / Math.pow(squares / n, 1.5);
        return finite(g1 * Math.sqrt(n * (n - 1)) / (n - 2), "numbers.skewness", reasons);
    }

    private static @Nullable Double finite(double value, String figure, Map<String, String> reasons) {
        if (Double.isFinite(value)) {
            return value;
        }
        reasons.put(figure, "the values are too large or too small for it to be computed");
        return null;
    }

    private static Map<String, Double> quantiles(Session session, Table<?> rows, int place) {
        List<SelectField<?>> asked = new ArrayList<>();
        Field<?> all = field(
                "quantile_cont({0}, [{1}])",
                number(place),
                DSL.list(Arrays.stream(SHARES).mapToObj(DSL::inline).toList()));
        for (int share = 0; share < SHARES.length; share++) {
            asked.add(field("{0}[{1}]", field(name("q")), inline(share + 1)));
        }
        return session.rows(
                        Duck.sql()
                                .select(asked)
                                .from(Duck.sql()
                                        .select(all.as(name("q")))
                                        .from(rows)
                                        .asTable(name("quantiles"))),
                        row -> {
                            Map<String, Double> quantiles = new LinkedHashMap<>();
                            for (int share = 0; share < SHARES.length; share++) {
                                quantiles.put(SHARE_NAMES.get(share), row.getDouble(share + 1));
                            }
                            return quantiles;
                        })
                .getFirst();
    }

    private static List<Bin> histogram(
            Session session, Table<?> rows, int place, double minimum, double maximum, long count) {
        if (minimum == maximum) {
            return List.of(new Bin(minimum, maximum, count));
        }
        // How many of the inner edges, as they are told, a value has reached.
        Field<Integer> bin = inline(0);
        for (int edge = 1; edge < BINS; edge++) {
            bin = bin.plus(field(
                    "cast({0} >= {1} as integer)",
                    SQLDataType.INTEGER, number(place), inline(edge(minimum, maximum, edge))));
        }
        long[] counts = new long[BINS];
        session.rows(
                Duck.sql()
                        .select(bin, count())
                        .from(rows)
                        .where(ParquetFile.value(place).isNotNull())
                        .groupBy(inline(1)),
                row -> counts[row.getInt(1)] = row.getLong(2));
        List<Bin> bins = new ArrayList<>();
        for (int each = 0; each < BINS; each++) {
            bins.add(new Bin(edge(minimum, maximum, each), edge(minimum, maximum, each + 1), counts[each]));
        }
        return bins;
    }

    /** Not by the range, which may be beyond the largest double. */
    private static double edge(double minimum, double maximum, int edge) {
        double part = edge / (double) BINS;
        return edge == BINS ? maximum : minimum * (1 - part) + maximum * part;
    }

    private static Profile.Texts texts(
            Session session, Table<?> rows, int place, Basics basics, Map<String, String> reasons) {
        if (basics.count == 0) {
            reasons.put("texts.shortest", "there are no values");
            return new Profile.Texts(null, null, null);
        }
        Field<Long> length = field("length({0})", Long.class, ParquetFile.value(place));
        return session.rows(
                        Duck.sql()
                                .select(min(length), max(length), field("favg({0})", length))
                                .from(rows),
                        row -> new Profile.Texts(row.getLong(1), row.getLong(2), row.getDouble(3)))
                .getFirst();
    }
}
