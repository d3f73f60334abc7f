package io.assay.model.mlflow;

import java.net.URI;
import java.util.Optional;

/** Where a run's artifacts go. */
final class ArtifactStore {

    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

    private ArtifactStore() {}

    /**
     * The path below the tracking server under which it passes artifacts on to its store; empty where the artifacts are
     * somewhere that needs another client, or on another host, which would get this one's credentials.
     */
    static Optional<String> folder(String artifactUri, URI server) {
        URI uri;
        try {
            uri = URI.create(artifactUri);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        String path = uri.getRawPath();
        if (path == null || uri.getScheme() == null || !isHere(uri, server)) {
            return Optional.empty();
        }
        return switch (uri.getScheme()) {
            case "mlflow-artifacts" -> Optional.of(PROXY + (path.startsWith("/") ? "" : "/") + trimmed(path));
            case "http", "https" -> {
                int at = path.indexOf(PROXY + "/");
                yield at < 0 ? Optional.empty() : Optional.of(trimmed(path.substring(at)));
            }
            default -> Optional.empty();
        };
    }

    private static boolean isHere(URI uri, URI server) {
        return uri.getRawAuthority() == null || uri.getRawAuthority().equals(server.getRawAuthority());
    }

    private static String trimmed(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
