package io.assay.model.serving;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.Times;
import io.assay.feature.pipeline.ColumnType;
import io.assay.platform.json.PointerSegment;
import io.assay.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads rows as they come into the columns that are wanted, with nothing kept per row or per value beside them. */
final class RowsReader {

    private final Inputs inputs;
    private final Findings findings;
    private final Cells[] cells;

    /** Whether the version beside the one that answers could not use the rows: a column that it alone needs is not as it was. */
    private boolean besideUnusable;

    private int rows;

    RowsReader(Inputs inputs, Findings findings, int rowsExpected) {
        this.inputs = inputs;
        this.findings = findings;
        this.cells = new Cells[inputs.size()];
        for (int place = 0; place < cells.length; place++) {
            cells[place] = new Cells(inputs.name(place), inputs.type(place), rowsExpected);
        }
    }

    int rows() {
        return rows;
    }

    /** Takes back what came after so many rows. */
    void backTo(int before) {
        for (Cells column : cells) {
            column.backTo(before);
        }
        rows = before;
    }

    /** One of the rows that were read. */
    Table table(int row) {
        return table().take(new int[] {row});
    }

    /** What was read, times as times; what is none is found. */
    Table table(String pointer, Findings found) {
        Table read = table();
        List<Column> columns = null;
        for (int place = 0; place < inputs.required(); place++) {
            if (inputs.type(place) == ColumnType.TIME) {
                columns = columns == null ? new ArrayList<>(read.columns()) : columns;
                try {
                    columns.set(
                            place,
                            Times.of(columns.get(place), pointer + "/" + PointerSegment.escape(inputs.name(place))));
                } catch (ProblemException noTimes) {
                    found.addAll(noTimes.errors());
                }
            }
        }
        return columns == null ? read : new Table(read.rows(), columns);
    }

    /** What was read, without what only the version beside needs and could not use. */
    Table table() {
        int width = besideUnusable ? inputs.required() : cells.length;
        List<Column> columns = new ArrayList<>(width);
        for (int place = 0; place < width; place++) {
            columns.add(cells[place].column());
        }
        return new Table(rows, columns);
    }

    /** Reads an array of objects, of which the parser is at the first bracket. */
    void rows(JsonParser parser, String pointer) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                row(parser, pointer);
            } else {
                findings.misfit(pointer + "/" + rows, "must be an object of a row's values by column");
                parser.skipChildren();
                for (Cells column : cells) {
                    column.addMissing();
                }
                rows++;
            }
        }
        if (rows == 0) {
            findings.reject(pointer, "must have at least one row");
        }
    }

    /** Reads an object of values by column, of which the parser is at the brace, as the next row of those at the pointer. */
    void row(JsonParser parser, String pointer) {
        int guess = 0;
        int found = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            int place = inputs.place(name, guess);
            if (place < 0) {
                other(parser, name, () -> at(pointer));
                continue;
            }
            guess = place + 1;
            Cells column = cells[place];
            if (column.isAgain(rows)) {
                findings.misfit(at(pointer) + "/" + PointerSegment.escape(name), "is given more than once");
                parser.skipChildren();
                continue;
            }
            found++;
            String fault = column.add(parser);
            if (fault != null) {
                fault(place, at(pointer) + "/" + PointerSegment.escape(name), fault);
            }
        }
        if (found < cells.length) {
            fill(pointer);
        }
        rows++;
    }

    private String at(String pointer) {
        return pointer.isEmpty() ? "" : pointer + "/" + rows;
    }

    private void fault(int place, String pointer, String fault) {
        if (place < inputs.required()) {
            findings.misfit(pointer, fault);
        } else {
            besideUnusable = true;
        }
    }

    private void fill(String pointer) {
        for (int place = 0; place < cells.length; place++) {
            if (!cells[place].has(rows)) {
                cells[place].addMissing();
                if (place < inputs.required()) {
                    findings.absent(at(pointer), inputs.name(place));
                } else {
                    besideUnusable = true;
                }
            }
        }
    }

    /** A pointer that is made only where something is said of it. */
    @FunctionalInterface
    private interface Pointer {
        String text();
    }

    private void other(JsonParser parser, String name, Pointer parent) {
        if (!inputs.isKnown(name)) {
            findings.unknown(parent.text(), name);
        }
        parser.skipChildren();
    }

    /** Reads an object of arrays by column, of which the parser is at the brace. */
    void columns(JsonParser parser, String pointer) {
        String first = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            int place = inputs.place(name, 0);
            if (place < 0) {
                other(parser, name, () -> pointer);
                continue;
            }
            String at = pointer + "/" + PointerSegment.escape(name);
            Cells column = cells[place];
            if (column.isAgain(0)) {
                findings.misfit(at, "is given more than once");
                parser.skipChildren();
            } else if (token != JsonToken.START_ARRAY) {
                findings.misfit(at, "must be an array of values");
                parser.skipChildren();
            } else {
                first = column(parser, place, at, first);
            }
        }
        if (first != null && rows == 0) {
            findings.reject(pointer, "must have at least one row");
        }
        complete(pointer, first == null);
    }

    /** Reads a column. @return the name of the first that was read */
    private String column(JsonParser parser, int place, String at, @Nullable String first) {
        Cells column = cells[place];
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int row = column.size();
            String fault = column.add(parser);
            if (fault != null) {
                fault(place, at + "/" + row, fault);
            }
        }
        if (first == null) {
            rows = column.size();
            return inputs.name(place);
        }
        if (column.size() != rows) {
            fault(place, at, "has " + column.size() + " values where " + first + " has " + rows);
        }
        return first;
    }

    private void complete(String pointer, boolean none) {
        for (int place = 0; place < cells.length; place++) {
            Cells column = cells[place];
            if (!column.has(0)) {
                if (place < inputs.required()) {
                    findings.absent(pointer, inputs.name(place));
                } else {
                    besideUnusable = true;
                }
            }
            while (column.size() < rows) {
                column.addMissing();
            }
        }
        if (none) {
            findings.reject(pointer, "has none of the columns that the model reads");
        }
    }
}
