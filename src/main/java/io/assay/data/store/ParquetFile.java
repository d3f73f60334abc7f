package io.assay.data.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.table;

import io.assay.data.ColumnType;
import io.assay.data.duck.Duck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;

/**
 * The statements that write and read a dataset's file. Its columns are called by their places, c0, c1 and so on: names
 * come from whoever sent them, may differ in case alone, and need not be ones that SQL could take.
 */
final class ParquetFile {

    private static final int ROW_GROUP = 122_880;

    private ParquetFile() {}

    /** The name of a column in the file. */
    static String column(int place) {
        return "c" + place;
    }

    /** A column as its bare value. */
    static Field<Object> value(int place) {
        return field(name(column(place)));
    }

    /** A column of numbers as doubles. */
    static Field<Double> number(int place) {
        return field("cast({0} as double)", Double.class, value(place));
    }

    /** A value of a column as it is told: times as text of ISO 8601. */
    static Field<?> shown(Field<?> value, ColumnType type) {
        return switch (type) {
            case DATE -> field("cast({0} as varchar)", value);
            case DATETIME -> field("strftime({0}, {1})", value, inline("%Y-%m-%dT%H:%M:%S.%f"));
            case INSTANT -> field("strftime({0}, {1})", value, inline("%Y-%m-%dT%H:%M:%S.%fZ"));
            case INTEGER, NUMBER, TEXT -> value;
        };
    }

    /** A column of time as microseconds since 1970. */
    static Field<Object> micros(int place) {
        return field("epoch_us({0})", Object.class, value(place));
    }

    /** What is read of a column: numbers as doubles, times as microseconds, text as it is. */
    static Field<Object> read(int place, ColumnType type) {
        return switch (type) {
            case INTEGER, NUMBER -> field("cast({0} as double)", Object.class, value(place));
            case TEXT -> value(place);
            case DATE, DATETIME, INSTANT -> micros(place);
        };
    }

    static Table<?> rows(Path file) {
        return table("read_parquet({0})", inline(file.toString()));
    }

    /** Writes the rows of a query in their order. */
    static Query write(Select<?> rows, Path file) {
        return Duck.sql()
                .query(
                        "copy ({0}) to {1} (format parquet, compression snappy, row_group_size {2})",
                        rows, inline(file.toString()), inline(ROW_GROUP));
    }

    /** Columns under the names that they have in the file. */
    static Select<?> select(List<? extends Field<?>> columns, Table<?> from) {
        List<SelectField<?>> fields = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            fields.add(columns.get(place).as(name(column(place))));
        }
        return Duck.sql().select(fields).from(from);
    }

    /** A list of parts, separated by commas. */
    static QueryPart commas(List<? extends QueryPart> parts) {
        return list(parts);
    }

    /** A named argument of a function. */
    static QueryPart argument(String argument, QueryPart value) {
        return sql("{0} = {1}", name(argument), value);
    }
}
