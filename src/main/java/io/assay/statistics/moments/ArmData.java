package io.assay.statistics.moments;

/** What one arm reported: moments of all its units, moments by stratum, or order statistics of its values. */
public sealed interface ArmData permits Moments, Strata, OrderStatistics {}
