package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.registry.Churn;
import io.assay.platform.database.TestPostgres;
import io.assay.process.PackagedService;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two processes on one PostgreSQL: what is promoted and rolled back on one of them the other serves, without a restart, within
 * the time that {@code assay.serving.poll} and loading take; and while it comes to that no request of it fails.
 */
@Tag("process")
class TwoReplicasIT {

    private static final Logger LOG = LoggerFactory.getLogger(TwoReplicasIT.class);

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String MODEL = "/api/v1/models/churn";

    private static final String ROW = "{\"data\": {\"rows\": [{\"calls\": 0.3, \"price\": -0.2}]}}";

    /** Two polls and the load of a small model, on a machine with other things to do. */
    private static final Duration SOON = Duration.ofSeconds(4);

    private static final int SWITCHES = 6;

    /** Clients of the other replica, who note whatever is no answer. */
    private static final class Clients {

        private final PackagedService service;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger newest = new AtomicInteger();
        private final AtomicLong since = new AtomicLong();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads;

        Clients(PackagedService service) {
            this.service = service;
            this.threads = Stream.generate(() -> Thread.ofVirtual().start(this::ask))
                    .limit(4)
                    .toList();
        }

        private void ask() {
            while (!over.get()) {
                try {
                    HttpResponse<String> answer = service.post(MODEL + "/predict", ROW);
                    if (answer.statusCode() == 200) {
                        int version =
                                JSON.readTree(answer.body()).path("version").intValue();
                        if (newest.getAndSet(version) != version) {
                            since.set(System.nanoTime());
                        }
                    } else {
                        wrong.add(answer.statusCode() + " " + answer.body());
                    }
                } catch (Exception failure) {
                    wrong.add(failure.toString());
                }
                asked.incrementAndGet();
            }
        }

        void end() throws InterruptedException {
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static PackagedService replica(Path folder, String url) throws Exception {
        TestPostgres database = TestPostgres.embedded();
        return PackagedService.startUnpacked(
                Files.createDirectory(folder),
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
    }

    private static String trained(PackagedService service, String... columns) throws Exception {
        HttpResponse<String> answer = service.post(
                "/api/v1/models/train",
                Churn.training(Churn.customers(900, 1), columns).toString());
        return done(answer, 201).path("id").asString();
    }

    private static JsonNode done(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static double said(PackagedService service, int version) throws Exception {
        return done(service.post(MODEL + "/versions/" + version + "/predict", ROW), 200)
                .at("/predictions/0/prediction/yes")
                .doubleValue();
    }

    @Test
    void whatOneIsToldTheOtherServes(@TempDir Path folder) throws Exception {
        String url = TestPostgres.embedded().newDatabase();
        try (PackagedService first = replica(folder.resolve("first"), url).awaitReady();
                PackagedService second = replica(folder.resolve("second"), url).awaitReady()) {
            done(second.post(MODEL + "/predict", ROW), 404);
            for (String run : List.of(trained(first, "price"), trained(first, "calls", "price"))) {
                done(first.post(MODEL + "/versions", "{\"run\": \"%s\"}".formatted(run)), 201);
            }
            done(first.post(MODEL + "/promotions", "{\"version\": 1}"), 201);
            long begun = System.nanoTime();
            while (second.post(MODEL + "/predict", ROW).statusCode() != 200) {
                assertThat(System.nanoTime() - begun).isLessThan(SOON.toNanos());
            }
            Clients clients = new Clients(second);
            try {
                for (int i = 0; i < SWITCHES; i++) {
                    boolean forward = i % 2 == 0;
                    HttpResponse<String> answer = forward
                            ? first.post(MODEL + "/promotions", "{\"version\": 2}")
                            : first.post(MODEL + "/rollback", "{\"reason\": \"as it was\"}");
                    long told = System.nanoTime();
                    done(answer, 201);
                    int wanted = forward ? 2 : 1;
                    // Who was told serves it at once.
                    assertThat(done(first.post(MODEL + "/predict", ROW), 200)
                                    .path("version")
                                    .intValue())
                            .isEqualTo(wanted);
                    while (clients.newest.get() != wanted) {
                        assertThat(System.nanoTime() - told).isLessThan(SOON.toNanos());
                        Thread.sleep(1);
                    }
                    LOG.info(
                            "version {} is served by the other replica {} ms later",
                            wanted,
                            (clients.since.get() - told) / 1_000_000);
                    // And stays: no client is answered by the one before again.
                    Thread.sleep(700);
                    assertThat(clients.newest.get()).isEqualTo(wanted);
                }
            } finally {
                clients.end();
            }
            assertThat(clients.wrong).isEmpty();
            assertThat(clients.asked.get()).isGreaterThan(100);
            assertThat(said(second, 1)).isEqualTo(said(first, 1)).isNotEqualTo(said(first, 2));
            assertThat(said(second, 2)).isEqualTo(said(first, 2));
        }
    }
}
