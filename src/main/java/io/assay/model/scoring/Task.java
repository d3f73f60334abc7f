package io.assay.model.scoring;

/** What a model tells of a row. */
public enum Task {

    /** The probability of the positive one of two classes. */
    BINARY,

    /** A probability for each of several classes. */
    MULTICLASS,

    /** A number. */
    REGRESSION
}
