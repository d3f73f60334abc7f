package io.assay.model.monitoring;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.model.serving.Loaded;
import io.assay.model.serving.ScoredRows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one request that wait to be written, in a handful of arrays. As it was scored a row is a hundred objects, and each
 * collection of young memory would copy those of all rows that wait while requests wait for it.
 */
final class KeptRows {

    /** Of an object, its header and the reference to it. */
    private static final int OBJECT = 48;

    /** This, its arrays and where it waits. */
    private static final int OBJECTS = 8 * OBJECT;

    /** What a request kept, which its parts share. */
    private static final class Request {

        private final Loaded model;
        private final boolean shadow;
        private final long micros;
        private final String[] ids;
        private final int outputs;

        /** All rows of each output, then of each column of numbers. */
        private final double[] numbers;

        /** All rows of each column of times, in microseconds since 1970. */
        private final long[] times;

        /** All rows of each column of text; null where it is missing. */
        private final @Nullable String[] words;

        /** By column whether its numbers are whole, or its times local. */
        private final boolean[] marks;

        /** What the words take that the rows have, each once. */
        private long ofWords;

        private Request(ScoredRows scored, int[] places) {
            this.model = scored.model();
            this.shadow = scored.shadow();
            this.micros = micros(scored.at());
            this.ids = new String[places.length];
            for (int i = 0; i < places.length; i++) {
                ids[i] = scored.id(places[i]);
            }
            List<Column> columns = scored.rows().columns();
            this.outputs = scored.predictions().length;
            this.numbers = new double[places.length * (outputs + count(columns, NumberColumn.class))];
            this.times = new long[places.length * count(columns, TimeColumn.class)];
            this.words = new @Nullable String[places.length * count(columns, TextColumn.class)];
            this.marks = new boolean[columns.size()];
            int number = 0;
            for (double[] output : scored.predictions()) {
                number = put(output, places, number);
            }
            int time = 0;
            int word = 0;
            for (int i = 0; i < marks.length; i++) {
                switch (columns.get(i)) {
                    case NumberColumn column -> {
                        number = put(column.values(), places, number);
                        marks[i] = column.isWhole();
                    }
                    case TimeColumn column -> {
                        for (int place : places) {
                            times[time++] = column.micros()[place];
                        }
                        marks[i] = column.isLocal();
                    }
                    case TextColumn column -> {
                        boolean[] counted = new boolean[column.levels().size()];
                        for (int place : places) {
                            int code = column.codes()[place];
                            String said = column.text(place);
                            words[word++] = said;
                            if (said != null && !counted[code]) {
                                counted[code] = true;
                                ofWords += OBJECT + said.length();
                            }
                        }
                    }
                }
            }
        }

        private static int count(List<Column> columns, Class<? extends Column> type) {
            int count = 0;
            for (Column column : columns) {
                if (type.isInstance(column)) {
                    count++;
                }
            }
            return count;
        }

        private int put(double[] values, int[] places, int from) {
            int at = from;
            for (int place : places) {
                numbers[at++] = values[place];
            }
            return at;
        }

        private long bytes() {
            long bytes = OBJECTS
                    + (long) Double.BYTES * numbers.length
                    + (long) Long.BYTES * times.length
                    + (long) Integer.BYTES * words.length
                    + marks.length
                    + ofWords;
            for (String id : ids) {
                bytes += OBJECT + id.length();
            }
            return bytes;
        }
    }

    private final Request request;
    private final int from;
    private final int size;
    private final long bytes;

    private KeptRows(Request request, int from, int size, long bytes) {
        this.request = request;
        this.from = from;
        this.size = size;
        this.bytes = bytes;
    }

    /** Rows of a request by their places, at least one. */
    static KeptRows of(ScoredRows scored, int[] places) {
        Request kept = new Request(scored, places);
        return new KeptRows(kept, 0, places.length, kept.bytes());
    }

    /** What so many rows take at least, without their ids and words. */
    static long leastBytes(ScoredRows scored, int rows) {
        int columns = scored.rows().columns().size();
        int words = Request.count(scored.rows().columns(), TextColumn.class);
        return rows
                * ((long) Double.BYTES * (scored.predictions().length + columns - words)
                        + (long) Integer.BYTES * words);
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /** From one row to before another, with its share of the bytes: the shares of all parts add up to the whole. */
    KeptRows part(int first, int end) {
        return first == 0 && end == size
                ? this
                : new KeptRows(request, from + first, end - first, bytes * end / size - bytes * first / size);
    }

    Loaded model() {
        return request.model;
    }

    boolean shadow() {
        return request.shadow;
    }

    int size() {
        return size;
    }

    /** About how many bytes it takes in memory. */
    long bytes() {
        return bytes;
    }

    /** Microseconds since 1970 when the rows were scored. */
    long micros() {
        return request.micros;
    }

    /** Whether a column's numbers are whole, or its times local. */
    boolean isMarked(int column) {
        return request.marks[column];
    }

    /** How many numbers a row was given. */
    int outputs() {
        return request.outputs;
    }

    void ids(String[] to, int at) {
        System.arraycopy(request.ids, from, to, at, size);
    }

    /** Those of an output, or after the outputs of a column, counting only columns of numbers. */
    void numbers(int number, double[] to, int at) {
        System.arraycopy(request.numbers, number * request.ids.length + from, to, at, size);
    }

    /** Those of a column, counting only columns of times. */
    void times(int number, long[] to, int at) {
        System.arraycopy(request.times, number * request.ids.length + from, to, at, size);
    }

    /** That of a row in a column, counting only columns of text; null where it is missing. */
    @Nullable
    String word(int number, int row) {
        return request.words[number * request.ids.length + from + row];
    }
}
