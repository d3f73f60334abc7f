package io.assay.data.store;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import io.assay.data.ColumnType;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import io.assay.data.store.Profile.Relation;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How columns are related to a target, one by one. A binary target and a number: the area under the ROC curve with ties
 * half, which is Mann and Whitney's U over its largest value (Hanley and McNeil 1982). Two sets of levels: Cramér's V
 * without correction (Cramér 1946). Two numbers: Pearson's correlation. Levels and a number: eta squared of the one-way
 * analysis of variance (Fisher 1925). Rows in which either is missing are left out.
 */
final class TargetRelations {

    private static final int MOST_CLASSES = 1_000;

    private enum Kind {
        BINARY,
        NUMBER,
        CATEGORY
    }

    private final Table<?> rows;
    private final List<StoredColumn> columns;
    private final int place;
    private final Kind kind;
    private final Profile.Target target;
    private final Field<Object> value;

    private TargetRelations(
            Table<?> rows,
            List<StoredColumn> columns,
            int place,
            Kind kind,
            Profile.Target target,
            Field<Object> value) {
        this.rows = rows;
        this.columns = columns;
        this.place = place;
        this.kind = kind;
        this.target = target;
        this.value = value;
    }

    /**
     * The relations to a column.
     *
     * @param positive the value that counts as positive; null where the column is a number, a category, or has the values 0
     *     and 1, true and false, or yes and no
     * @throws ProblemException with status 422 when the column has no such value, or none at all
     */
    static TargetRelations of(
            Session session, Table<?> rows, List<StoredColumn> columns, String target, @Nullable String positive) {
        int place = 0;
        while (!columns.get(place).name().equals(target)) {
            place++;
        }
        ColumnType type = columns.get(place).type();
        Field<Object> raw = ParquetFile.value(place);
        Field<String> text = field("cast({0} as varchar)", String.class, raw);
        List<String> levels = session.rows(
                Duck.sql()
                        .selectDistinct(text.as(name("level")))
                        .from(rows)
                        .where(raw.isNotNull())
                        .orderBy(inline(1))
                        .limit(inline(MOST_CLASSES + 1)),
                row -> row.getString(1));
        if (levels.isEmpty()) {
            throw refused("The target has no values.");
        }
        String one = positive == null ? usual(levels) : spelled(positive, type);
        if (one != null && !levels.contains(one)) {
            throw refused("The target has no value " + positive + ".");
        }
        long with = session.rows(Duck.sql().select(count()).from(rows).where(raw.isNotNull()), row -> row.getLong(1))
                .getFirst();
        if (one != null) {
            Field<Object> isOne = field("case when {0} = {1} then 1 else 0 end", Object.class, text, inline(one));
            long ones = session.rows(
                            Duck.sql().select(count()).from(rows).where(text.eq(inline(one))), row -> row.getLong(1))
                    .getFirst();
            return new TargetRelations(
                    rows,
                    columns,
                    place,
                    Kind.BINARY,
                    new Profile.Target(target, "binary", one, with, ones / (double) with),
                    isOne);
        }
        if (type.isNumeric()) {
            return new TargetRelations(
                    rows, columns, place, Kind.NUMBER, new Profile.Target(target, "number", null, with, null), raw);
        }
        if (levels.size() > MOST_CLASSES) {
            throw refused("The target has more than " + MOST_CLASSES + " values; that is no category.");
        }
        return new TargetRelations(
                rows, columns, place, Kind.CATEGORY, new Profile.Target(target, "category", null, with, null), raw);
    }

    /** Of two values that everybody reads the same way. */
    private static @Nullable String usual(List<String> levels) {
        if (levels.size() == 2) {
            for (List<String> pair : List.of(
                    List.of("0", "1"),
                    List.of("0.0", "1.0"),
                    List.of("false", "true"),
                    List.of("False", "True"),
                    List.of("FALSE", "TRUE"),
                    List.of("No", "Yes"),
                    List.of("no", "yes"))) {
                if (levels.equals(pair)) {
                    return pair.getLast();
                }
            }
        }
        return null;
    }

