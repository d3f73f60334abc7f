package io.assay.model.monitoring;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.model.serving.Loaded;
import io.assay.model.serving.ScoredRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one request that wait to be written, in a handful of arrays. As it was scored a row is a hundred objects, and each
 * collection of young memory would copy those of all rows that wait while requests wait for it.
 */
final class KeptRows {

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

        private Request(ScoredRows scored, int[] places) {
            this.model = scored.model();
            this.shadow = scored.shadow();
            this.micros = MonitoringRepository.micros(scored.at());
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
                        for (int place : places) {
                            words[word++] = column.text(place);
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

    /**
     * Rows of a request by their places, at least one.
     *
     * @param bytes that they are taken to hold
     */
    static KeptRows of(ScoredRows scored, int[] places, long bytes) {
        return new KeptRows(new Request(scored, places), 0, places.length, bytes);
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

    /** How many bytes it is taken to hold. */
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
