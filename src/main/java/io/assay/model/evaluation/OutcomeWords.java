package io.assay.model.evaluation;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Outcomes that come one by one, as the words that a target knows them by. */
public final class OutcomeWords {

    private OutcomeWords() {}

    /** A number, a word or a truth value of a request; null for anything else. */
    public static @Nullable String of(JsonNode value) {
        return value.isNumber()
                ? Outcome.text(value.doubleValue())
                : value.isString() ? value.stringValue() : value.isBoolean() ? value.asString() : null;
    }

    /** A value of a column; null where it is missing or a time. */
    public static @Nullable String of(Column column, int row) {
        return column instanceof TimeColumn || column.isMissing(row) ? null : Outcome.text(column, row);
    }

    /**
     * Whatever outcome rows may have: columns of one value each, every class as a word and, where it is one, as a number.
     *
     * @param rows how many
     * @return none where outcomes are numbers, or where several values are one class and were not kept
     */
    public static List<Column> everywhere(EvaluationAnswer.Target target, int rows) {
        List<Column> columns = new ArrayList<>();
        if (Outcome.isRest(target)) {
            return columns;
        }
        for (String label : target.labels()) {
            columns.add(new TextColumn(target.column(), new int[rows], List.of(label)));
            double number = number(label);
            if (!Double.isNaN(number)) {
                double[] values = new double[rows];
                Arrays.fill(values, number);
                columns.add(new NumberColumn(target.column(), values, false));
            }
        }
        return columns;
    }

    /** The number of the class, or the value, by which a model knows the outcome; NaN for what it never learned, or is no number. */
    public static double number(String word, EvaluationAnswer.Target target) {
        return switch (target.task()) {
            case BINARY, MULTICLASS -> {
                int number = target.labels().indexOf(word);
                yield number >= 0 ? number : Outcome.isRest(target) ? 0 : Double.NaN;
            }
            case REGRESSION -> number(word);
        };
    }

    private static double number(String word) {
        try {
            double value = Double.parseDouble(word);
            return Double.isFinite(value) && Outcome.text(value).equals(word) ? value : Double.NaN;
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }
}
