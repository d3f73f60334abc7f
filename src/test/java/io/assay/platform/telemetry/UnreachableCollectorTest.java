package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.AssayApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A collector that takes connections and never answers, which is worse than one that is not there. */
@Tag("http")
class UnreachableCollectorTest {

    private static final int CALLS = 1_000;

    private static final Duration FOR_ALL = Duration.ofSeconds(20);

    private static final Duration TO_STOP = Duration.ofSeconds(15);

    private static ConfigurableApplicationContext start(int collector) {
        return new SpringApplicationBuilder(AssayApplication.class)
                .run(
                        "--server.port=0",
                        "--assay.database.directory=target/database/untraced",
                        "--assay.database.binaries=target/database/binaries",
                        "--management.tracing.sampling.probability=1.0",
                        "--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:" + collector
                                + "/v1/traces",
                        "--management.opentelemetry.tracing.export.schedule-delay=50ms",
                        "--management.opentelemetry.tracing.export.max-queue-size=600",
                        "--management.opentelemetry.tracing.export.max-batch-size=100");
    }

    /** More spans than the queue holds. */
    @Test
    void neitherSlowsNorFailsCallsNorTheEnd() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpClient client = HttpClient.newHttpClient()) {
            ConfigurableApplicationContext service = start(silent.getLocalPort());
            String port = service.getEnvironment().getRequiredProperty("local.server.port");
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/test/traced/x"))
                    .build();
            long begun = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(FOR_ALL);

            long stopping = System.nanoTime();
            service.close();
            assertThat(Duration.ofNanos(System.nanoTime() - stopping)).isLessThan(TO_STOP);
        }
    }
}
