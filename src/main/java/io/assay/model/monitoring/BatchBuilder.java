package io.assay.model.monitoring;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.model.serving.ScoredRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one batch of what several requests had scored by a version. */
final class BatchBuilder {

    /** Rows of one request that are kept, by their places. */
    static final class Kept {

        private final ScoredRows rows;
        private final int[] places;
        private final long bytes;

        /** @param bytes what they hold, as counted when they began to wait */
        Kept(ScoredRows rows, int[] places, long bytes) {
            this.rows = rows;
            this.places = places;
            this.bytes = bytes;
        }

        ScoredRows rows() {
            return rows;
        }

        int size() {
            return places.length;
        }

        long bytes() {
            return bytes;
        }

        /** From one place to before another, with its share of the bytes: the shares of all parts add up to the whole. */
        Kept part(int from, int to) {
            long share = bytes * to / places.length - bytes * from / places.length;
            return from == 0 && to == places.length
                    ? this
                    : new Kept(rows, Arrays.copyOfRange(places, from, to), share);
        }
    }

    /** Between two looks whether a request waits for the processor. */
    private static final int PARTS_AT_ONCE = 200;

    private final List<Kept> parts;
    private final int rows;

    private BatchBuilder(List<Kept> parts) {
        this.parts = parts;
        this.rows = parts.stream().mapToInt(Kept::size).sum();
    }

    /** @param parts of one version, at least one */
    static LoggedBatch of(List<Kept> parts) {
        return new BatchBuilder(parts).build();
    }

    private LoggedBatch build() {
        ScoredRows first = parts.getFirst().rows;
        String[] ids = new String[rows];
        long[] micros = new long[rows];
        double[][] predictions = new double[first.predictions().length][rows];
        int at = 0;
        for (Kept part : parts) {
            long time = micros(part.rows.at());
            for (int place : part.places) {
                ids[at] = part.rows.id(place);
                micros[at] = time;
                for (int output = 0; output < predictions.length; output++) {
                    predictions[output][at] = part.rows.predictions()[output][place];
                }
                at++;
            }
        }
        return new LoggedBatch(ids, micros, new Table(rows, columns(first.rows().columns())), predictions);
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    /** A version reads the same columns of the same types, in the same order, whatever the request. */
    private List<Column> columns(List<Column> first) {
        double[][] numbers = numbers(first);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            columns.add(
                    switch (first.get(i)) {
                        case NumberColumn column -> new NumberColumn(column.name(), numbers[i], column.isWhole());
                        case TextColumn words -> words(words.name(), i);
                        case TimeColumn times -> times(times, i);
                    });
        }
        return columns;
    }

    /** Part by part, whose numbers lie side by side in memory: column by column each part would be read that often. */
    private double[][] numbers(List<Column> first) {
        double[][] numbers = new double[first.size()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = new double[first.get(i) instanceof NumberColumn ? rows : 0];
        }
        int from = 0;
        int sinceYielding = 0;
        for (Kept part : parts) {
            if (++sinceYielding == PARTS_AT_ONCE) {
                Yielding.now();
                sinceYielding = 0;
            }
            List<Column> given = part.rows.rows().columns();
            for (int i = 0; i < numbers.length; i++) {
                if (first.get(i) instanceof NumberColumn) {
                    double[] values = ((NumberColumn) given.get(i)).values();
                    int at = from;
                    for (int place : part.places) {
                        numbers[i][at++] = values[place];
                    }
                }
            }
            from += part.size();
        }
        return numbers;
    }

    private TextColumn words(String name, int i) {
        int[] codes = new int[rows];
        Map<String, Integer> levels = new LinkedHashMap<>();
        int at = 0;
        for (Kept part : parts) {
            TextColumn given = (TextColumn) part.rows.rows().columns().get(i);
            for (int place : part.places) {
                String word = given.text(place);
                codes[at++] = word == null ? -1 : levels.computeIfAbsent(word, unseen -> levels.size());
            }
        }
        return new TextColumn(name, codes, List.copyOf(levels.keySet()));
    }

    private TimeColumn times(TimeColumn first, int i) {
        long[] micros = new long[rows];
        int at = 0;
        for (Kept part : parts) {
            long[] given = ((TimeColumn) part.rows.rows().columns().get(i)).micros();
            for (int place : part.places) {
                micros[at++] = given[place];
            }
        }
        return new TimeColumn(first.name(), micros, first.isLocal());
    }
}
