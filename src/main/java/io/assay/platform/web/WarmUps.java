package io.assay.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Does every {@link WarmUp} some times at once, and asks the readiness probe, for the road that all calls take. Not where
 * {@code assay.http.warm-up} is false: who asks once gets nothing from it.
 */
@Component
@ConditionalOnBooleanProperty(name = "assay.http.warm-up", matchIfMissing = true)
final class WarmUps implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUps.class);

    private static final int TIMES = 40;

    /** A start does not wait longer for what is only to make it quicker. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final int PROBE_TIMEOUT_MS = 1000;

    private final List<WarmUp> warmUps;

    private final Environment environment;

    WarmUps(List<WarmUp> warmUps, Environment environment) {
        this.warmUps = List.copyOf(warmUps);
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Instant begun = Instant.now();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.concat(warmUps.stream(), Stream.of(this::probe))
                    .forEach(warmUp -> executor.execute(() -> repeat(warmUp, begun.plus(LONGEST))));
        }
        LOG.debug("Warm after {} ms", Duration.between(begun, Instant.now()).toMillis());
    }

    /** What fails here fails when it is called for, and is said then. */
    private static void repeat(WarmUp warmUp, Instant end) {
        try {
            for (int time = 0; time < TIMES && Instant.now().isBefore(end); time++) {
                warmUp.once();
            }
        } catch (RuntimeException failed) {
            LOG.debug("A warm-up failed", failed);
        }
    }

    private void probe() {
        String port = environment.getProperty("local.server.port");
        if (port == null || environment.getProperty("server.ssl.enabled", Boolean.class, false)) {
            return;
        }
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + host() + ":" + port
                            + environment.getProperty("server.servlet.context-path", "") + "/readyz")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(PROBE_TIMEOUT_MS);
            connection.setReadTimeout(PROBE_TIMEOUT_MS);
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String host() throws UnknownHostException {
        InetAddress address = InetAddress.getByName(environment.getProperty("server.address", "0.0.0.0"));
        String host = (address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address).getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
