package io.assay.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A request that carries a key is done once, however often and at whatever moment it is repeated. */
class IdempotencyTest extends HttpTest {

    private static final String ORDERS = "/api/test/orders";

    private final String label = UUID.randomUUID().toString();

    private final String key = UUID.randomUUID().toString();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AnswerRepository answers;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void createTable() {
        jdbc.sql("create table if not exists test_order (number bigserial primary key, label text not null)")
                .update();
    }

    private long orders() {
        return jdbc.sql("select count(*) from test_order where label = :label")
                .param("label", label)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    private HttpRequest.Builder order(String rest) {
        return request(ORDERS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"label\":\"" + label + "\"" + rest + "}"));
    }

    private HttpResponse<String> keyed(String rest) {
        return send(order(rest).header("Idempotency-Key", key).build());
    }

    private static boolean replayed(HttpResponse<String> response) {
        return response.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    private void expire() {
        jdbc.sql("update idempotency_key set created_at = now() - interval '31 days' where key = :key")
                .param("key", key)
                .update();
    }

    @Test
    void answersARepeatedRequestAsTheFirst() {
        HttpResponse<String> first = keyed(",\"amount\":1");
        // The same JSON in other words.
        HttpResponse<String> second = keyed(" , \"seconds\" : null, \"amount\": 1.0");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(replayed(first)).isFalse();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body()).contains(label);
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(first.headers().firstValue(header)).isPresent();
            assertThat(second.headers().allValues(header))
                    .isEqualTo(first.headers().allValues(header));
        }
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void repeatsAnAnswerWithoutBody() {
        for (boolean repeated : new boolean[] {false, true}) {
            HttpResponse<String> response = send(request(ORDERS + "/" + label)
                    .header("Idempotency-Key", key)
                    .DELETE()
                    .build());

            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
            assertThat(replayed(response)).isEqualTo(repeated);
        }
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void doesARequestWithoutKeyAsOftenAsItComes() {
        assertThat(send(order("").build()).body())
                .isNotEqualTo(send(order("").build()).body());
        assertThat(orders()).isEqualTo(2);
        ProblemAssertions.isProblem(send(order(",\"end\":\"conflict\"").build()), 409, "conflict");
        assertThat(orders()).isEqualTo(2);
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        keyed("");
        List<HttpRequest> others = new ArrayList<>();
        others.add(order(",\"amount\":2").build());
        others.add(order("").header("Assay-User", "ann").build());
        others.add(order("").uri(request(ORDERS + "/other").build().uri()).build());
        others.add(order("")
                .method("PUT", BodyPublishers.ofString("{\"label\":\"" + label + "\"}"))
                .build());

        for (HttpRequest other : others) {
            HttpResponse<String> response = send(HttpRequest.newBuilder(other, (name, value) -> true)
                    .header("Idempotency-Key", key)
                    .build());

            ProblemAssertions.isProblem(response, 422, "idempotency-key-reused");
        }
        assertThat(orders()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"conflict,409", "failure,500"})
    void takesTheKeyAgainAfterARequestThatLeftNothing(String end, int status) {
        assertThat(keyed(",\"end\":\"" + end + "\"").statusCode()).isEqualTo(status);
        assertThat(orders()).isZero();

        HttpResponse<String> mended = keyed("");

        assertThat(mended.statusCode()).isEqualTo(201);
        assertThat(replayed(mended)).isFalse();
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void doesWhatTwentyClientsSendAtOnceOnce() {
        List<HttpResponse<String>> responses = atOnce(20, () -> keyed(",\"amount\":3"));

        assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(responses)
                .extracting(HttpResponse::body)
                .containsOnly(responses.getFirst().body());
        assertThat(responses).filteredOn(response -> !replayed(response)).hasSize(1);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void doesARequestThatWaitedForOneThatWasRefused() {
        List<HttpResponse<String>> responses =
                atOnce(2, () -> keyed(",\"seconds\":1,\"end\":\"conflict_the_first_time\""));

        assertThat(responses).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(409, 201);
        assertThat(responses).noneMatch(IdempotencyTest::replayed);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void tellsToComeAgainWhileTheFirstTakesLong() {
        List<HttpResponse<String>> responses = atOnce(2, () -> keyed(",\"seconds\":3"));

        assertThat(responses).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(201, 503);
        assertThat(responses)
                .filteredOn(response -> response.statusCode() == 503)
                .allSatisfy(response -> {
                    ProblemAssertions.isProblem(response, 503, "unavailable");
                    assertThat(response.headers().firstValue("Retry-After")).isPresent();
                });
        assertThat(replayed(keyed(",\"seconds\":3"))).isTrue();
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void forgetsAnswersAfterTheirTime() {
        keyed("");
        expire();

        HttpResponse<String> later = keyed(",\"amount\":5");

        assertThat(later.statusCode()).isEqualTo(201);
        assertThat(replayed(later)).isFalse();
        assertThat(replayed(keyed(",\"amount\":5"))).isTrue();
        assertThat(orders()).isEqualTo(2);
    }

    @Test
    void deletesWhatItForgotButNotWhatIsInUse() {
        keyed("");
        expire();
        String held = UUID.randomUUID().toString();
        jdbc.sql("insert into idempotency_key (key, request_sha256, created_at) "
                        + "values (:key, '', now() - interval '31 days')")
                .param("key", held)
                .update();

        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            answers.claim(held, "x");
            List<Boolean> done = atOnce(1, answers::forget);
            assertThat(done).containsExactly(true);
        });

        assertThat(kept(key)).isZero();
        assertThat(kept(held)).isEqualTo(1);
    }

    private long kept(String name) {
        return jdbc.sql("select count(*) from idempotency_key where key = :key")
                .param("key", name)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "LONG"})
    void refusesMalformedKeys(String malformed) {
        String value = malformed.equals("LONG") ? "k".repeat(201) : malformed;

        HttpResponse<String> response =
                send(order("").header("Idempotency-Key", value).build());

        ProblemAssertions.isProblem(response, 400, "bad-request");
        assertThat(json(response).get("detail").asString()).contains("Idempotency-Key");
        assertThat(orders()).isZero();
    }

    @Test
    void takesOneKeyOnly() {
        ProblemAssertions.isProblem(
                send(order("")
                        .header("Idempotency-Key", "a")
                        .header("Idempotency-Key", "b")
                        .build()),
                400,
                "bad-request");
        assertThat(send(order("")
                                .header("Idempotency-Key", key + "!".repeat(164))
                                .build())
                        .statusCode())
                .isEqualTo(201);
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = clients.invokeAll(Collections.nCopies(times, call));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        }
    }
}
