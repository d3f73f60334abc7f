package io.assay.data.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;

import io.assay.data.ColumnType;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import io.assay.data.store.ColumnSets.Basics;
import io.assay.data.store.ColumnSets.Moments;
import io.assay.data.store.Profile.Bin;
import io.assay.data.store.Profile.Frequent;
import io.assay.job.JobContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Table;
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

    /** Of a table that is read once and held: bytes of its file. */
    private static final long HELD_BYTES = 8 << 20;

    private final Duck duck;

    Profiling(Duck duck) {
        this.duck = duck;
    }

    /** What is asked about its values one by one. */
    private record Values(long distinct, List<Frequent> top) {

        boolean areAll() {
            return distinct <= TOP;
        }
    }

    /** What all columns were asked together, by their places. */
    private record Figures(
            Map<Integer, Basics> basics, Map<Integer, Moments> moments, Map<Integer, Map<String, Double>> quantiles) {

        static Figures of(ColumnSets sets, Dataset dataset, List<Integer> places) {
            Map<Integer, Basics> basics = sets.basics(places);
            Map<Integer, Double> means = new TreeMap<>();
            basics.forEach((place, each) -> {
                if (dataset.columns().get(place).type().isNumeric() && each.mean() != null) {
                    means.put(place, each.mean());
                }
            });
            return new Figures(
                    basics, sets.moments(means), sets.quantiles(List.copyOf(means.keySet()), dataset.rows()));
        }
    }

    /** One half of the columns beside the other: much of a statement keeps one processor busy alone. */
    Profile profile(
            Dataset dataset, Path file, @Nullable String target, @Nullable String positive, JobContext context) {
        List<StoredColumn> stored = dataset.columns();
        TargetRelations relations = target == null
                ? null
                : duck.call(session -> TargetRelations.of(session, ParquetFile.rows(file), stored, target, positive));
        AtomicInteger done = new AtomicInteger();
        int half = (stored.size() + 1) / 2;
        List<Profile.Column> columns = duck.both(
                session -> columns(session, dataset, file, places(0, half), relations, done),
                session -> columns(session, dataset, file, places(half, stored.size()), relations, done),
                part -> context.progress(done.get() / (double) stored.size(), "profiling columns"));
        return new Profile(
                dataset.id(),
                dataset.fingerprint(),
                dataset.rows(),
                relations == null ? null : relations.target(),
                columns,
                ProfileWarnings.of(dataset, columns));
    }

    private static List<Integer> places(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Profile.Column> columns(
            Session session,
            Dataset dataset,
            Path file,
            List<Integer> places,
            @Nullable TargetRelations relations,
            AtomicInteger done) {
        Table<?> rows = rows(session, dataset, file);
        TargetRelations related = relations == null ? null : relations.in(rows);
        Figures figures = Figures.of(new ColumnSets(session, rows, dataset.columns()), dataset, places);
        List<Profile.Column> columns = new ArrayList<>();
        for (int place : places) {
            columns.add(column(session, rows, dataset, place, figures, related));
            done.incrementAndGet();
        }
        return columns;
    }

    /** The file, or its rows as this session alone has them, where they are few: each statement would open the file anew. */
    private static Table<?> rows(Session session, Dataset dataset, Path file) {
        Table<?> stored = ParquetFile.rows(file);
        if (dataset.bytes() > HELD_BYTES) {
            return stored;
        }
        Table<?> held = table(name("held"));
        session.run(Duck.sql().query("create temp table {0} as from {1}", held, stored));
        return held;
    }

    private static Profile.Column column(
            Session session,
            Table<?> rows,
            Dataset dataset,
            int place,
            Figures figures,
            @Nullable TargetRelations relations) {
        StoredColumn column = dataset.columns().get(place);
        ColumnType type = column.type();
        Basics basics = Objects.requireNonNull(figures.basics.get(place));
        Values values = values(session, rows, place, type);
        Map<String, String> reasons = new TreeMap<>();
        Profile.Numbers numbers = type.isNumeric() ? numbers(session, rows, place, figures, values, reasons) : null;
        long missing = dataset.rows() - basics.count();
        return new Profile.Column(
                column.name(),
                type.word(),
                basics.count(),
                missing,
                missing / (double) dataset.rows(),
                values.distinct,
                numbers,
                type == ColumnType.TEXT ? texts(basics, reasons) : null,
                type.isTime() ? new Profile.Times(basics.first(), basics.last()) : null,
                values.top,
                relations == null ? List.of() : relations.of(session, place),
                ProfileWarnings.flags(column, basics.count(), values.distinct),
                reasons);
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
                        .select(
                                ParquetFile.shown(each, type),
                                often,
                                field(select(count()).from(table(name("counted")))))
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
            Session session, Table<?> rows, int place, Figures figures, Values values, Map<String, String> reasons) {
        Basics basics = Objects.requireNonNull(figures.basics.get(place));
        Moments moments = figures.moments.get(place);
        Double minimum = basics.minimum();
        Double maximum = basics.maximum();
        if (moments == null || minimum == null || maximum == null) {
            for (String figure : List.of("minimum", "maximum", "mean", "standard_deviation", "skewness")) {
                reasons.put("numbers." + figure, "there are no values");
            }
            return new Profile.Numbers(null, null, null, null, null, 0, 0, Map.of(), List.of());
        }
        return new Profile.Numbers(
                minimum,
                maximum,
                basics.mean(),
                deviation(basics.count(), moments.squares(), reasons),
                skewness(basics.count(), values.distinct, moments, reasons),
                basics.zeros(),
                basics.negatives(),
                figures.quantiles.getOrDefault(place, Map.of()),
                histogram(session, rows, place, minimum, maximum, values));
    }

    private static @Nullable Double deviation(long count, double squares, Map<String, String> reasons) {
        if (count < 2) {
            reasons.put("numbers.standard_deviation", "there is one value only");
            return null;
        }
        return finite(Math.sqrt(squares / (count - 1)), "numbers.standard_deviation", reasons);
    }

    /** G1 = g1 sqrt(n (n - 1)) / (n - 2) with g1 = m3 / m2^1.5 (Joanes and Gill 1998). */
    private static @Nullable Double skewness(long count, long distinct, Moments moments, Map<String, String> reasons) {
        if (count < 3) {
            reasons.put("numbers.skewness", "there are fewer than three values");
            return null;
        }
        if (distinct == 1 || moments.squares() == 0) {
            reasons.put("numbers.skewness", "all values are the same");
            return null;
        }
        double n = count;
        double g1 = moments.cubes() / n / Math.pow(moments.squares() / n, 1.5);
        return finite(g1 * Math.sqrt(n * (n - 1)) / (n - 2), "numbers.skewness", reasons);
    }

    private static @Nullable Double finite(double value, String figure, Map<String, String> reasons) {
        if (Double.isFinite(value)) {
            return value;
        }
        reasons.put(figure, "the values are too large or too small for it to be computed");
        return null;
    }

    private static List<Bin> histogram(
            Session session, Table<?> rows, int place, double minimum, double maximum, Values values) {
        if (minimum == maximum) {
            long all = values.top.stream().mapToLong(Frequent::count).sum();
            return List.of(new Bin(minimum, maximum, all));
        }
        double[] edges = new double[BINS + 1];
        for (int edge = 0; edge <= BINS; edge++) {
            // Rounding puts none below the one before, where the range is a few of the smallest steps.
            edges[edge] = Math.max(edge(minimum, maximum, edge), edge == 0 ? minimum : edges[edge - 1]);
        }
        long[] counts = new long[BINS];
        if (values.areAll()) {
            values.top.forEach(each -> counts[bin(((Number) each.value()).doubleValue(), edges)] += each.count());
        } else {
            session.rows(
                    Duck.sql()
                            .select(bin(ParquetFile.number(place), edges, 0, BINS - 1), count())
                            .from(rows)
                            .where(ParquetFile.value(place).isNotNull())
                            .groupBy(inline(1)),
                    row -> counts[row.getInt(1)] = row.getLong(2));
        }
        List<Bin> bins = new ArrayList<>();
        for (int each = 0; each < BINS; each++) {
            bins.add(new Bin(edges[each], edges[each + 1], counts[each]));
        }
        return bins;
    }

    /** The last bin whose lower edge, as it is told, the value has reached. */
    private static int bin(double value, double... edges) {
        int bin = BINS - 1;
        while (bin > 0 && value < edges[bin]) {
            bin--;
        }
        return bin;
    }

    /** As {@link #bin(double, double...)}, of the bins from one to another, by halving. */
    private static Field<Integer> bin(Field<Double> value, double[] edges, int from, int to) {
        if (from == to) {
            return inline(from);
        }
        int middle = (from + to + 1) / 2;
        return when(value.ge(inline(edges[middle])), bin(value, edges, middle, to))
                .otherwise(bin(value, edges, from, middle - 1));
    }

    /** Not by the range, which may be beyond the largest double. */
    private static double edge(double minimum, double maximum, int edge) {
        double part = edge / (double) BINS;
        return edge == BINS ? maximum : minimum * (1 - part) + maximum * part;
    }

    private static Profile.Texts texts(Basics basics, Map<String, String> reasons) {
        Double shortest = basics.minimum();
        Double longest = basics.maximum();
        if (shortest == null || longest == null) {
            reasons.put("texts.shortest", "there are no values");
            return new Profile.Texts(null, null, null);
        }
        return new Profile.Texts(shortest.longValue(), longest.longValue(), basics.mean());
    }
}
