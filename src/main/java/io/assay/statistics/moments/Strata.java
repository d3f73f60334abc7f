package io.assay.statistics.moments;

import io.assay.statistics.InvalidInputException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moments of one arm by stratum, all of the same variables; strata of two arms are matched by key.
 *
 * @param strata at least one, keys distinct
 */
public record Strata(List<Stratum> strata) implements ArmData {

    /**
     * One stratum of one arm.
     *
     * @param key its name
     * @param moments of its units; it may have none
     */
    public record Stratum(String key, Moments moments) {}

    public Strata {
        strata = List.copyOf(strata);
        if (strata.isEmpty()) {
            throw new InvalidInputException("strata", "must have at least one entry");
        }
        Set<String> keys = new HashSet<>();
        int size = strata.getFirst().moments().size();
        for (int i = 0; i < strata.size(); i++) {
            if (!keys.add(strata.get(i).key())) {
                throw new InvalidInputException("strata/" + i + "/key", "must differ from the other keys");
            }
            if (strata.get(i).moments().size() != size) {
                throw new InvalidInputException("strata/" + i, "must have the same variables as the other strata");
            }
        }
    }

    /** The moments of all units of the arm. */
    public Moments joined() {
        Moments joined = strata.getFirst().moments();
        for (Stratum stratum : strata.subList(1, strata.size())) {
            joined = joined.plus(stratum.moments());
        }
        return joined;
    }

    Map<String, Moments> byKey() {
        Map<String, Moments> byKey = new HashMap<>();
        strata.forEach(stratum -> byKey.put(stratum.key(), stratum.moments()));
        return byKey;
    }
}
