package io.assay.platform.database;

import org.jspecify.annotations.Nullable;

/** The embedded server cannot be started, for a reason that somebody can do something about. */
final class EmbeddedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    EmbeddedDatabaseException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    String action() {
        return action;
    }
}
