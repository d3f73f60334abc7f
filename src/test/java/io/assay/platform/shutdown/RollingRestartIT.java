package io.assay.platform.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two replicas on one PostgreSQL, restarted one after the other under 200 requests a second: 176 compute, 20 read, 4
 * write. Requests go where a cluster would send them: to the replicas that their readiness probe, asked every half
 * second, calls ready; over connections that are kept; and nothing is sent a second time, but for a GET whose connection had ended, which the client repeats.
 *
 * <p>Alone: a request that waits two seconds for the database is refused, and with other tests' services starting and
 * being killed beside these on few processors it would be the machine that this tells of.
 */
@Tag("container")
@Isolated
class RollingRestartIT {

    private static final Logger LOG = LoggerFactory.getLogger(RollingRestartIT.class);

    private static final int RATE = 200;

    private static final String ADMIN_KEY = "the-admin-key-of-two-replicas-under-load";

    private static final Duration PROBED = Duration.ofMillis(500);

    private static final int PROBE_TIMEOUT_MS = 3000;

    private static final int MISSES = 2;

    private static final int WARM = 300;

    private static final String ANALYZE =
            "{\"control\":{\"conversions\":8502,\"visitors\":44700},\"treatment\":{\"conversions\":8279,\"visitors\":45489}}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The ports of the replicas that take requests. */
    private final CopyOnWriteArrayList<Integer> ready = new CopyOnWriteArrayList<>();

    private final Collection<Integer> replicas = new CopyOnWriteArrayList<>();

    private final Collection<String> failures = new ConcurrentLinkedQueue<>();

    private final AtomicInteger sent = new AtomicInteger();

    private final AtomicInteger answered = new AtomicInteger();

    private final AtomicBoolean over = new AtomicBoolean();

    private volatile String key = "";

    @TempDir
    private Path parent;

    @Test
    void noRequestIsLost() throws Exception {
        try (PostgreSQLContainer database = new PostgreSQLContainer("postgres:15");
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            database.start();
            PackagedService first = replica("first", database).awaitReady();
            PackagedService second = replica("second", database).awaitReady();
            replicas.addAll(List.of(first.port(), second.port()));
            executor.execute(this::probe);
            awaitReplicas(2);
            key = made(first.port());
            warmUp(first);
            warmUp(second);
            Instant begun = Instant.now();
            executor.execute(() -> load(executor));
            try {
                Thread.sleep(Duration.ofSeconds(2));
                first = restarted("first", first, database);
                Thread.sleep(Duration.ofSeconds(2));
                second = restarted("second", second, database);
                Thread.sleep(Duration.ofSeconds(2));
            } finally {
                over.set(true);
                double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
                executor.shutdown();
                assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
                first.close();
                second.close();
                LOG.info(
                        "{} requests in {} s ({} a second), {} failed",
                        sent.get(),
                        seconds,
                        Math.round(sent.get() / seconds),
                        failures.size());
                assertThat(sent.get() / seconds).as("requests a second").isGreaterThan(RATE * 0.9);
            }
        }
        assertThat(failures).as(warnings()).isEmpty();
        assertThat(answered.get()).isEqualTo(sent.get());
    }

