package io.assay.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.CrashRounds;
import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the packaged service while clients promote and roll back: afterwards there is one champion, the one that the last
 * promotion of the history made, each stands on the one before, and whatever was confirmed is there.
 */
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceKilledWhilePromotingIT {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceKilledWhilePromotingIT.class);

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String MODEL = "/api/v1/models/churn";

    private static final int VERSIONS = 4;

    private final long firstSeed = Long.getLong("assay.crash.seed", System.nanoTime());

    /** By id, the version that was confirmed to be champion. */
    private final Map<Long, Integer> confirmed = new ConcurrentHashMap<>();

    private Path folder;

    private PackagedService service;

    @BeforeAll
    void registerVersions(@TempDir Path parent) throws Exception {
        folder = Files.createDirectory(parent.resolve("service"));
        service = PackagedService.startUnpacked(folder).awaitReady();
        HttpResponse<String> run = service.post(
                "/api/v1/models/train",
                Churn.training(Churn.customers(300, 1), "calls", "price").toString());
        assertThat(run.statusCode()).as(run.body()).isEqualTo(201);
        String id = JSON.readTree(run.body()).path("id").asString();
        for (int i = 0; i < VERSIONS; i++) {
            assertThat(service.post(MODEL + "/versions", "{\"run\": \"%s\"}".formatted(id))
                            .statusCode())
                    .isEqualTo(201);
        }
        assertThat(service.post(MODEL + "/promotions", "{\"version\": 1}").statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    void leaveNothingRunning() throws IOException {
        service.close();
        if (Files.exists(folder.resolve("data/postgres/postmaster.pid"))) {
            service.postmasterProcess().destroyForcibly();
        }
    }

    static IntStream rounds() {
        return CrashRounds.numbers();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void thereIsOneChampionAndTheHistoryAgrees(int round) throws Exception {
        long seed = firstSeed + round - 1;
        LOG.info("round {}, seed {}", round, seed);
        SplittableRandom random = new SplittableRandom(seed);
        Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        AtomicBoolean killed = new AtomicBoolean();
        try (ExecutorService clients = Executors.newFixedThreadPool(3)) {
            for (SplittableRandom own : List.of(random.split(), random.split(), random.split())) {
                clients.execute(() -> promote(own, killed, wrong));
            }
            Thread.sleep(random.nextInt(200, 1000));
            killed.set(true);
            service.kill();
        }
        assertThat(wrong).isEmpty();
        service = PackagedService.startUnpacked(folder).awaitReady();
        agrees();
        // And it goes on.
        int other = JSON.readTree(service.get(MODEL).body()).path("champion").asInt() % VERSIONS + 1;
        HttpResponse<String> next = service.post(MODEL + "/promotions", "{\"version\": %d}".formatted(other));
        assertThat(next.statusCode()).as(next.body()).isEqualTo(201);
        note(next);
        agrees();
    }

    private void promote(SplittableRandom random, AtomicBoolean killed, Queue<Throwable> wrong) {
        while (!killed.get()) {
            try {
                HttpResponse<String> answer = random.nextInt(4) == 0
                        ? service.post(MODEL + "/rollback", "{}")
                        : service.post(
                                MODEL + "/promotions", "{\"version\": %d}".formatted(random.nextInt(1, VERSIONS + 1)));
                if (answer.statusCode() == 201) {
                    note(answer);
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isIn(409, 503);
                }
            } catch (IOException cutOff) {
                // What became of it the history tells.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (AssertionError failure) {
                if (!killed.get()) {
                    wrong.add(failure);
                }
                return;
            }
        }
    }

    private void note(HttpResponse<String> answer) {
        JsonNode promotion = JSON.readTree(answer.body());
        confirmed.put(
                promotion.path("id").longValue(), promotion.path("version").intValue());
    }

    private void agrees() throws Exception {
        Map<Long, JsonNode> history = new ConcurrentHashMap<>();
        JsonNode newest = null;
        String cursor = "";
        do {
            JsonNode page = JSON.readTree(
                    service.get(MODEL + "/promotions?limit=200" + cursor).body());
            for (JsonNode one : page.path("promotions").values()) {
                JsonNode later =
                        newest == null ? null : history.get(newest.path("id").longValue());
                if (!one.path("outcome").asString().equals("refused")) {
                    if (later != null) {
                        assertThat(later.path("champion_before")).isEqualTo(one.path("version"));
                    }
                    history.put(one.path("id").longValue(), one);
                    newest = one;
                }
            }
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asString();
        } while (!cursor.isEmpty());
        JsonNode model = JSON.readTree(service.get(MODEL).body());
        long last = history.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(model.path("champion")).isEqualTo(told(history, last).path("version"));
        confirmed.forEach((id, version) ->
                assertThat(told(history, id).path("version").intValue()).isEqualTo(version));
        assertThat(JSON.readTree(service.get(MODEL + "/versions/" + model.path("champion"))
                                .body())
                        .path("aliases")
                        .toString())
                .contains("champion");
    }

    private static JsonNode told(Map<Long, JsonNode> history, long id) {
        return Objects.requireNonNull(history.get(id), "promotion " + id);
    }
}
