package io.assay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Asks a service's readiness probe. It starts no Spring and uses the smallest client of the JDK, since a container's
 * health check runs it every few seconds.
 */
@Command(
        name = "health",
        description = "Asks a running service whether it is ready. Exit code 0: ready. 1: not ready, or not reached."
                + " 2: the command was not understood.",
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {

    private static final int MILLIS = 1000;

    private static final int LARGEST_PORT = 65_535;

    private static final int LONGEST_ANSWER = 2_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:${env:SERVER_PORT:-8080}",
            description = "Where the service is. Default: http://127.0.0.1:8080, or the port in SERVER_PORT.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to wait for a connection, and for an answer. Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Override
    public Integer call() {
        boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isWeb || url.getHost() == null || url.getPort() > LARGEST_PORT) {
            throw new ParameterException(spec.commandLine(), "--url must be http://HOST:PORT or https://HOST:PORT");
        }
        if (timeout < 1 || timeout > MILLIS) {
            throw new ParameterException(spec.commandLine(), "--timeout must be 1 to " + MILLIS + " seconds");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            HttpURLConnection connection = (HttpURLConnection) probe().toURL().openConnection();
            connection.setConnectTimeout(timeout * MILLIS);
            connection.setReadTimeout(timeout * MILLIS);
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                out.println("ready");
                return ExitCode.OK;
            }
            out.println("not ready: " + probe() + " answered " + status + " " + body(connection));
        } catch (IOException failed) {
            out.println("not reached: " + probe() + ": " + failed);
        }
        return ExitCode.SOFTWARE;
    }

    private URI probe() {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/readyz");
    }

    private static String body(HttpURLConnection connection) throws IOException {
        try (var stream = connection.getErrorStream()) {
            return stream == null ? "" : new String(stream.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
        }
    }
}
