package io.assay.model.serving;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.Times;
import io.assay.feature.pipeline.ColumnType;
import io.assay.platform.json.PointerSegment;
import io.assay.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads rows as they come into the columns that are wanted, with nothing kept per row or per value beside them. */
final class RowsReader {

    /** Cells that rows may have with those that they lack: empty rows cost their sender nothing. */
    private static final int MOST_CELLS = 4_000_000;

    private final Inputs inputs;
    private final Findings findings;
    private final Cells[] cells;
    private final int required;
    private final int mostRows;

    /** Whether the version beside the one that answers could not use the rows: a column that it alone needs is not as it was. */
    private boolean besideUnusable;

    private int rows;

    RowsReader(Inputs inputs, Findings findings, int rowsExpected) {
        this.inputs = inputs;
        this.findings = findings;
        this.cells = new Cells[inputs.size()];
        this.required = inputs.required();
        this.mostRows = Math.min(Predictor.MOST_ROWS, MOST_CELLS / Math.max(1, required));
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

    /** What was read of the array of rows at the pointer, times as times; null where anything was found to be wrong. */
    @Nullable
    Table tableOfRows(String pointer) {
        return typed((row, name) -> pointer + "/" + row + "/" + name);
    }

    /** What was read of the columns at the pointer, as {@link #tableOfRows}. */
    @Nullable
    Table tableOfColumns(String pointer) {
        return typed((row, name) -> pointer + "/" + name + "/" + row);
    }

    /** Finds what is no time in one of the rows, which is pointed to as if there were no other. */
    void checkTimes(int row) {
        times(row, row + 1, (first, name) -> "/" + name);
    }

    private @Nullable Table typed(BiFunction<Integer, String, String> cell) {
        Map<Integer, Column> times = times(0, rows, cell);
        if (!findings.isEmpty()) {
            return null;
        }
        Table read = table();
        if (times.isEmpty()) {
            return read;
        }
        List<Column> columns = new ArrayList<>(read.columns());
        times.forEach(columns::set);
        return new Table(read.rows(), columns);
    }

    /** The columns of times in some of the rows, by place; whatever else is wrong, what is no time is found. */
    private Map<Integer, Column> times(int from, int to, BiFunction<Integer, String, String> cell) {
        Map<Integer, Column> times = new HashMap<>();
        for (int place = 0; place < required; place++) {
            if (inputs.type(place) == ColumnType.TIME && !findings.isFull()) {
                String name = PointerSegment.escape(inputs.name(place));
                try {
                    times.put(
                            place, Times.of(cells[place].texts(from, to), Findings.MOST, row -> cell.apply(row, name)));
                } catch (ProblemException noTimes) {
                    findings.addAll(noTimes.errors());
                }
            }
        }
        return times;
    }

    /** What was read, without what only the version beside needs and could not use. */
    Table table() {
        int width = besideUnusable ? required : cells.length;
        List<Column> columns = new ArrayList<>(width);
        for (int place = 0; place < width; place++) {
            columns.add(cells[place].column());
        }
        return new Table(rows, columns);
    }

    /** Reads an array of objects, of which the parser is at the first bracket. */
    void rows(JsonParser parser, String pointer) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            checkRoom(rows, pointer);
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                row(parser, pointer);
            } else {
                findings.misfit(() -> pointer, Integer.toString(rows), "must be an object of a row's values by column");
                parser.skipChildren();
                besideUnusable = true;
                for (int place = 0; place < required; place++) {
                    cells[place].addMissing();
                }
                rows++;
            }
        }
        if (rows == 0) {
            findings.reject(pointer, "must have at least one row");
        }
    }

    private void checkRoom(int before, String pointer) {
        if (before == mostRows) {
            throw Predictor.tooManyRows(pointer, mostRows);
        }
    }

    /** Reads an object of values by column, of which the parser is at the brace, as the next row of those at the pointer. */
    void row(JsonParser parser, String pointer) {
        int guess = 0;
        int found = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            int place = inputs.place(name, guess);
            if ((place < 0 || place >= required) && isNotRead(place, name, () -> at(pointer))) {
                parser.skipChildren();
                continue;
            }
            guess = place + 1;
            Cells column = cells[place];
            if (column.isAgain(rows)) {
                fault(place, () -> at(pointer), name, "is given more than once");
                parser.skipChildren();
                continue;
            }
            found++;
            String fault = column.add(parser);
            if (fault != null) {
                fault(place, () -> at(pointer), name, fault);
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

    private void fault(int place, Findings.Pointer parent, String member, String fault) {
        if (place < required) {
            findings.misfit(parent, member, fault);
        } else {
            besideUnusable = true;
        }
    }

    private void fill(String pointer) {
        for (int place = 0; place < required; place++) {
            if (!cells[place].has(rows)) {
                cells[place].addMissing();
                findings.absent(() -> at(pointer), inputs.name(place));
            }
        }
        for (int place = required; place < cells.length && !besideUnusable; place++) {
            besideUnusable = !cells[place].has(rows);
        }
    }

    /**
     * Whether a column that the version that answers does not read is read by no version beside it, or no more. What the
     * first never saw it finds unknown, whoever reads it beside: its answer is the same with one beside it and without.
     */
    private boolean isNotRead(int place, String name, Findings.Pointer parent) {
        if (!inputs.isKnown(name)) {
            findings.unknown(parent, name);
        }
        return place < 0 || besideUnusable;
    }

    /** Reads an object of arrays by column, of which the parser is at the brace. */
    void columns(JsonParser parser, String pointer) {
        String first = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            int place = inputs.place(name, 0);
            if ((place < 0 || place >= required) && isNotRead(place, name, () -> pointer)) {
                parser.skipChildren();
                continue;
            }
            Cells column = cells[place];
            if (column.isAgain(0)) {
                fault(place, () -> pointer, name, "is given more than once");
                parser.skipChildren();
            } else if (token != JsonToken.START_ARRAY) {
                fault(place, () -> pointer, name, "must be an array of values");
                parser.skipChildren();
            } else {
                column(parser, place, pointer + "/" + PointerSegment.escape(name));
                first = place < required ? counted(place, first, pointer) : first;
            }
        }
        if (first != null && rows == 0) {
            findings.reject(pointer, "must have at least one row");
        }
        complete(pointer, first == null);
    }

    private void column(JsonParser parser, int place, String at) {
        Cells column = cells[place];
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int row = column.size();
            if (place >= required && (besideUnusable || row == mostRows)) {
                besideUnusable = true;
                parser.skipChildren();
                continue;
            }
            checkRoom(row, at);
            String fault = column.add(parser);
            if (fault != null) {
                fault(place, () -> at, Integer.toString(row), fault);
            }
        }
    }

    /** Holds a column's values against those of the first that was read. @return the name of that */
    private String counted(int place, @Nullable String first, String pointer) {
        int size = cells[place].size();
        if (first == null) {
            rows = size;
            return inputs.name(place);
        }
        if (size != rows) {
            String detail = "has " + size + " values where " + first + " has " + rows;
            findings.misfit(() -> pointer, inputs.name(place), detail);
        }
        return first;
    }

    private void complete(String pointer, boolean none) {
        for (int place = 0; place < required; place++) {
            Cells column = cells[place];
            if (!column.has(0)) {
                findings.absent(() -> pointer, inputs.name(place));
            }
            while (column.size() < rows) {
                column.addMissing();
            }
        }
        for (int place = required; place < cells.length; place++) {
            besideUnusable |= cells[place].size() != rows;
        }
        if (none) {
            findings.reject(pointer, "has none of the columns that the model reads");
        }
    }
}
