package io.assay.validity;

import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.moments.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * A comparison and its effects, null where they are not available.
 *
 * @param absolute treatment minus control
 * @param relative over the control mean
 */
record Reading(
        @Nullable Comparison comparison,
        @Nullable Estimate absolute,
        @Nullable Estimate relative) {

    static Reading of(Outcome<Comparison> comparison, double alpha) {
        return new Reading(
                comparison.valueOrNull(),
                comparison.then(Estimates::absolute).valueOrNull(),
                comparison.then(found -> Estimates.relative(found, alpha)).valueOrNull());
    }
}
