package io.assay.feature.leakage;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The different values of a column, numbered; missing is one more. */
final class Categories {

    private final int[] codes;
    private final int distinct;

    private Categories(int[] codes, int distinct) {
        this.codes = codes;
        this.distinct = distinct;
    }

    static Categories of(Column column) {
        return switch (column) {
            case TextColumn text -> ofText(text);
            case NumberColumn numbers ->
                // Adding 0 makes 0 of -0; the order of the bits does not matter here.
                ofLongs(
                        column,
                        Arrays.stream(numbers.values())
                                .mapToLong(value -> Double.doubleToLongBits(value + 0.0))
                                .toArray());
            case TimeColumn times -> ofLongs(column, times.micros());
        };
    }

    private static Categories ofText(TextColumn text) {
        int[] numbers = new int[text.levels().size()];
        Arrays.fill(numbers, -1);
        int distinct = 0;
        int[] codes = new int[text.size()];
        for (int row = 0; row < codes.length; row++) {
            int code = text.codes()[row];
            if (code >= 0) {
                if (numbers[code] < 0) {
                    numbers[code] = distinct++;
                }
                codes[row] = numbers[code];
            }
        }
        for (int row = 0; row < codes.length; row++) {
            codes[row] = text.codes()[row] < 0 ? distinct : codes[row];
        }
        return new Categories(codes, distinct);
    }

    private static Categories ofLongs(Column column, long[] values) {
        long[] sorted = IntStream.range(0, values.length)
                .filter(row -> !column.isMissing(row))
                .mapToLong(row -> values[row])
                .sorted()
                .toArray();
        long[] levels = LongStream.of(sorted).distinct().toArray();
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = column.isMissing(row) ? levels.length : Arrays.binarySearch(levels, values[row]);
        }
        return new Categories(codes, levels.length);
    }

    /** For each row from 0; where it is missing, {@link #distinct}. */
    int[] codes() {
        return codes;
    }

    /** How many values there are, without missing. */
    int distinct() {
        return distinct;
    }
}
