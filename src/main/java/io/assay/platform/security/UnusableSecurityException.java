package io.assay.platform.security;

/** What the service was told of its callers cannot be used, and it is not started. Shows no secret. */
final class UnusableSecurityException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    UnusableSecurityException(String description, String action) {
        super(description);
        this.action = action;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    String action() {
        return action;
    }
}
