package io.assay.model.judgement;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.resampling.Bootstrap;

/** Where the interval of a metric comes from. */
public sealed interface Uncertainty {

    /** From a formula. */
    record Known(Outcome<Interval> interval) implements Uncertainty {}

    /** From rows drawn again. */
    record Resampled(Bootstrap.Kind kind) implements Uncertainty {}
}
