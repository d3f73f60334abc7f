package io.assay.model.mlflow;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where runs are logged as well.
 *
 * @param trackingUri of the MLflow server; empty where runs are logged nowhere else
 * @param username for basic authentication
 * @param password for basic authentication
 * @param token for bearer authentication, which wins over basic
 * @param timeout how long one call may take; artifacts have a second more for each MiB
 * @param retry how long it is waited at most before a server that was away is tried again
 */
@ConfigurationProperties("assay.mlflow")
record MlflowSettings(
        String trackingUri, String username, String password, String token, Duration timeout, Duration retry) {

    MlflowSettings {
        trackingUri = trackingUri.strip();
        while (trackingUri.endsWith("/")) {
            trackingUri = trackingUri.substring(0, trackingUri.length() - 1);
        }
        check(
                trackingUri.isEmpty() || isWeb(trackingUri),
                "tracking-uri (MLFLOW_TRACKING_URI) must be http://… or"
                        + " https://… without user, query or fragment; a name and a password belong in"
                        + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
        check(timeout.isPositive(), "timeout must be more than 0s");
        check(retry.isPositive(), "retry must be more than 0s");
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = URI.create(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("assay.mlflow." + rule);
        }
    }

    boolean isOn() {
        return !trackingUri.isEmpty();
    }

    /** The header that shows who asks. */
    Optional<String> authorization() {
        if (!token.isEmpty()) {
            return Optional.of("Bearer " + token);
        }
        if (username.isEmpty()) {
            return Optional.empty();
        }
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "MlflowSettings[" + trackingUri + "]";
    }
}
