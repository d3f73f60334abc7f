package io.assay.model.monitoring;

import io.assay.model.scoring.Task;

/** By what a version is held against what it was at its training. */
final class Evaluated {

    private Evaluated() {}

    /** Whether it still tells rows apart, or is right. */
    static String primary(Task task) {
        return switch (task) {
            case BINARY -> "roc_auc";
            case MULTICLASS -> "log_loss";
            case REGRESSION -> "rmse";
        };
    }

    /** Whether its numbers still mean what they say. */
    static String second(Task task) {
        return switch (task) {
            case BINARY -> "log_loss";
            case MULTICLASS -> "accuracy";
            case REGRESSION -> "mae";
        };
    }
}
