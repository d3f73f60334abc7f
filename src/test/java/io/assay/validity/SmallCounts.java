package io.assay.validity;

import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.TwoByTwo;
import java.util.HashMap;
import java.util.Map;

/**
 * A warning that the normal approximation may be poor.
 *
 * @param basis the counts that it looks at
 * @param threshold it is given where the smallest of the four is below this
 */
record SmallCounts(Basis basis, int threshold) {

    enum Basis {
        OBSERVED,
        /** At the pooled rate. */
        EXPECTED
    }

    /** The check small_counts of analyze. */
    static final SmallCounts WARNED = new SmallCounts(Basis.EXPECTED, 10);

    private boolean warns(TwoByTwo table) {
        return switch (basis) {
            case OBSERVED -> Math.min(smallest(table.control()), smallest(table.treatment())) < threshold;
            case EXPECTED ->
                Math.min(table.control().n(), table.treatment().n())
                                * Math.min(table.pooledRate(), table.pooledFailureRate())
                        < threshold;
        };
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
