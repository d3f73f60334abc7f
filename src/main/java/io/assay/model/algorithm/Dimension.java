package io.assay.model.algorithm;

import java.util.Locale;

/**
 * A hyperparameter that may be searched for.
 *
 * @param name as in requests, in snake_case
 * @param low the least that is tried
 * @param high the most that is tried
 * @param logarithmic whether factors count and not differences; then {@code low} is above 0
 * @param whole whether it is a whole number
 */
public record Dimension(String name, double low, double high, boolean logarithmic, boolean whole) {

    /** The value at a place from 0 to 1 of the way from the least to the most. */
    public Number at(double place) {
        double value = logarithmic
                ? Math.exp(Math.log(low) + place * (Math.log(high) - Math.log(low)))
                : low + place * (high - low);
        // A number that somebody can read and type again.
        return whole
                ? (Number) Math.round(value)
                : (Number) Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
    }
}
