package io.assay.experiment.readout;

/** What a metric is for. */
public enum Role {
    /** The one that decides. */
    PRIMARY,
    /** One that explains. */
    SECONDARY,
    /** One that must not get worse by more than a tolerated loss. */
    GUARDRAIL,
    /** One that was not registered before the data: it is shown, and never decides. */
    EXPLORATORY
}
