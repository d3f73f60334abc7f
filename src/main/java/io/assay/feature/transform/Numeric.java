package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
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

    /** Whether {@link #of} has numbers for the column, or there is nothing in it at all. */
    public static boolean is(Column column) {
        return switch (column) {
            case NumberColumn numbers -> true;
            case TextColumn text -> strangeWord(text) == null;
            case TimeColumn times -> false;
        };
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
