package io.assay.experiment.readout;

/** The fixed-horizon interval of the relative effect. */
public enum RelativeMethod {
    /** The delta method. */
    DELTA,
    /** By the logarithm of the ratio of the means. */
    LOG_RATIO,
    /** Fieller's. */
    FIELLER
}
