package io.assay.cli;

import java.util.Objects;

/** Ends a command with some words and an exit code. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandException(int exitCode, String words) {
        super(words);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    String words() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
