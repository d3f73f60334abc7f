package io.assay.statistics.drift;

import io.assay.statistics.InvalidInputException;

/** Counts by bin, checked. */
final class Counts {

    private Counts() {}

    /** All of them; more than none. */
    static double total(long[] counts, String parameter) {
        long total = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new InvalidInputException(parameter, "must be counts, 0 or more");
            }
            total += count;
        }
        if (total == 0) {
            throw new InvalidInputException(parameter, "must have at least one row");
        }
        return total;
    }

    static void requireSameBins(long[] reference, long[] current) {
        if (reference.length != current.length) {
            throw new InvalidInputException(
                    "current", "has %d bins where the reference has %d".formatted(current.length, reference.length));
        }
    }
}
