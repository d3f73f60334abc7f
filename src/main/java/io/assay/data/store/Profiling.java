package io.assay.data.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.assay.data.ColumnType;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import io.assay.data.store.Profile.Frequent;
import io.assay.job.JobContext;
import io.assay.statistics.sample.SampleMoments;
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

/** Computes profiles from what DuckDB reads of a dataset's file: of numbers in their order, of anything else by its statements. */
@Component
final class Profiling {

    /** How many of the most frequent values are told. */
    static final int TOP = 10;

    /** Of a table that is read once and held: bytes of its file. */
    private static final long HELD_BYTES = 8 << 20;

    private final Duck duck;

    Profiling(Duck duck) {
        this.duck = duck;
    }

    /** What is asked about its values one by one. */
    private record Values(long distinct, List<Frequent> top) {}

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
        Map<Integer, Basics> basics = Basics.of(session, rows, dataset.columns(), places);
        List<Profile.Column> columns = new ArrayList<>();
        for (int place : places) {
            columns.add(column(session, rows, dataset, place, Objects.requireNonNull(basics.get(place)), related));
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
            Basics basics,
            @Nullable TargetRelations relations) {
        StoredColumn column = dataset.columns().get(place);
        ColumnType type = column.type();
        Map<String, String> reasons = new TreeMap<>();
        NumbersInOrder inOrder = type.isNumeric() ? inOrder(session, rows, place, basics) : null;
        Values values = inOrder != null
                ? new Values(inOrder.distinct(), inOrder.top(type == ColumnType.INTEGER))
                : values(session, rows, place, type);
        Profile.Numbers numbers = type.isNumeric() ? numbers(inOrder, basics, reasons) : null;
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

    /** Null where there are none. */
    private static @Nullable NumbersInOrder inOrder(Session session, Table<?> rows, int place, Basics basics) {
        Double minimum = basics.minimum();
        Double maximum = basics.maximum();
        Double mean = basics.mean();
        return minimum == null || maximum == null || mean == null
                ? null
                : NumbersInOrder.of(session, rows, place, basics.count(), minimum, maximum, mean);
    }

    private static Profile.Numbers numbers(
            @Nullable NumbersInOrder inOrder, Basics basics, Map<String, String> reasons) {
        if (inOrder == null) {
            for (String figure : List.of("minimum", "maximum", "mean", "standard_deviation", "skewness")) {
                reasons.put("numbers." + figure, "there are no values");
            }
            return new Profile.Numbers(null, null, null, null, null, 0, 0, Map.of(), List.of());
        }
        SampleMoments moments = inOrder.moments();
        return new Profile.Numbers(
                basics.minimum(),
                basics.maximum(),
                basics.mean(),
                deviation(moments, reasons),
                skewness(moments, inOrder.distinct(), reasons),
                inOrder.zeros(),
                inOrder.negatives(),
                inOrder.quantiles(),
                inOrder.histogram());
    }

    private static @Nullable Double deviation(SampleMoments moments, Map<String, String> reasons) {
        if (moments.n() < 2) {
            reasons.put("numbers.standard_deviation", "there is one value only");
            return null;
        }
        return finite(Math.sqrt(moments.m2() / (moments.n() - 1)), "numbers.standard_deviation", reasons);
    }

    private static @Nullable Double skewness(SampleMoments moments, long distinct, Map<String, String> reasons) {
        Double skewness = moments.skewness();
        if (skewness == null) {
            reasons.put("numbers.skewness", whyNoSkewness(moments, distinct));
        }
        return skewness;
    }

    private static String whyNoSkewness(SampleMoments moments, long distinct) {
        if (moments.n() < 3) {
            return "there are fewer than three values";
        }
        if (distinct == 1) {
            return "all values are the same";
        }
        return moments.isConstant()
                ? "the values differ by no more than rounding"
                : "the values are too large or too small for it to be computed";
    }

    private static @Nullable Double finite(double value, String figure, Map<String, String> reasons) {
        if (Double.isFinite(value)) {
            return value;
        }
        reasons.put(figure, "the values are too large or too small for it to be computed");
        return null;
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
