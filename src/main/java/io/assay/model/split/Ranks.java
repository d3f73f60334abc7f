package io.assay.model.split;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.util.Arrays;
import java.util.Comparator;

/** The values of a column by number, from 0 in their order, text by code points: equal ones are whose rows, or when. */
public final class Ranks {

    private Ranks() {}

    /** Of each row; the column must have a value in all. */
    public static int[] of(Column column) {
        return switch (column) {
            case TextColumn text -> ranks(text);
            case NumberColumn numbers -> ranks(numbers.values());
            case TimeColumn times -> ranks(times.micros());
        };
    }

    private static int[] ranks(TextColumn text) {
        int[] used = Arrays.stream(text.codes()).distinct().toArray();
        int[] sorted = Arrays.stream(used)
                .boxed()
                .sorted(Comparator.comparing(
                        code -> text.levels().get(code).codePoints().toArray(), Arrays::compare))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] numbers = new int[text.levels().size()];
        for (int i = 0; i < sorted.length; i++) {
            numbers[sorted[i]] = i;
        }
        return Arrays.stream(text.codes()).map(code -> numbers[code]).toArray();
    }

    private static int[] ranks(double[] values) {
        double[] sorted = Arrays.stream(values)
                .map(value -> value + 0.0)
                .distinct()
                .sorted()
                .toArray();
        return Arrays.stream(values)
                .mapToInt(value -> Arrays.binarySearch(sorted, value + 0.0))
                .toArray();
    }

    private static int[] ranks(long[] values) {
        long[] sorted = Arrays.stream(values).distinct().sorted().toArray();
        return Arrays.stream(values)
                .mapToInt(value -> Arrays.binarySearch(sorted, value))
                .toArray();
    }
}
