package io.assay.validity;

import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.TwoByTwo;
import java.util.HashMap;
import java.util.Map;

/**
 * A warning that the normal approximation may be poor.
 *
 * @param threshold it is given when an arm has fewer conversions, or fewer units without one
 */
record SmallCounts(int threshold) {

    /** The check small_counts of analyze. */
    static final SmallCounts WARNED = new SmallCounts(10);

    private boolean warns(TwoByTwo table) {
        return smallest(table.control()) < threshold || smallest(table.treatment()) < threshold;
    }

    private static long smallest(Proportion arm) {
        return Math.min(arm.successes(), arm.failures());
    }

    /** How many of the experiments are warned about. */
    int warnings(Map<TwoByTwo, Integer> drawn) {
        return drawn.entrySet().stream()
                .filter(entry -> warns(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** The experiments that are not warned about. */
    Map<TwoByTwo, Integer> silent(Map<TwoByTwo, Integer> drawn) {
        Map<TwoByTwo, Integer> silent = new HashMap<>(drawn);
        silent.keySet().removeIf(this::warns);
        return silent;
    }
}
