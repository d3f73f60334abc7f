package io.assay.data.store;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.list;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sql;
import static org.jooq.impl.DSL.table;

import io.assay.data.csv.CsvColumn.Resolved;
import io.assay.data.csv.CsvDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The statement that reads CSV whose every row is known to be good and whose columns are known to be what they are: DuckDB
 * detects nothing.
 *
 * @param missing texts that are no value
 * @param quotedIsText whether a quoted cell is never missing
 * @param header whether the first row has names
 * @param lineEnd of every row, escaped
 */
record CleanCsv(
        Path file,
        CsvDialect dialect,
        List<Resolved> columns,
        List<String> missing,
        boolean quotedIsText,
        boolean decimalComma,
        boolean header,
        String lineEnd) {

    /** Twice what a row may have. */
    private static final int LONGEST_ROW = 4 * 1024 * 1024;

    /** Several of these are in memory at once; the usual ones are so large that little memory would not do. */
    private static final int BUFFER = 2 * LONGEST_ROW;

    CleanCsv {
        columns = List.copyOf(columns);
        missing = List.copyOf(missing);
    }

    Select<?> select() {
        List<Field<?>> fields = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            fields.add(value(place, columns.get(place)));
        }
        return ParquetFile.select(fields, rows());
    }

    private Table<?> rows() {
        List<QueryPart> types = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            types.add(sql("{0} := {1}", name(ParquetFile.column(place)), inline(readAs(columns.get(place)))));
        }
        return table(
                "read_csv({0}, auto_detect = {1}, header = {11}, delim = {2}, quote = {3}, escape = {4}, new_line = {5},"
                        + " nullstr = [{6}], allow_quoted_nulls = {7}, decimal_separator = {8}, max_line_size = {9},"
                        + " buffer_size = {12},"
                        + " columns = struct_pack({10}))",
                inline(file.toString()),
                inline(false),
                inline(String.valueOf(dialect.delimiter())),
                inline(character(dialect.quote())),
                inline(character(dialect.quote() == 0 ? 0 : dialect.escape())),
                inline(lineEnd),
                list(missing.stream().map(DSL::inline).toList()),
                inline(!quotedIsText),
                inline(decimalComma ? "," : "."),
                inline(LONGEST_ROW),
                list(types),
                inline(header),
                inline(BUFFER));
    }

    private static String character(char character) {
        return character == 0 ? "" : String.valueOf(character);
    }

    private static String readAs(Resolved column) {
        if (column.pattern() != null) {
            return "VARCHAR";
        }
        return switch (column.type()) {
            case INTEGER -> "BIGINT";
            case NUMBER -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case DATE -> "DATE";
            case DATETIME -> "TIMESTAMP";
            case INSTANT -> "TIMESTAMPTZ";
        };
    }

    private static Field<?> value(int place, Resolved column) {
        Field<Object> text = ParquetFile.value(place);
        if (column.pattern() == null) {
            return text;
        }
        return switch (column.type()) {
            case DATE -> field("cast(strptime({0}, {1}) as date)", text, inline(column.pattern()));
            case DATETIME -> field("cast(strptime({0}, {1}) as timestamp)", text, inline(column.pattern()));
            case INTEGER, NUMBER, TEXT, INSTANT -> text;
        };
    }
}
