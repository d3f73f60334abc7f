package io.assay.data.store;

import static org.jooq.impl.DSL.abs;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.assay.data.ColumnType;
import io.assay.data.duck.Duck;
import io.assay.data.duck.DuckException;
import io.assay.data.duck.Session;
import io.assay.data.file.DatasetFolder;
import io.assay.job.JobContext;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Makes a dataset's file of a Parquet file that was received: the same rows, with the types that datasets have. */
final class ParquetImport {

    private static final BigInteger EXACT = BigInteger.TWO.pow(53);

    private static final double WRITTEN = 0.7;

    private record Given(String name, String type) {}

    private final Duck duck;

    private final DatasetFolder folder;

    ParquetImport(Duck duck, DatasetFolder folder) {
        this.duck = duck;
        this.folder = folder;
    }

    Importing.Made make(ImportRequest request, Path received, JobContext context) {
        Path file = folder.unfinished();
        boolean done = false;
        try {
            Importing.Made made = duck.call(
                    session -> read(session, request, received, file),
                    part -> context.progress(part * WRITTEN, "reading rows"));
            String fingerprint = StoredRows.fingerprint(
                    duck,
                    file,
                    made.document().columns(),
                    made.rows(),
                    part -> context.progress(WRITTEN, "taking the fingerprint"));
            done = true;
            return made.of(fingerprint);
        } catch (DuckException unreadable) {
            throw Importing.refused(
                    "The file cannot be read as Parquet: it is damaged, or holds what datasets do not.", List.of());
        } finally {
            if (!done) {
                DatasetFolder.remove(file);
            }
        }
    }

    private static Importing.Made read(Session session, ImportRequest request, Path received, Path file) {
        Table<?> source = table("read_parquet({0})", inline(received.toString()));
        List<Given> given = session.rows(
                Duck.sql().query("describe select * from {0}", source),
                row -> new Given(row.getString("column_name"), row.getString("column_type")));
        long rows = session.rows(Duck.sql().select(count()).from(source), row -> row.getLong(1))
                .getFirst();
        if (rows == 0) {
            throw Importing.refused("The file has no rows.", List.of());
        }
        List<StoredColumn> columns = new ArrayList<>();
        List<Field<?>> fields = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Given column : given) {
            ColumnType wanted = request.options().types().get(column.name());
            ColumnType type = type(session, source, column);
            if (wanted != null && wanted != type && !isWider(wanted, type)) {
                throw Importing.refused(
                        "Column " + column.name() + " is " + type.word() + " in the file and not " + wanted.word()
                                + ".",
                        List.of());
            }
            ColumnType stored = wanted == null ? type : wanted;
            if (isInteger(column.type()) && stored == ColumnType.TEXT && wanted == null) {
                notes.add("Column " + column.name() + " holds whole numbers beyond 2^53; it is stored as text.");
            }
            columns.add(new StoredColumn(column.name(), stored));
            fields.add(value(column, stored));
        }
        Select<?> select = ParquetFile.select(fields, source);
        session.run(ParquetFile.write(select, file));
        return new Importing.Made(
                file,
                null,
                new DatasetDocument(request.description(), columns, Importing.source(request, null, null), notes),
                rows,
                0,
                "");
    }

    private static boolean isWider(ColumnType wanted, ColumnType type) {
        return wanted == ColumnType.TEXT || (wanted == ColumnType.NUMBER && type == ColumnType.INTEGER);
    }

    private static Field<Object> raw(Given column) {
        return field(name(column.name()));
    }

    private static boolean isInteger(String type) {
        return type.endsWith("INT") || type.endsWith("INTEGER");
    }

    private static ColumnType type(Session session, Table<?> source, Given column) {
        String type = column.type();
        if (isInteger(type)) {
            return isExact(session, source, column) ? ColumnType.INTEGER : ColumnType.TEXT;
        }
        if (type.equals("FLOAT") || type.equals("DOUBLE")) {
            refuseInfinite(session, source, column);
            return ColumnType.NUMBER;
        }
        if (type.startsWith("DECIMAL(")) {
            return ColumnType.NUMBER;
        }
        return switch (type) {
            case "DATE" -> {
                refuseOutOfRange(session, source, column);
                yield ColumnType.DATE;
            }
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> {
                refuseOutOfRange(session, source, column);
                yield ColumnType.DATETIME;
            }
            case "TIMESTAMP WITH TIME ZONE" -> {
                refuseOutOfRange(session, source, column);
                yield ColumnType.INSTANT;
            }
            case "VARCHAR", "BOOLEAN", "UUID", "TIME" -> ColumnType.TEXT;
            default -> {
                if (type.startsWith("ENUM(")) {
                    yield ColumnType.TEXT;
                }
                throw Importing.refused(
                        "Column " + column.name() + " is " + type
                                + ", which no dataset holds: numbers, text, truth values, dates and times are.",
                        List.of());
            }
        };
    }

    private static boolean isExact(Session session, Table<?> source, Given column) {
        String largest = session.rows(
                        Duck.sql()
                                .select(cast(
                                        max(abs(raw(column).cast(SQLDataType.DECIMAL(38, 0)))), SQLDataType.VARCHAR))
                                .from(source),
                        row -> row.getString(1))
                .getFirst();
        return largest == null || new BigInteger(largest).compareTo(EXACT) <= 0;
    }

    private static void refuseInfinite(Session session, Table<?> source, Given column) {
        long infinite = session.rows(
                        Duck.sql()
                                .select(count())
                                .from(source)
                                .where(field("isinf({0})", Boolean.class, raw(column))
                                        .isTrue()),
                        row -> row.getLong(1))
                .getFirst();
        if (infinite > 0) {
            throw Importing.refused(
                    "Column " + column.name() + " holds " + infinite + " infinite numbers; make them null or finite.",
                    List.of());
        }
    }

    /** The years that text can name; what is infinite is beyond them. */
    private static void refuseOutOfRange(Session session, Table<?> source, Given column) {
        Field<Object> time = field("try_cast({0} as timestamp)", Object.class, raw(column));
        long beyond = session.rows(
                        Duck.sql()
                                .select(count())
                                .from(source)
                                .where(raw(column)
                                        .isNotNull()
                                        .and(condition(
                                                "coalesce({0} not between cast({1} as timestamp) and cast({2} as timestamp),"
                                                        + " true)",
                                                time,
                                                inline("0001-01-01 00:00:00"),
                                                inline("9999-12-31 23:59:59.999999")))),
                        row -> row.getLong(1))
                .getFirst();
        if (beyond > 0) {
            throw Importing.refused(
                    "Column " + column.name() + " holds " + beyond
                            + " dates or times outside of the years 1 to 9999; make them null.",
                    List.of());
        }
    }

    private static Field<?> value(Given column, ColumnType stored) {
        Field<Object> raw = raw(column);
        return switch (stored) {
            case INTEGER -> field("cast({0} as bigint)", raw);
            case NUMBER -> {
                // Text of a decimal is exact, and read as a double it is the nearest one.
                Field<Object> number = column.type().startsWith("DECIMAL(")
                        ? field("cast(cast({0} as varchar) as double)", Object.class, raw)
                        : field("cast({0} as double)", Object.class, raw);
                yield field("case when isnan({0}) then null else {0} end", number);
            }
            case TEXT -> field("cast({0} as varchar)", raw);
            case DATE -> field("cast({0} as date)", raw);
            case DATETIME -> field("cast({0} as timestamp)", raw);
            case INSTANT -> raw;
        };
    }
}
