package io.assay.statistics.sequential;

import io.assay.statistics.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;

/** Looks at equal distances. */
public final class EqualLooks {

    private EqualLooks() {}

    /** 1/K, 2/K, …, 1. */
    public static List<Double> fractions(int looks) {
        if (looks < 1 || looks > GroupSequentialPlan.MOST_LOOKS) {
            throw new InvalidInputException(
                    "looks", "must lie between 1 and %d".formatted(GroupSequentialPlan.MOST_LOOKS));
        }
        return IntStream.rangeClosed(1, looks)
                .mapToObj(look -> (double) look / looks)
                .toList();
    }
}
