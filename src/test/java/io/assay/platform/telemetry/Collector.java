package io.assay.platform.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Takes traces as OTLP over HTTP has them, in protobuf. */
final class Collector implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException("no port for a collector", failure);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    private void take(HttpExchange exchange) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            received.addAll(ExportTraceServiceRequest.parseFrom(packed ? new GZIPInputStream(body) : body)
                    .getResourceSpansList());
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    List<ResourceSpans> received() {
        return received;
    }

    /** The first span that is asked for, when it has come. */
    Span await(Predicate<Span> wanted) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            for (ResourceSpans resource : received) {
                for (var scope : resource.getScopeSpansList()) {
                    for (Span span : scope.getSpansList()) {
                        if (wanted.test(span)) {
                            return span;
                        }
                    }
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no such span came");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
