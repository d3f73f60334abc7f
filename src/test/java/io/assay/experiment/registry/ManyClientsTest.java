package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Fifty clients read one experiment out at once. */
class ManyClientsTest extends Api {

    private static final int CLIENTS = 50;
    private static final int LEVELS = 8;

    /** What a client was told. */
    private record Told(long n, int look, int number) {}

    @Test
    void theLedgerIsATotalOrderAndAlphaIsSpentOncePerLevel() throws InterruptedException, ExecutionException {
        String key = running("{\"kind\":\"group_sequential\",\"planned_looks\":8}", 16_000);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<Told>>> clients = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                int first = client % 3;
                clients.add(executor.submit(() -> {
                    start.await();
                    return readAll(key, first);
                }));
            }
            start.countDown();
        }
        List<Told> told = new ArrayList<>();
        for (Future<List<Told>> client : clients) {
            told.addAll(client.get());
        }

        JsonNode looks = experiment(key).path("looks");
        Set<Long> levels = new HashSet<>();
        Set<Double> spent = new HashSet<>();
        long before = 0;
        for (int i = 0; i < looks.size(); i++) {
            JsonNode look = looks.get(i);
            assertThat(look.path("number").asInt()).isEqualTo(i + 1);
            assertThat(look.path("n").asLong()).isGreaterThan(before);
            before = look.path("n").asLong();
            levels.add(before);
            spent.add(look.path("alpha_spent").asDouble());
        }
        assertThat(levels).hasSameSizeAs(looks).contains(LEVELS * 2000L);
        assertThat(spent).as("alpha is spent once per level").hasSameSizeAs(looks);
        assertThat(told).isNotEmpty().allSatisfy(one -> {
            assertThat(looks.get(one.look() - 1).path("n").asLong()).isEqualTo(one.n());
            assertThat(looks.get(one.look() - 1).path("readout").asInt()).isEqualTo(one.number());
        });
        assertThat(experiment(key).path("version").asInt()).isEqualTo(2 + looks.size());
    }

    /** Each client reads level after level; who comes late with fewer units is refused. */
    private List<Told> readAll(String key, int first) {
        List<Told> told = new ArrayList<>();
        for (int level = first + 1; level <= LEVELS; level++) {
            long n = 1000L * level;
            HttpResponse<String> response = read(key, counts(n, n / 10, n / 10 + level));
            while (response.statusCode() == 503) {
                LockSupport.parkNanos(Duration.ofSeconds(Long.parseLong(
                                response.headers().firstValue("Retry-After").orElseThrow()))
                        .toNanos());
                response = read(key, counts(n, n / 10, n / 10 + level));
            }
            assertThat(response.statusCode()).as(response.body()).isIn(200, 201, 422);
            if (response.statusCode() != 422) {
                JsonNode answer = json(response);
                told.add(new Told(
                        2 * n,
                        answer.path("look").asInt(),
                        answer.path("number").asInt()));
            }
        }
        return told;
    }
}
