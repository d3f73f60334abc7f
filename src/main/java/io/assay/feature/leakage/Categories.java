package io.assay.feature.leakage;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.util.Arrays;

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
            case NumberColumn numbers -> ofLongs(column, bits(numbers));
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
        long[] levels = levels(column, values);
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = column.isMissing(row) ? levels.length : Arrays.binarySearch(levels, values[row]);
        }
        return new Categories(codes, levels.length);
    }

    /** How many different values a column holds, without missing. */
    static int distinct(Column column) {
        return switch (column) {
            case TextColumn text -> ofText(text).distinct;
            case NumberColumn numbers -> levels(column, bits(numbers)).length;
            case TimeColumn times -> levels(column, times.micros()).length;
        };
    }

    /** Adding 0 makes 0 of -0; the order of the bits does not matter here. */
    private static long[] bits(NumberColumn numbers) {
        return Arrays.stream(numbers.values())
                .mapToLong(value -> Double.doubleToLongBits(value + 0.0))
                .toArray();
    }

    /** What is there, each once, ascending. */
    private static long[] levels(Column column, long[] values) {
        long[] there = new long[values.length];
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            if (!column.isMissing(row)) {
                there[count++] = values[row];
            }
        }
        Arrays.sort(there, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || there[i] != there[i - 1]) {
                there[distinct++] = there[i];
            }
        }
        return Arrays.copyOf(there, distinct);
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
