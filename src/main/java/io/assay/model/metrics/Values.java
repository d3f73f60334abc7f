package io.assay.model.metrics;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.model.split.Dependence;
import io.assay.model.split.Ranks;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values as they are given in a request, one per row, read as the columns of a table are. */
final class Values {

    private static final int MOST_ERRORS = 100;

    private Values() {}

    /** An array of numbers, or of text and truth values; null is missing. */
    static Column column(JsonNode array, String pointer) {
        requireArray(array, pointer);
        for (JsonNode value : array) {
            if (value.isString() || value.isBoolean()) {
                return words(array, pointer);
            }
            if (!value.isNull()) {
                break;
            }
        }
        return new NumberColumn(pointer, numbers(array, pointer, true), true);
    }

    /** An array of finite numbers. */
    static double[] numbers(JsonNode array, String pointer) {
        requireArray(array, pointer);
        return numbers(array, pointer, false);
    }

    private static double[] numbers(JsonNode array, String pointer, boolean mayBeMissing) {
        double[] numbers = new double[array.size()];
        List<FieldError> errors = new ArrayList<>();
        int row = 0;
        for (JsonNode value : array) {
            numbers[row] = value.isNumber() ? value.numberValue().doubleValue() : Double.NaN;
            boolean good = Double.isFinite(numbers[row]) || (mayBeMissing && value.isNull());
            if (!good && errors.size() < MOST_ERRORS) {
                errors.add(new FieldError(pointer + "/" + row, "must be a finite number"));
            }
            row++;
        }
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
        return numbers;
    }

    private static TextColumn words(JsonNode array, String pointer) {
        int[] codes = new int[array.size()];
        Map<String, Integer> levels = new LinkedHashMap<>();
        int row = 0;
        for (JsonNode value : array) {
            if (!value.isNull() && !value.isString() && !value.isBoolean()) {
                throw refused(pointer + "/" + row, "must be text as the other values, or all must be numbers");
            }
            codes[row++] = value.isNull() ? -1 : levels.computeIfAbsent(value.asString(), word -> levels.size());
        }
        return new TextColumn(pointer, codes, List.copyOf(levels.keySet()));
    }

    /** Rows of as many numbers each, turned into columns. */
    static double[][] matrix(JsonNode rows, String pointer) {
        requireArray(rows, pointer);
        int width = rows.isEmpty() ? 0 : rows.get(0).size();
        double[][] columns = new double[width][rows.size()];
        int at = 0;
        for (JsonNode row : rows) {
            String place = pointer + "/" + at;
            double[] numbers = numbers(row, place);
            if (numbers.length != width) {
                throw refused(place, "has %d numbers where the first row has %d".formatted(numbers.length, width));
            }
            for (int k = 0; k < width; k++) {
                columns[k][at] = numbers[k];
            }
            at++;
        }
        return columns;
    }

    private static void requireArray(JsonNode array, String pointer) {
        if (!array.isArray()) {
            throw refused(pointer, "must be an array, one value per row; names of columns are for requests with data");
        }
    }

    /** What a cell says, null where it is missing. */
    static @Nullable String text(Column column, int row) {
        return switch (column) {
            case TextColumn words -> words.text(row);
            case NumberColumn numbers -> numbers.isMissing(row) ? null : text(numbers.values()[row]);
            case TimeColumn times -> throw new IllegalStateException(times.name());
        };
    }

    /** A number as a request would write it. */
    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** The numbers of a column that has one in every row. */
    static double[] present(Column column, String pointer) {
        if (!(column instanceof NumberColumn numbers)) {
            throw refused(pointer, "must be numbers");
        }
        double[] values = numbers.values();
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row])) {
                throw refused(pointer, "is missing in row " + row + ", counted from 0");
            }
        }
        return Arrays.copyOf(values, values.length);
    }

    /** Whose each row is, by number; null where nobody has two. */
    static int @Nullable [] groups(Column column, int rows, String pointer) {
        if (column.size() != rows) {
            throw refused(pointer, "has %d values where there are %d rows".formatted(column.size(), rows));
        }
        for (int row = 0; row < rows; row++) {
            if (column.isMissing(row)) {
                throw refused(
                        pointer, "must say of every row whose it is: row %d, counted from 0, does not".formatted(row));
            }
        }
        return new Dependence(null, Ranks.of(column)).groups();
    }

    static ProblemException refused(String pointer, String detail) {
        return refused(List.of(new FieldError(pointer, detail)));
    }

    private static ProblemException refused(List<FieldError> errors) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                errors.size() == 1 ? "The request body has an error." : "The request body has errors.",
                errors);
    }
}
