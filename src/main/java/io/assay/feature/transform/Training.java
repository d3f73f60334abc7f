package io.assay.feature.transform;

import org.jspecify.annotations.Nullable;

/** What a step may know while it learns. */
public interface Training extends Context {

    /** The outcome of each training row, 0 or 1 for classes, none missing; null where none was named. */
    double @Nullable [] target();

    /** Whether the target has classes, so that folds are stratified by it. */
    boolean isClassification();

    /** For each training row the inner fold whose rows are encoded by what the others say; null without a target. */
    int @Nullable [] folds();
}
