package io.assay.model.monitoring;

/** What to do about a model. */
public enum Verdict {

    /** Nothing has moved that sampling does not move. */
    STABLE,

    /** Something has surely moved: look at it. */
    WATCH,

    /** The model's scores, what matters to them, or how good they are, have surely moved far. */
    RETRAIN
}
