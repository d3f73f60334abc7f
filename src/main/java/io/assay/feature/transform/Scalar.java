package io.assay.feature.transform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A number or a text, in JSON as it is; a truth value is the text {@code true} or {@code false}.
 *
 * @param number null for a text
 * @param text null for a number
 */
public record Scalar(@Nullable Double number, @Nullable String text) {

    static Scalar of(double number) {
        return new Scalar(number, null);
    }

    static Scalar of(String text) {
        return new Scalar(null, text);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Scalar parse(Object value) {
        return switch (value) {
            case Number number when Double.isFinite(number.doubleValue()) -> of(number.doubleValue());
            case String text -> of(text);
            case Boolean truth -> of(truth.toString());
            default -> throw new InvalidInputException("", "must be a finite number, a text, true or false");
        };
    }

    @JsonValue
    Object json() {
        return number != null ? number : String.valueOf(text);
    }
}
