package io.assay.data.store;

import io.assay.data.Column;
import io.assay.data.ColumnType;
import io.assay.data.Fingerprint;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jooq.Query;
import org.jooq.SelectField;

/** Reads a dataset's file into memory, or through it. */
final class StoredRows {

    private StoredRows() {}

    /** Takes the rows of a column, piece by piece. */
    private interface Taker {
        void take(DuckDBReadableVector cells, int count);
    }

    /** A column that is being read. */
    private interface Builder extends Taker {
        Column column();
    }

    /**
     * Some columns of a file.
     *
     * @param places of the columns wanted
     * @param rows that the file has
     */
    static Table table(Session session, Path file, List<StoredColumn> columns, List<Integer> places, int rows) {
        List<Builder> builders = new ArrayList<>();
        for (int place : places) {
            builders.add(builder(columns.get(place), rows));
        }
        long read = read(session, query(file, columns, places), builders);
        if (read != rows) {
            throw new IllegalStateException(file + " has " + read + " rows, not " + rows);
        }
        return new Table(rows, builders.stream().map(Builder::column).toList());
    }

    /** What a query answers with, at most so many rows of it. */
    static List<Column> columns(Session session, Query query, List<StoredColumn> columns, int most) {
        List<Builder> builders =
                columns.stream().map(column -> builder(column, most)).toList();
        int[] rows = IntStream.range(0, Math.toIntExact(read(session, query, builders)))
                .toArray();
        return builders.stream().map(builder -> builder.column().take(rows)).toList();
    }

    /** The columns of a file, hashed; throws for rows that are not as they were counted, and for numbers that are not finite. */
    private static List<Fingerprint.Cells> cells(
            Session session, Path file, List<StoredColumn> columns, List<Integer> places, long rows) {
        List<Fingerprint.Cells> cells = new ArrayList<>();
        List<Taker> takers = new ArrayList<>();
        for (int place : places) {
            Fingerprint.Cells each =
                    new Fingerprint.Cells(kind(columns.get(place).type()));
            cells.add(each);
            takers.add(hashing(columns.get(place), each));
        }
        long read = read(session, query(file, columns, places), takers);
        if (read != rows) {
            throw new IllegalStateException("DuckDB read " + read + " rows, not " + rows);
        }
        return cells;
    }

    /** The fingerprint of a file, one half of the columns beside the other. */
    static String fingerprint(Duck duck, Path file, List<StoredColumn> columns, long rows, DoubleConsumer watch) {
        int half = (columns.size() + 1) / 2;
        List<Integer> first = IntStream.range(0, half).boxed().toList();
        List<Integer> second = IntStream.range(half, columns.size()).boxed().toList();
        List<Fingerprint.Cells> cells = duck.both(
                session -> cells(session, file, columns, first, rows),
                session -> second.isEmpty() ? List.of() : cells(session, file, columns, second, rows),
                watch);
        Fingerprint fingerprint = new Fingerprint(rows, columns.size());
        for (int place = 0; place < columns.size(); place++) {
            fingerprint.column(columns.get(place).name(), cells.get(place));
        }
        return fingerprint.hex();
    }

    private static Query query(Path file, List<StoredColumn> columns, List<Integer> places) {
        List<SelectField<?>> fields = new ArrayList<>();
        for (int place : places) {
            fields.add(ParquetFile.read(place, columns.get(place).type()));
        }
        return Duck.sql().select(fields).from(ParquetFile.rows(file));
    }

    private static long read(Session session, Query query, List<? extends Taker> takers) {
        long[] rows = new long[1];
        session.chunks(query, (DuckDBDataChunkReader chunk) -> {
            int count = Math.toIntExact(chunk.rowCount());
            for (int place = 0; place < takers.size(); place++) {
                takers.get(place).take(chunk.vector(place), count);
            }
            rows[0] += count;
        });
        return rows[0];
    }

    private static Fingerprint.Kind kind(ColumnType type) {
        return switch (type) {
            case INTEGER, NUMBER -> Fingerprint.Kind.NUMBER;
            case TEXT -> Fingerprint.Kind.TEXT;
            case DATE, DATETIME -> Fingerprint.Kind.LOCAL_TIME;
            case INSTANT -> Fingerprint.Kind.INSTANT;
        };
    }

    private static Taker hashing(StoredColumn column, Fingerprint.Cells cells) {
        return switch (kind(column.type())) {
            case NUMBER ->
                (vector, count) -> {
                    for (int row = 0; row < count; row++) {
                        double value = vector.getDouble(row, Double.NaN);
                        if (Double.isInfinite(value)) {
                            throw new IllegalStateException(column.name() + " holds a number that is not finite");
                        }
                        cells.number(value);
                    }
                };
            case TEXT ->
                (vector, count) -> {
                    for (int row = 0; row < count; row++) {
                        String text = vector.getString(row);
                        if (text == null) {
                            cells.missingText();
                        } else {
                            cells.text(text.getBytes(StandardCharsets.UTF_8));
                        }
                    }
                };
            case LOCAL_TIME, INSTANT ->
                (vector, count) -> {
                    for (int row = 0; row < count; row++) {
                        cells.time(vector.getLong(row, TimeColumn.MISSING));
                    }
                };
        };
    }

    private static Builder builder(StoredColumn column, int rows) {
        return switch (kind(column.type())) {
            case NUMBER -> new Numbers(column.name(), new double[rows], column.type() == ColumnType.INTEGER);
            case TEXT -> new Words(column.name(), rows);
            case LOCAL_TIME -> new Moments(column.name(), new long[rows], true);
            case INSTANT -> new Moments(column.name(), new long[rows], false);
        };
    }

    private static final class Numbers implements Builder {

        private final String name;
        private final double[] values;
        private final boolean whole;
        private int filled;

        Numbers(String name, double[] values, boolean whole) {
            this.name = name;
            this.values = values;
            this.whole = whole;
        }

        @Override
        public void take(DuckDBReadableVector cells, int count) {
            for (int row = 0; row < count; row++) {
                values[filled + row] = cells.getDouble(row, Double.NaN);
            }
            filled += count;
        }

        @Override
        public Column column() {
            return new NumberColumn(name, values, whole);
        }
    }

    private static final class Moments implements Builder {

        private final String name;
        private final long[] micros;
        private final boolean local;
        private int filled;

        Moments(String name, long[] micros, boolean local) {
            this.name = name;
            this.micros = micros;
            this.local = local;
        }

        @Override
        public void take(DuckDBReadableVector cells, int count) {
            for (int row = 0; row < count; row++) {
                micros[filled + row] = cells.getLong(row, TimeColumn.MISSING);
            }
            filled += count;
        }

        @Override
        public Column column() {
            return new TimeColumn(name, micros, local);
        }
    }

    private static final class Words implements Builder {

        private final String name;
        private final int[] codes;
        private final Map<String, Integer> places = new HashMap<>();
        private final List<String> levels = new ArrayList<>();
        private int filled;

        Words(String name, int rows) {
            this.name = name;
            this.codes = new int[rows];
        }

        @Override
        public void take(DuckDBReadableVector cells, int count) {
            for (int row = 0; row < count; row++) {
                String word = cells.getString(row);
                codes[filled + row] = word == null ? -1 : code(word);
            }
            filled += count;
        }

        private int code(String word) {
            Integer known = places.get(word);
            if (known != null) {
                return known;
            }
            places.put(word, levels.size());
            levels.add(word);
            return levels.size() - 1;
        }

        @Override
        public Column column() {
            return new TextColumn(name, codes, levels);
        }
    }
}
