package io.assay.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Floods, on a service that gives back so few tokens that a test sees none come. */
@Tag("attack")
@TestPropertySource(
        properties = {
            "assay.database.directory=target/database/limited",
            "assay.security.mode=required",
            "assay.security.admin-key=" + RateLimitTest.ADMIN,
            "assay.limits.keys.calls=1",
            "assay.limits.keys.period=24h",
            "assay.limits.keys.burst=40",
            "assay.limits.failures.calls=1",
            "assay.limits.failures.period=24h",
            "assay.limits.failures.burst=10"
        })
class RateLimitTest extends HttpTest {

    static final String ADMIN = "an-admin-key-of-the-rate-limit-tests-0123456789";

    private static final int THREADS = 8;

    private static final int CALLS = 160;

    private HttpResponse<String> analyze(String credential) {
        return send(request(AttackTest.ANALYZE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + credential)
                .POST(BodyPublishers.ofString(AttackTest.COUNTS))
                .build());
    }

    private String newKey(String name) {
        HttpResponse<String> made = send(request("/api/v1/keys")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + ADMIN)
                .POST(BodyPublishers.ofString(
                        "{\"name\":\"%s %d\",\"role\":\"viewer\"}".formatted(name, System.nanoTime())))
                .build());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json(made).get("key").asString();
    }

    private List<HttpResponse<String>> flood(String credential) throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<HttpResponse<String>>> calls = IntStream.range(0, CALLS)
                    .mapToObj(call -> threads.submit(() -> analyze(credential)))
                    .toList();
            for (Future<HttpResponse<String>> call : calls) {
                answers.add(call.get());
            }
        }
        return answers;
    }

    private static long count(List<HttpResponse<String>> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    private double limited(String limit) {
        String metrics = send(request("/actuator/prometheus")
                        .header("Authorization", "Bearer " + ADMIN)
                        .build())
                .body();
        String name = "assay_rate_limited_total{limit=\"" + limit + "\"} ";
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    @Test
    void aKeyGetsItsTokensToTheLastAndOthersKeepTheirs() throws Exception {
        String flooding = newKey("flooding");
        String calm = newKey("calm");
        double before = limited("keys");

        List<HttpResponse<String>> answers = flood(flooding);

        assertThat(count(answers, 200)).isEqualTo(40);
        assertThat(count(answers, 429)).isEqualTo(CALLS - 40);
        assertThat(limited("keys") - before).isEqualTo(CALLS - 40);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).allSatisfy(answer -> {
            ProblemAssertions.isProblem(answer, 429, "too-many-requests");
            assertThat(Integer.parseInt(
                            answer.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 86_400);
        });
        assertThat(analyze(calm).statusCode()).isEqualTo(200);
    }

    @Test
    void failuresOfAnAddressAreLimitedAndShutNobodyOutWhoHasAKey() throws Exception {
        String valid = newKey("valid");

        List<HttpResponse<String>> answers = flood("a-guess");

        assertThat(count(answers, 401)).isEqualTo(10);
        assertThat(count(answers, 429)).isEqualTo(CALLS - 10);
        assertThat(limited("failures")).isEqualTo(CALLS - 10);
        ProblemAssertions.isProblem(get("/api/v1/experiments"), 429, "too-many-requests");
        assertThat(analyze(valid).statusCode()).isEqualTo(200);
    }

    @Test
    void probesAreNeverLimited() {
        for (int probe = 0; probe < 100; probe++) {
            assertThat(get("/livez").statusCode()).isEqualTo(200);
            assertThat(get("/readyz").statusCode()).isEqualTo(200);
        }
    }
}
