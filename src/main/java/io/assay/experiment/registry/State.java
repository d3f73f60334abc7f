package io.assay.experiment.registry;

/** Where an experiment is in its life; it goes one way. */
enum State {
    /** May be changed; nothing is frozen. */
    DRAFT,
    /** Started: the plan is frozen. */
    RUNNING,
    /** No unit comes any more; the last readouts are made. */
    STOPPED,
    /** Closed: it can be read and exported, and nothing is added. */
    ARCHIVED
}
