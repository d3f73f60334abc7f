package io.assay.model.evaluation;

import io.assay.data.Column;
import io.assay.data.TimeColumn;
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

    /** The number of the class, or the value, by which a model knows the outcome; NaN for what it never learned, or is no number. */
    public static double number(String word, EvaluationAnswer.Target target) {
        return switch (target.task()) {
            case BINARY, MULTICLASS -> {
                int number = target.labels().indexOf(word);
                yield number >= 0 ? number : Outcome.isRest(target) ? 0 : Double.NaN;
            }
            case REGRESSION -> {
                try {
                    double value = Double.parseDouble(word);
                    yield Double.isFinite(value) && Outcome.text(value).equals(word) ? value : Double.NaN;
                } catch (NumberFormatException none) {
                    yield Double.NaN;
                }
            }
        };
    }
}
