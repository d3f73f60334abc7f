package io.assay.experiment.readout;

/** What is measured of a unit. */
public enum MetricKind {
    /** Whether something happened to it. */
    PROPORTION,
    /** A number. */
    MEAN,
    /** How often something happened to it, per unit or over its exposure. */
    COUNT,
    /** One sum over another, each over all units. */
    RATIO,
    /** A quantile of the values. */
    QUANTILE
}
