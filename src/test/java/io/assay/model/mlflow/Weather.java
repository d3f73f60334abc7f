package io.assay.model.mlflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What lies between the service and MLflow: passes requests on, but one, and what becomes of that is told beforehand. */
final class Weather implements AutoCloseable {

    /** What becomes of a request. */
    enum Fate {
        /** It does not arrive. */
        LOST,
        /** It arrives, but the answer does not. */
        UNANSWERED,
        /** It arrives, and the answer waits until {@link #clear}. */
        HELD
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private final String target;

    private volatile Fate fate = Fate.LOST;
    private volatile CountDownLatch holding = new CountDownLatch(1);
    private volatile CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable String answer;

    Weather(String target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The request after so many others has this fate, and those after it none. */
    void forecast(int before, Fate next) {
        seen.clear();
        fate = next;
        holding = new CountDownLatch(1);
        released = new CountDownLatch(1);
        left.set(before);
    }

    /** All requests are answered so: a status and a body. */
    void answerAll(@Nullable String statusAndBody) {
        answer = statusAndBody;
    }

    /** Waits until the request has arrived whose answer is held. */
    void awaitHeld() throws InterruptedException {
        if (!holding.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was held of " + seen);
        }
    }

    /** Lets the answer go. */
    void clear() {
        released.countDown();
    }

    /** Methods and paths since the forecast. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            String fixed = answer;
            if (fixed != null) {
                byte[] text = fixed.substring(4).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(Integer.parseInt(fixed.substring(0, 3)), text.length);
                exchange.getResponseBody().write(text);
                return;
            }
            boolean struck = left.getAndDecrement() == 0;
            if (struck && fate == Fate.LOST) {
                return;
            }
            HttpResponse<byte[]> response = pass(exchange, body);
            if (struck) {
                holding.countDown();
                if (fate == Fate.UNANSWERED || !released.await(60, TimeUnit.SECONDS)) {
                    return;
                }
            }
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        request.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        clear();
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
