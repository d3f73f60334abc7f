package io.assay.experiment.readout;

/** How an effect is judged. */
public enum InferenceKind {
    /** Valid once, at a sample size that was fixed beforehand. */
    FIXED_HORIZON,
    /** Valid at whatever sample size it is read, however often. */
    ALWAYS_VALID,
    /** Valid at the looks of a plan that spends alpha over them. */
    GROUP_SEQUENTIAL,
    /** The posterior of the effect under a prior; without an error rate where its reader may stop the experiment. */
    BAYESIAN
}
