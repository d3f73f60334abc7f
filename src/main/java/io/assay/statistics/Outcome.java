package io.assay.statistics;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a calculation came to: a value, or the reason why there is none. It is for data on which a quantity does not
 * exist (one unit, nothing that varies, a missing ingredient); input that no data can have is an
 * {@link InvalidInputException} instead.
 *
 * @param <T> the value
 */
public sealed interface Outcome<T> {

    /**
     * There is a value.
     *
     * @param value all numbers in it are finite
     */
    record Computed<T>(T value) implements Outcome<T> {}

    /**
     * There is none.
     *
     * @param reason why, as a sentence without its full stop
     */
    record NotAvailable<T>(String reason) implements Outcome<T> {}

    static <T> Outcome<T> of(T value) {
        return new Computed<>(value);
    }

    static <T> Outcome<T> notAvailable(String reason) {
        return new NotAvailable<>(reason);
    }

    /** The next step on the value, or the same reason. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> step) {
        return switch (this) {
            case Computed<T>(T value) -> step.apply(value);
            case NotAvailable<T>(String reason) -> notAvailable(reason);
        };
    }

    default @Nullable T valueOrNull() {
        return switch (this) {
            case Computed<T>(T value) -> value;
            case NotAvailable<T> none -> null;
        };
    }

    default @Nullable String reasonOrNull() {
        return switch (this) {
            case Computed<T> computed -> null;
            case NotAvailable<T>(String reason) -> reason;
        };
    }
}
