package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.CrashRounds;
import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Rounds of {@code kill -9} while clients ask for long work, fits, imports of files and trainings, one after the other on the same data. What was acknowledged
 * is done, whatever was asked for is done once when it is asked for again, and nothing is there in part. Each round has
 * a seed, which is printed; {@code -Dassay.crash.seed} sets the first one's.
 */
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledAtWorkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private static final Logger LOG = LoggerFactory.getLogger(KilledAtWorkIT.class);

    private static final int CLIENTS_OF_EACH = 2;

    private static final int SHORTEST_MS = 100;

    private static final int LONGEST_MS = 1_500;

    private static final List<String> PREFERENCES = List.of("respond-async", "wait=0", "wait=1", "wait=30");

    private final List<LongWork> works = List.of(new Fitting(), new Importing(), new Training());

    private final long firstSeed = Long.getLong("assay.crash.seed", System.nanoTime());

    /** What each key came to, in all rounds. */
    private final Map<LongWork, Map<String, Done>> settled = new LinkedHashMap<>();

    private int killedAtWork;

    private Path folder;

    private PackagedService service;

    /** An answer, null where the connection broke. */
    record Sent(LongWork work, String key, @Nullable HttpResponse<String> answer) {

        Optional<String> job() {
            return Optional.ofNullable(answer)
                    .filter(response -> response.statusCode() == 202)
                    .flatMap(response -> response.headers().firstValue("Location"));
        }
    }

    /** What the request came to: the path of what it made, and the answer's body. */
    record Done(String location, String body) {}

    @BeforeAll
    void startInAnEmptyFolder(@TempDir Path parent) throws Exception {
        folder = Files.createDirectory(parent.resolve("service"));
        startAgain();
        for (LongWork work : works) {
            work.prepare(service);
            settled.put(work, new TreeMap<>());
        }
    }

    @AfterAll
    void leaveNothingRunning() throws IOException {
        service.close();
        if (Files.exists(folder.resolve("data/postgres/postmaster.pid"))) {
            ProcessHandle.of(Long.parseLong(service.postmaster().getFirst().strip()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private void startAgain() throws Exception {
        service = PackagedService.startUnpacked(
                        folder, works.stream().map(LongWork::setting).toArray(String[]::new))
                .awaitReady();
    }

    private HttpResponse<String> ask(LongWork work, String key, String prefer)
            throws IOException, InterruptedException {
        return service.send(work.request(service, key)
                .headers("Idempotency-Key", key, "Assay-User", "round", "Prefer", prefer)
                .timeout(PATIENCE));
    }

    @ParameterizedTest
    @MethodSource("io.assay.process.CrashRounds#numbers")
    @Order(1)
    void nothingIsLostAndNothingIsDoneTwice(int number) throws Exception {
        long seed = firstSeed + number - 1;
        SplittableRandom random = new SplittableRandom(seed);
        String name = "round-" + number;
        List<Sent> sent = askUntilKilled(name, random);
        startAgain();
        Instant begun = Instant.now();
        int again = 0;
        for (Sent each : sent) {
            Optional<String> job = each.job();
            if (job.isPresent() && awaitEnd(job.get()).get("attempt").asInt() > 1) {
                again++;
            }
        }
        Duration pickedUp = Duration.between(begun, Instant.now());
        for (Sent each : sent) {
            settle(each);
        }
        killedAtWork += again;
        nothingElseIsThere();
        LOG.info(
                "{} seed {}: {} requests, {} unanswered when killed, {} jobs acknowledged, {} of them begun again, "
                        + "all done {} ms after the start",
                name,
                seed,
                sent.size(),
                sent.stream().filter(each -> each.answer() == null).count(),
                sent.stream().filter(each -> each.job().isPresent()).count(),
                again,
                pickedUp.toMillis());
    }

    private List<Sent> askUntilKilled(String round, SplittableRandom random) throws Exception {
        CountDownLatch acknowledged = new CountDownLatch(1);
        List<Future<List<Sent>>> clients = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(CLIENTS_OF_EACH * works.size())) {
            for (LongWork work : works) {
                for (int client = 0; client < CLIENTS_OF_EACH; client++) {
                    String name = round + "-" + work.operation() + "-" + client;
                    SplittableRandom own = random.split();
                    clients.add(executor.submit(() -> askUntilBroken(work, name, own, acknowledged)));
                }
            }
            assertThat(acknowledged.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            Thread.sleep(random.nextInt(SHORTEST_MS, LONGEST_MS));
            service.kill();
        }
        List<Sent> sent = new ArrayList<>();
        for (Future<List<Sent>> client : clients) {
            sent.addAll(client.get());
        }
        return sent;
    }

    private List<Sent> askUntilBroken(
            LongWork work, String client, SplittableRandom random, CountDownLatch acknowledged)
            throws InterruptedException {
        List<Sent> sent = new ArrayList<>();
        while (true) {
            String key = client + "-" + sent.size();
            try {
                HttpResponse<String> answer = ask(work, key, PREFERENCES.get(random.nextInt(PREFERENCES.size())));
                assertThat(answer.statusCode()).as(answer.body()).isIn(201, 202);
                sent.add(new Sent(work, key, answer));
                acknowledged.countDown();
            } catch (IOException broken) {
                sent.add(new Sent(work, key, null));
                return sent;
            }
        }
    }

    private JsonNode awaitEnd(String job) throws Exception {
        Pages pages = new Pages(service);
        Instant giveUp = Instant.now().plus(PATIENCE);
        JsonNode shown = pages.get(job);
        while (shown.get("finished_at").isNull()) {
            assertThat(Instant.now()).as(shown.toString()).isBefore(giveUp);
            Thread.sleep(20);
            shown = pages.get(job);
        }
        assertThat(shown.get("state").asString()).as(shown.toString()).isEqualTo("succeeded");
        return shown;
    }

    /** Asks again, and gets what was answered if anything was. */
    private void settle(Sent sent) throws Exception {
        HttpResponse<String> again = ask(sent.work(), sent.key(), "wait=60");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        Done done = new Done(again.headers().firstValue("Location").orElseThrow(), again.body());
        HttpResponse<String> answer = sent.answer();
        if (answer != null) {
            assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
            if (answer.statusCode() == 201) {
                assertThat(new Done(answer.headers().firstValue("Location").orElseThrow(), answer.body()))
                        .isEqualTo(done);
            } else {
                HttpResponse<String> result = service.get(sent.job().orElseThrow() + "/result");
                assertThat(result.statusCode()).isEqualTo(201);
                assertThat(result.body()).isEqualTo(done.body());
            }
        }
        settled.getOrDefault(sent.work(), Map.of()).put(sent.key(), done);
    }

    /** One thing made for each key, one entry in the audit log, and no job that is not over. */
    private void nothingElseIsThere() throws Exception {
        Pages pages = new Pages(service);
        List<JsonNode> audit = pages.all("/api/v1/audit?who=round", "entries");
        for (var each : settled.entrySet()) {
            List<String> expected = each.getValue().values().stream()
                    .map(Done::location)
                    .sorted()
                    .toList();
            assertThat(expected).doesNotHaveDuplicates();
            assertThat(each.getKey().made(pages).stream().sorted().toList()).isEqualTo(expected);
            assertThat(audit.stream()
                            .filter(entry -> entry.get("operation")
                                            .asString()
                                            .equals(each.getKey().operation())
                                    && entry.get("status").asInt() == 201)
                            .map(entry -> entry.get("resource").asString())
                            .sorted()
                            .toList())
                    .isEqualTo(expected);
        }
        for (String state : List.of("queued", "running", "failed", "cancelled", "expired")) {
            assertThat(pages.get("/api/v1/jobs?state=" + state).get("jobs"))
                    .as(state)
                    .isEmpty();
        }
        for (LongWork work : works) {
            work.checkFolder(folder, service);
        }
    }

    @Test
    @Order(2)
    void someWereKilledAtWork() {
        assertThat(settled.values()).allMatch(done -> done.size() > CrashRounds.COUNT);
        assertThat(killedAtWork)
                .as("jobs that were begun again, having been killed")
                .isPositive();
    }
}
