package io.assay.feature.transform;

import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Checks of a transformer's options, which its record's constructor makes. */
final class Options {

    private Options() {}

    static void require(boolean possible, String option, String detail) {
        if (!possible) {
            throw new InvalidInputException(option, detail);
        }
    }

    static void requireWhole(@Nullable Integer value, int least, int most, String option) {
        require(
                value == null || (value >= least && value <= most),
                option,
                "must be a whole number from " + least + " to " + most);
    }

    static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    static double or(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }
}
