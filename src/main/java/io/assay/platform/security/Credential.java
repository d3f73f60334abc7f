package io.assay.platform.security;

import java.util.Locale;

/** By what a caller is known. */
enum Credential {
    /** By nothing: the service is open to this machine. */
    OPEN,
    /** A key of the database. */
    API_KEY,
    /** The key that the service was started with. */
    ADMIN_KEY,
    /** An access token. */
    JWT,
    /** None calls: the service itself did it. */
    SERVICE;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