    /** What the replicas have to say about it, those among them that are gone. */
    private String warnings() throws IOException {
        StringBuilder said = new StringBuilder();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(parent, "*.log")) {
            for (Path log : logs) {
                try (Stream<String> lines = Files.lines(log)) {
                    lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                            .forEach(line -> said.append(log.getFileName())
                                    .append(": ")
                                    .append(line)
                                    .append('\n'));
                }
            }
        }
        return said.toString();
    }

    private PackagedService replica(String name, PostgreSQLContainer database) throws IOException {
        return PackagedService.startUnpacked(
                Files.createDirectories(parent.resolve(name)),
                "--spring.datasource.url=" + database.getJdbcUrl(),
                "--spring.datasource.username=" + database.getUsername(),
                "--spring.datasource.password=" + database.getPassword(),
                "--assay.security.mode=required",
                "--assay.security.admin-key=" + ADMIN_KEY,
                "--assay.shutdown.drain=5s");
    }

    private PackagedService restarted(String name, PackagedService replica, PostgreSQLContainer database)
            throws Exception {
        int port = replica.port();
        replica.stop();
        assertThat(replica.log()).contains("No longer ready; answering on for 5000 ms", "Graceful shutdown complete");
        replicas.remove(port);
        PackagedService next = replica(name, database).awaitReady();
        replicas.add(next.port());
        awaitReplicas(2);
        return next;
    }

    private void awaitReplicas(int number) throws InterruptedException {
        Instant giveUp = Instant.now().plusSeconds(60);
        while (ready.size() < number) {
            assertThat(Instant.now()).isBefore(giveUp);
            Thread.sleep(20);
        }
    }

    /** With the timeout and the threshold of the manifests. */
    private void probe() {
        Map<Integer, Integer> missed = new HashMap<>();
        while (!over.get()) {
            for (int port : replicas) {
                int misses = isReady(port) ? 0 : missed.getOrDefault(port, 0) + 1;
                missed.put(port, misses);
                if (misses == 0) {
                    ready.addIfAbsent(port);
                } else if (misses >= MISSES) {
                    ready.removeIf(each -> each == port);
                }
            }
            ready.retainAll(replicas);
            LockSupport.parkNanos(PROBED.toNanos());
        }
    }

    private static boolean isReady(int port) {
        try {
            HttpURLConnection probe = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/readyz").toURL().openConnection();
            probe.setConnectTimeout(PROBE_TIMEOUT_MS);
            probe.setReadTimeout(PROBE_TIMEOUT_MS);
            return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException refused) {
            return false;
        }
    }

    /** What a replica has answered in its life, so that it is no cold one that the load begins on. */
    private void warmUp(PackagedService replica) throws Exception {
        for (int number = 0; number < WARM; number++) {
            assertThat(status(post(replica.port(), "/api/v1/experiments/analyze", ANALYZE)))
                    .isEqualTo(200);
            assertThat(status(request(replica.port(), "/api/v1/experiments?limit=1")))
                    .isEqualTo(200);
            if (number % 10 == 0) {
                String definition = definition(replica.port() * 1000 + number);
                assertThat(status(post(replica.port(), "/api/v1/experiments", definition)))
                        .isEqualTo(201);
            }
        }
    }

    /** With an API key, which each replica looks up in the database. */
    private HttpRequest.Builder request(int port, String path) {
        return request(port, path, key);
    }

    private static HttpRequest.Builder request(int port, String path, String credential) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + credential)
                .timeout(Duration.ofSeconds(10));
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private String made(int port) throws IOException, InterruptedException {
        String name = "{\"name\":\"load\",\"role\":\"analyst\"}";
        HttpResponse<String> answer =
                client.send(with(request(port, "/api/v1/keys", ADMIN_KEY), name).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).get("key").asString();
    }

    /** By the clock: a slow answer does not hold up the next request. */
    private void load(ExecutorService executor) {
        long begun = System.nanoTime();
        while (!over.get()) {
            int number = sent.getAndIncrement();
            executor.execute(() -> send(number));
            LockSupport.parkNanos(begun + (number + 1) * 1_000_000_000L / RATE - System.nanoTime());
        }
    }

    private void send(int number) {
        int port = ready.get(number % ready.size());
        HttpRequest.Builder request = switch (number % 50) {
            case 0 -> post(port, "/api/v1/experiments", definition(number));
            case 1, 11, 21, 31, 41 -> request(port, "/api/v1/experiments?limit=1");
            default -> post(port, "/api/v1/experiments/analyze", ANALYZE);
        };
        Instant begun = Instant.now();
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                failures.add("%d at %d, begun %s, answered %s: %d %s"
                        .formatted(number, port, begun, Instant.now(), response.statusCode(), response.body()));
            }
            answered.incrementAndGet();
        } catch (IOException lost) {
            failures.add("%d at %d, begun %s, lost %s: %s".formatted(number, port, begun, Instant.now(), lost));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String definition(int number) {
        return """
                {"key":"e%d","hypothesis":"It helps","owner":"team","randomisation_unit":"user",
                 "arms":[{"key":"control"},{"key":"treatment"}],
                 "metrics":[{"key":"conversion","kind":"proportion","role":"primary","business_meaning":"They buy",
                 "unit_of_measure":"share of users"}],"plan":{"kind":"fixed_horizon"},"planned_n":1000}
                """.formatted(number);
    }

    private HttpRequest.Builder post(int port, String path, String body) {
        return with(request(port, path), body);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
}
