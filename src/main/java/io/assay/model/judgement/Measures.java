package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import org.jspecify.annotations.Nullable;

/** Small help for metrics. */
final class Measures {

    private Measures() {}

    /** The value, or the reason why it is null. */
    static Outcome<Double> orReason(@Nullable Double value, String reason) {
        return value == null ? Outcome.notAvailable(reason) : Outcome.of(value);
    }
}
