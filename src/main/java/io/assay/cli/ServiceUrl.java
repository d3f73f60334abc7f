package io.assay.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A service that runs somewhere, and how to ask it. */
final class ServiceUrl {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:ASSAY_URL:-}",
            description =
                    "The service to ask, such as http://127.0.0.1:8080. Default: ASSAY_URL, else none: the command does it"
                            + " by itself.")
    private String url = "";

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            defaultValue = "${env:ASSAY_API_KEY:-}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "The API key or access token to ask with. Default: ASSAY_API_KEY, where other users of the"
                    + " machine do not see it.")
    private String apiKey = "";

    boolean isGiven() {
        return !url.isBlank();
    }

    /** Opens it; the caller closes it. */
    Service open() {
        URI named;
        try {
            named = URI.create(url.strip());
        } catch (IllegalArgumentException unreadable) {
            throw refused();
        }
        boolean isWeb = "http".equalsIgnoreCase(named.getScheme()) || "https".equalsIgnoreCase(named.getScheme());
        if (!isWeb || named.getHost() == null) {
            throw refused();
        }
        @Nullable String key = apiKey.isBlank() ? null : apiKey.strip();
        return new Service(named, key);
    }

    private CommandException refused() {
        return new CommandException(
                ExitCodes.NOT_UNDERSTOOD, "--url must be http://HOST:PORT or https://HOST:PORT, not " + url);
    }
}
