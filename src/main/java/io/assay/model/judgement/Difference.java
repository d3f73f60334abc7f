package io.assay.model.judgement;

import io.assay.statistics.Interval;

/**
 * How far two models are apart on the same rows.
 *
 * @param value of the first less the second
 * @param interval of it
 * @param pValue two-sided, of no difference
 */
public record Difference(double value, Interval interval, double pValue) {}
