package io.assay.statistics.classification;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;

/** Intervals of the rates of a confusion table. */
public interface RateIntervals {

    Outcome<Interval> precision();

    Outcome<Interval> recall();

    Outcome<Interval> specificity();

    Outcome<Interval> accuracy();

    Outcome<Interval> flagged();

    Outcome<Interval> f1();

    Outcome<Interval> balancedAccuracy();

    Outcome<Interval> matthews();
}
