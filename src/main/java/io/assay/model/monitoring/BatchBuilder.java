package io.assay.model.monitoring;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.feature.pipeline.FittedDocument.InputColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one batch of what several requests had scored by a version. */
final class BatchBuilder {

    private final List<KeptRows> parts;
    private final int rows;

    private BatchBuilder(List<KeptRows> parts) {
        this.parts = parts;
        this.rows = parts.stream().mapToInt(KeptRows::size).sum();
    }

    /** @param parts of one version, at least one */
    static LoggedBatch of(List<KeptRows> parts) {
        return new BatchBuilder(parts).build();
    }

    private LoggedBatch build() {
        String[] ids = new String[rows];
        long[] micros = new long[rows];
        int at = 0;
        for (KeptRows part : parts) {
            part.ids(ids, at);
            Arrays.fill(micros, at, at + part.size(), part.micros());
            at += part.size();
        }
        double[][] predictions = new double[parts.getFirst().outputs()][];
        for (int output = 0; output < predictions.length; output++) {
            predictions[output] = numbers(output);
        }
        return new LoggedBatch(ids, micros, new Table(rows, columns(predictions.length)), predictions);
    }

    /** A version reads the same columns of the same types, in the same order, whatever the request. */
    private List<Column> columns(int outputs) {
        List<Column> columns = new ArrayList<>();
        int number = outputs;
        int time = 0;
        int word = 0;
        for (InputColumn input : parts.getFirst().model().inputs()) {
            Yielding.now();
            int place = columns.size();
            boolean isMarked = parts.stream().allMatch(part -> part.isMarked(place));
            columns.add(
                    switch (input.type()) {
                        case NUMBER -> new NumberColumn(input.name(), numbers(number++), isMarked);
                        case TIME -> new TimeColumn(input.name(), times(time++), isMarked);
                        case TEXT -> words(input.name(), word++);
                    });
        }
        return columns;
    }

    private double[] numbers(int number) {
        double[] numbers = new double[rows];
        int at = 0;
        for (KeptRows part : parts) {
            part.numbers(number, numbers, at);
            at += part.size();
        }
        return numbers;
    }

    private long[] times(int number) {
        long[] micros = new long[rows];
        int at = 0;
        for (KeptRows part : parts) {
            part.times(number, micros, at);
            at += part.size();
        }
        return micros;
    }

    private TextColumn words(String name, int number) {
        int[] codes = new int[rows];
        Map<String, Integer> levels = new LinkedHashMap<>();
        int at = 0;
        for (KeptRows part : parts) {
            for (int row = 0; row < part.size(); row++) {
                String word = part.word(number, row);
                codes[at++] = word == null ? -1 : levels.computeIfAbsent(word, unseen -> levels.size());
            }
        }
        return new TextColumn(name, codes, List.copyOf(levels.keySet()));
    }
}
