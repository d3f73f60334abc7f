package io.assay.platform.database;

import org.jspecify.annotations.Nullable;

/** The database, embedded or named, cannot be used at the start, for a reason that somebody can do something about. */
final class UnusableDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String description;

    private final String action;

    UnusableDatabaseException(String description, String action, @Nullable Throwable cause) {
        super(description + " " + action, cause);
        this.description = description;
        this.action = action;
    }

    String description() {
        return description;
    }

    String action() {
        return action;
    }
}
