package io.assay.model.evaluation;

/** How rows are split into those that are learned from and those that are judged. */
public enum SplitMethod {

    /** Shuffled folds with the same share of each class. */
    STRATIFIED_K_FOLD,

    /** Shuffled folds. */
    K_FOLD,

    /** Folds that part nobody's rows. */
    STRATIFIED_GROUP_K_FOLD,

    /** Judged on what was later. */
    TIME_SERIES_SPLIT
}
