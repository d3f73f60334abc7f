package io.assay.feature.instant;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.feature.leakage.Outcome;
import io.assay.feature.transform.Numeric;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the outcome out of a column, rows without one among them. */
final class Outcomes {

    private static final int SHOWN = 10;
    private static final int MORE_THAN_TWO = 3;

    private Outcomes() {}

    /** @throws ProblemException with status 422 for a column that tells no outcome */
    static Outcome of(Column column, @Nullable String positive) {
        if (positive != null) {
            return new Outcome(matched(column, positive), true);
        }
        if (!Numeric.is(column)) {
            throw refused(
                    "/positive",
                    column instanceof TextColumn text
                            ? "must say which value of " + column.name() + " is 1: it holds " + shown(text)
                            : "cannot be told of " + column.name() + ", which holds times");
        }
        double[] values = Numeric.of(column).clone();
        double[] distinct = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .distinct()
                .limit(MORE_THAN_TWO)
                .sorted()
                .toArray();
        if (distinct.length == 0) {
            throw refused("/target", "is missing in every row");
        }
        if (distinct.length < MORE_THAN_TWO && !(distinct.length == 1 && !isZeroOrOne(distinct[0]))) {
            // Two values are two classes, whatever they are called; the larger one is 1.
            double one = distinct.length == 2 ? distinct[1] : 1;
            return new Outcome(
                    Arrays.stream(values)
                            .map(value -> Double.isNaN(value) ? value : value == one ? 1 : 0)
                            .toArray(),
                    true);
        }
        return new Outcome(values, false);
    }

    private static boolean isZeroOrOne(double value) {
        return value == 0 || value == 1;
    }

    private static double[] matched(Column column, String positive) {
        double[] values = IntStream.range(0, column.size())
                .mapToDouble(row -> column.isMissing(row) ? Double.NaN : is(column, row, positive) ? 1 : 0)
                .toArray();
        if (Arrays.stream(values).noneMatch(value -> value == 1)) {
            throw refused("/positive", "must be a value of " + column.name() + ", and no row has it");
        }
        return values;
    }

    /** Whether a cell holds what a text says. */
    static boolean is(Column column, int row, String text) {
        if (column.isMissing(row)) {
            return false;
        }
        return switch (column) {
            case TextColumn words -> text.equals(words.text(row));
            case NumberColumn numbers -> isNumber(numbers.values()[row], text);
            case TimeColumn times ->
                throw refused("", "compares " + times.name() + ", which holds times, with \"" + text + "\"");
        };
    }

    private static boolean isNumber(double value, String text) {
        try {
            return Double.parseDouble(text) == value;
        } catch (NumberFormatException word) {
            return false;
        }
    }

    private static String shown(TextColumn text) {
        String levels = text.levels().stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
        return text.levels().size() > SHOWN ? levels + ", …" : levels;
    }

    private static ProblemException refused(String pointer, String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT, "The outcome cannot be told.", List.of(new FieldError(pointer, detail)));
    }
}
