package io.assay.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.registry.Churn;
import io.assay.process.CrashRounds;
import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kills the packaged service while predictions wait to be written: what it had counted as kept is kept, what is lost is what
 * was answered within {@code assay.monitoring.flush} and no more, no request is there by half, and outcomes are joined.
 */
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceKilledWhilePredictingIT {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceKilledWhilePredictingIT.class);

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String MODEL = "/api/v1/models/churn";

    private static final String VERSION = MODEL + "/versions/1";

    private static final int ROWS = 5;

    private static final Duration FLUSH = Duration.ofSeconds(1);

    /** The time of one writing, on a machine with other things to do. */
    private static final Duration WRITING = Duration.ofSeconds(1);

    private static final Pattern KEPT =
            Pattern.compile("assay_monitoring_predictions_total\\{outcome=\"kept\"} (\\d+(\\.\\d+)?)");

    private final long firstSeed = Long.getLong("assay.crash.seed", System.nanoTime());

    private Path folder;

    private PackagedService service;

    /** A request that was answered, and when. */
    private record Answered(String id, long at) {}

    @BeforeAll
    void registerChampion(@TempDir Path parent) throws Exception {
        folder = Files.createDirectory(parent.resolve("service"));
        service = PackagedService.startUnpacked(folder).awaitReady();
        String run = done(
                        service.post(
                                "/api/v1/models/train",
                                Churn.training(Churn.customers(600, 1), "calls", "price")
                                        .toString()),
                        201)
                .path("id")
                .asString();
        done(service.post(MODEL + "/versions", "{\"run\": \"%s\"}".formatted(run)), 201);
        done(service.post(MODEL + "/promotions", "{\"version\": 1}"), 201);
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

    private static JsonNode done(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static String request(String id, SplittableRandom random) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode rows = request.putObject("data").putArray("rows");
        ArrayNode ids = request.putArray("ids");
        for (int row = 0; row < ROWS; row++) {
            rows.addObject().put("calls", random.nextDouble(-2, 2)).put("price", random.nextDouble(-2, 2));
            ids.add(id + "-" + row);
        }
        return request.toString();
    }

    private void predict(
            String client,
            SplittableRandom random,
            AtomicBoolean killed,
            Queue<Answered> answered,
            Queue<Object> wrong) {
        for (int i = 0; !killed.get(); i++) {
            String id = client + "-" + i;
            try {
                HttpResponse<String> answer = service.post(MODEL + "/predict", request(id, random));
                if (answer.statusCode() == 200) {
                    answered.add(new Answered(id, System.nanoTime()));
                } else if (!killed.get()) {
                    wrong.add(answer.body());
                }
                Thread.sleep(15);
            } catch (IOException broken) {
                if (!killed.get()) {
                    wrong.add(broken);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int kept() throws Exception {
        Matcher kept = KEPT.matcher(service.get("/actuator/prometheus").body());
        return kept.find() ? (int) Double.parseDouble(kept.group(1)) : 0;
    }

    private int stored() throws Exception {
        return done(service.get(VERSION + "/drift?rows=100000"), 200)
                .path("rows")
                .intValue();
    }

    private static String labels(List<Answered> requests) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode labels = body.putArray("labels");
        for (Answered request : requests) {
            for (int row = 0; row < ROWS; row++) {
                labels.addObject().put("id", request.id() + "-" + row).put("outcome", row % 3 == 0 ? "yes" : "no");
            }
        }
        return body.toString();
    }

    private int matched(List<Answered> requests) throws Exception {
        JsonNode answer = done(service.post(VERSION + "/labels", labels(requests)), 200);
        assertThat(answer.path("received").intValue()).isEqualTo(ROWS * requests.size());
        assertThat(answer.path("matched").intValue() + answer.path("unknown").intValue())
                .isEqualTo(ROWS * requests.size());
        return answer.path("matched").intValue();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void losesOnlyWhatWaited(int round) throws Exception {
        long seed = firstSeed + round - 1;
        SplittableRandom random = new SplittableRandom(seed);
        Queue<Answered> answered = new ConcurrentLinkedQueue<>();
        Queue<Object> wrong = new ConcurrentLinkedQueue<>();
        AtomicBoolean killed = new AtomicBoolean();
        int storedBefore = stored();
        int labelledBefore = done(service.get(VERSION + "/performance"), 200)
                .path("labelled")
                .intValue();
        int keptBefore;
        int keptInProcess = kept();
        long killedAt;
        try (ExecutorService clients = Executors.newFixedThreadPool(3)) {
            for (int client = 0; client < 3; client++) {
                String name = "r" + round + "-" + seed + "-" + client;
                SplittableRandom own = random.split();
                clients.execute(() -> predict(name, own, killed, answered, wrong));
            }
            Thread.sleep(random.nextInt(3000, 5000));
            keptBefore = kept() - keptInProcess;
            killed.set(true);
            killedAt = System.nanoTime();
            service.kill();
        }
        assertThat(wrong).isEmpty();

        service = PackagedService.startUnpacked(folder).awaitReady();

        int stored = stored() - storedBefore;
        assertThat(stored).as("what was counted as kept").isGreaterThanOrEqualTo(keptBefore);
        long safe = killedAt - FLUSH.plus(WRITING).toNanos();
        List<Answered> early = answered.stream().filter(one -> one.at() < safe).toList();
        List<Answered> late = answered.stream().filter(one -> one.at() >= safe).toList();
        assertThat(early).isNotEmpty();
        assertThat(matched(early)).isEqualTo(ROWS * early.size());
        int joined = ROWS * early.size();
        List<Answered> lost = new ArrayList<>();
        for (Answered one : late) {
            int found = matched(List.of(one));
            assertThat(found).as("all of a request or nothing").isIn(0, ROWS);
            joined += found;
            if (found == 0) {
                lost.add(one);
            }
        }
        long oldest = lost.stream().mapToLong(Answered::at).min().orElse(killedAt);
        LOG.info(
                "round {}, seed {}: {} requests answered, {} lost, the oldest of them answered {} ms before the kill",
                round,
                seed,
                answered.size(),
                lost.size(),
                (killedAt - oldest) / 1_000_000);
        // One request of each client at most was written, but its answer not heard.
        assertThat(stored).isBetween(joined, joined + 3 * ROWS);
        JsonNode performance = done(service.get(VERSION + "/performance"), 200);
        assertThat(performance.path("labelled").intValue() - labelledBefore).isEqualTo(joined);
        assertThat(performance.path("predictions").intValue()).isEqualTo(storedBefore + stored);

        // What was lost may be asked again under its id, and its outcome is waiting for it.
        for (Answered one : lost) {
            done(service.post(MODEL + "/predict", request(one.id(), random)), 200);
        }
        int all = storedBefore + stored + ROWS * lost.size();
        for (int i = 0; i < 200 && stored() != all; i++) {
            Thread.sleep(100);
        }
        assertThat(stored()).isEqualTo(all);
        assertThat(done(service.get(VERSION + "/performance"), 200)
                                .path("labelled")
                                .intValue()
                        - labelledBefore)
                .isEqualTo(joined + ROWS * lost.size());
    }
}
