package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns where numbers are needed: truth values count as 0 and 1. */
public final class Numeric {

    private static final String FALSE = "false";
    private static final String TRUE = "true";

    private Numeric() {}

    /**
     * The column's numbers, NaN where it is missing; whoever is handed them does not write to them.
     *
     * @throws io.assay.platform.problem.ProblemException with status 422 for text and times
     */
    public static double[] of(Column column) {
        return switch (column) {
            case NumberColumn numbers -> numbers.values();
            case TextColumn text -> truth(text);
            case TimeColumn times ->
                throw Refusal.of(
                        times, "holds times, and numbers are needed: calendar and days_since make numbers of them");
        };
    }

    /**
     * The numbers of every column.
     *
     * @throws io.assay.platform.problem.ProblemException with status 422 for text, times, and what is infinite
     */
    public static double[][] finite(Table table) {
        List<Column> columns = table.columns();
        double[][] numbers = new double[columns.size()][];
        for (int i = 0; i < numbers.length; i++) {
            Column column = columns.get(i);
            numbers[i] = of(column);
            // Whole numbers are counts and places, and truth is 0 and 1.
            if (column instanceof NumberColumn given && !given.isWhole()) {
                requireFinite(numbers[i], 0, numbers[i].length);
            }
        }
        return numbers;
    }

    /** Refuses what arithmetic has brought beyond the largest number; NaN is missing. */
    public static void requireFinite(double[] values, int from, int to) {
        int infinite = 0;
        for (int i = from; i < to; i++) {
            infinite += Double.isInfinite(values[i]) ? 1 : 0;
        }
        if (infinite > 0) {
            throw Refusal.of("what it makes of some row is beyond the largest number that there is");
        }
    }

    /** Whether {@link #of} has numbers for the column, or there is nothing in it at all. */
    public static boolean is(Column column) {
        return switch (column) {
            case NumberColumn numbers -> true;
            case TextColumn text -> strangeWord(text) == null;
            case TimeColumn times -> false;
        };
    }

    /** In how many rows the column is missing. */
    public static int missing(Column column) {
        int missing = 0;
        switch (column) {
            case NumberColumn numbers -> {
                for (double value : numbers.values()) {
                    missing += Double.isNaN(value) ? 1 : 0;
                }
            }
            case TextColumn text -> {
                for (int code : text.codes()) {
                    missing += code >>> (Integer.SIZE - 1);
                }
            }
            case TimeColumn times -> {
                for (long micros : times.micros()) {
                    missing += micros == TimeColumn.MISSING ? 1 : 0;
                }
            }
        }
        return missing;
    }

    static NumberColumn column(Column like, double[] values) {
        return new NumberColumn(like.name(), values, false);
    }

    private static double[] truth(TextColumn text) {
        String strange = strangeWord(text);
        if (strange != null) {
            throw Refusal.of(text, "holds text (\"" + Words.shortened(strange) + "\"), and numbers are needed");
        }
        double[] ofLevels = text.levels().stream()
                .mapToDouble(level -> level.equals(TRUE) ? 1 : 0)
                .toArray();
        int[] codes = text.codes();
        double[] values = new double[codes.length];
        for (int row = 0; row < codes.length; row++) {
            values[row] = codes[row] < 0 ? Double.NaN : ofLevels[codes[row]];
        }
        return values;
    }

    /** A word of some row that is no truth value. */
    private static @Nullable String strangeWord(TextColumn text) {
        List<String> levels = text.levels();
        if (levels.stream().allMatch(Numeric::isTruth)) {
            return null;
        }
        int strange = Arrays.stream(text.codes())
                .filter(code -> code >= 0 && !isTruth(levels.get(code)))
                .findFirst()
                .orElse(-1);
        return strange < 0 ? null : levels.get(strange);
    }

    private static boolean isTruth(String level) {
        return level.equals(TRUE) || level.equals(FALSE);
    }
}
