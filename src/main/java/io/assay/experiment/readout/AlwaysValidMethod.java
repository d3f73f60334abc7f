package io.assay.experiment.readout;

/** The construction of an always-valid interval. */
public enum AlwaysValidMethod {
    /** The asymptotic confidence sequence of Waudby-Smith et al. */
    ASYMPTOTIC,
    /** The normal mixture, which is the mSPRT. */
    NORMAL_MIXTURE,
    /** Of two proportions: beta-binomial mixtures, valid at any size. */
    BETA_BINOMIAL
}