    /** 1 is 1.0 of a column with fractions. */
    private static String spelled(String positive, ColumnType type) {
        return type == ColumnType.NUMBER && positive.matches("-?[0-9]+") ? positive + ".0" : positive;
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, detail);
    }

    /** Of the same rows in another table. */
    TargetRelations in(Table<?> same) {
        return new TargetRelations(same, columns, place, kind, target, value);
    }

    Profile.Target target() {
        return target;
    }

    /** Those of a column; none of the target to itself. */
    List<Relation> of(Session session, int other) {
        if (other == place) {
            return List.of();
        }
        boolean levels = columns.get(other).type() == ColumnType.TEXT;
        return switch (kind) {
            case BINARY ->
                levels
                        ? List.of(rateAuc(session, other), cramer(session, other))
                        : List.of(auc(
                                session,
                                "auc",
                                grouped(
                                        other,
                                        ParquetFile.read(
                                                other, columns.get(other).type()))));
            case NUMBER ->
                List.of(
                        levels
                                ? eta(session, ParquetFile.value(other), number(value), other)
                                : pearson(session, other));
            case CATEGORY ->
                List.of(
                        levels
                                ? cramer(session, other)
                                : eta(
                                        session,
                                        value,
                                        number(ParquetFile.read(
                                                other, columns.get(other).type())),
                                        other));
        };
    }

    private static Field<Double> number(Field<Object> raw) {
        return field("cast({0} as double)", Double.class, raw);
    }

    private Condition both(int other) {
        return ParquetFile.value(other).isNotNull().and(ParquetFile.value(place).isNotNull());
    }

    /** How many rows and how many positive ones each value has. */
    private Select<?> grouped(int other, Field<Object> by) {
        return select(
                        by.as(name("x")),
                        count().as(name("n")),
                        field("sum({0})", value).as(name("p")))
                .from(rows)
                .where(both(other))
                .groupBy(by);
    }

    private Relation rateAuc(Session session, int other) {
        Select<?> rates = select(
                        field("{0} / {1}", field(name("p")), field("cast({0} as double)", field(name("n"))))
                                .as(name("x")),
                        field(name("n")),
                        field(name("p")))
                .from(grouped(other, ParquetFile.value(other)).asTable(name("levels")));
        Select<?> merged = select(
                        field(name("x")),
                        field("sum({0})", field(name("n"))).as(name("n")),
                        field("sum({0})", field(name("p"))).as(name("p")))
                .from(rates.asTable(name("rates")))
                .groupBy(field(name("x")));
        return auc(session, "auc_of_in_sample_rate", merged);
    }

    /** Whole numbers to the end: 2 sum of p (negatives below + half of those beside). */
    private static Relation auc(Session session, String measure, Select<?> groups) {
        Field<Object> n = field(name("n"));
        Field<Object> p = field(name("p"));
        Select<?> ordered = select(
                        n,
                        p,
                        field(
                                        "sum({0} - {1}) over (order by {2} rows between unbounded preceding and current row)",
                                        n, p, field(name("x")))
                                .as(name("below")))
                .from(groups.asTable(name("groups")));
        return session.rows(
                        Duck.sql()
                                .select(
                                        field(
                                                "cast(sum(cast({0} as hugeint) * cast(2 * {1} - ({2} - {0}) as hugeint)) as"
                                                        + " double)",
                                                p, field(name("below")), n),
                                        field("cast(sum({0}) as bigint)", p),
                                        field("cast(sum({0}) as bigint)", n))
                                .from(ordered.asTable(name("ordered"))),
                        row -> {
                            long ones = row.getLong(2);
                            long all = row.getLong(3);
                            return ones == 0 || ones == all
                                    ? new Relation(measure, null, all, "one class of the target only has values here")
                                    : new Relation(measure, row.getDouble(1) / 2 / ones / (all - ones), all, null);
                        })
                .getFirst();
    }

    private Relation pearson(Session session, int other) {
        Field<Double> x = number(ParquetFile.read(other, columns.get(other).type()));
        Field<Double> y = number(value);
        double[] means = session.rows(
                        Duck.sql()
                                .select(field("favg({0})", x), field("favg({0})", y))
                                .from(rows)
                                .where(both(other)),
                        // Null, and so 0, where no row has both: then nothing is summed below.
                        row -> new double[] {row.getDouble(1), row.getDouble(2)})
                .getFirst();
        Field<Double> dx = x.minus(inline(means[0]));
        Field<Double> dy = y.minus(inline(means[1]));
        return session.rows(
                        Duck.sql()
                                .select(
                                        field("fsum({0} * {1})", dx, dy),
                                        field("fsum({0} * {0})", dx),
                                        field("fsum({0} * {0})", dy),
                                        count())
                                .from(rows)
                                .where(both(other)),
                        row -> share(
                                "pearson",
                                row.getDouble(1),
                                Math.sqrt(row.getDouble(2)) * Math.sqrt(row.getDouble(3)),
                                row.getLong(4)))
                .getFirst();
    }

    private static Relation share(String measure, double part, double whole, long rows) {
        return whole > 0 && Double.isFinite(whole)
                ? new Relation(measure, Math.clamp(part / whole, -1, 1), rows, null)
                : new Relation(measure, null, rows, "all values are the same, or there are fewer than two");
    }

    private Relation eta(Session session, Field<Object> levels, Field<Double> number, int other) {
        double mean = session.rows(
                        Duck.sql().select(field("favg({0})", number)).from(rows).where(both(other)),
                        row -> row.getDouble(1))
                .getFirst();
        Field<Double> centred = number.minus(inline(mean));
        Select<?> groups = select(
                        levels.as(name("x")),
                        count().as(name("n")),
                        field("fsum({0})", centred).as(name("s")),
                        field("fsum({0} * {0})", centred).as(name("q")))
                .from(rows)
                .where(both(other))
                .groupBy(levels);
        Field<Object> n = field(name("n"));
        return session.rows(
                        Duck.sql()
                                .select(
                                        field(
                                                "fsum({0} * {0} / {1} order by {2})",
                                                field(name("s")), n, field(name("x"))),
                                        field("fsum({0} order by {1})", field(name("q")), field(name("x"))),
                                        field("sum({0})", n))
                                .from(groups.asTable(name("groups"))),
                        row -> share("eta_squared", row.getDouble(1), row.getDouble(2), row.getLong(3)))
                .getFirst();
    }

    private Relation cramer(Session session, int other) {
        Field<Object> x = ParquetFile.value(other);
        Select<?> cells = select(x.as(name("x")), value.as(name("y")), count().as(name("n")))
                .from(rows)
                .where(both(other))
                .groupBy(x, value);
        Field<Object> n = field(name("n"));
        Select<?> margins = select(
                        n,
                        field("sum({0}) over (partition by {1})", n, field(name("x")))
                                .as(name("a")),
                        field("sum({0}) over (partition by {1})", n, field(name("y")))
                                .as(name("b")),
                        field(name("x")),
                        field(name("y")))
                .from(cells.asTable(name("cells")));
        return session.rows(
                        Duck.sql()
                                .select(
                                        field(
                                                // In the order of the cells, so that it is the same to the last bit
                                                // each time.
                                                "fsum(cast({0} as double) * {0} / (cast({1} as double) * {2}) order by {3}, {4})",
                                                n,
                                                field(name("a")),
                                                field(name("b")),
                                                field(name("x")),
                                                field(name("y"))),
                                        DSL.countDistinct(field(name("x"))),
                                        DSL.countDistinct(field(name("y"))),
                                        field("coalesce(sum({0}), 0)", n))
                                .from(margins.asTable(name("margins"))),
                        row -> {
                            long fewer = Math.min(row.getLong(2), row.getLong(3)) - 1;
                            return fewer < 1
                                    ? new Relation(
                                            "cramers_v",
                                            null,
                                            row.getLong(4),
                                            "one of the two has fewer than two values")
                                    : new Relation(
                                            "cramers_v",
                                            Math.sqrt(Math.clamp((row.getDouble(1) - 1) / fewer, 0, 1)),
                                            row.getLong(4),
                                            null);
                        })
                .getFirst();
    }
}
