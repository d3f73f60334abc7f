package io.assay.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pipelines and tables that would take the memory or the time of all. */
class FeatureAttackTest extends AttackTest {

    private static final String PIPELINES = "/api/v1/features/pipelines";

    private static final String FIT_TRANSFORM = "/api/v1/features/fit-transform";

    private static final int LEVELS = 100_000;

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aOneHotExplosionIsRefusedWithANumber() {
        String levels =
                IntStream.range(0, LEVELS).mapToObj(i -> "\"u" + i + '"').collect(Collectors.joining(","));
        HttpResponse<String> plain = soon(FIT_TRANSFORM, """
                {"pipeline":{"categorical_cols":["user"]},"data":{"columns":{"user":[%s]}}}""".formatted(levels));
        ProblemAssertions.isProblem(plain, 422, "impossible-input");
        assertThat(plain.body()).contains("would become 100,000 columns, one for each level of user");
        String numbers = IntStream.range(0, LEVELS).mapToObj(Integer::toString).collect(Collectors.joining(","));
        HttpResponse<String> many = soon(FIT_TRANSFORM, """
                {"pipeline":{"categorical_cols":["user"]},"data":{"columns":{"user":[%s]}}}""".formatted(numbers));
        assertThat(many.body()).contains("would become 100,000 columns");
        // several that are each small enough
        String some = IntStream.range(0, 3_000).mapToObj(i -> "\"u" + i + '"').collect(Collectors.joining(","));
        String columns = IntStream.range(0, 4)
                .mapToObj(i -> "\"c" + i + "\":[" + some + "]")
                .collect(Collectors.joining(","));
        HttpResponse<String> together = soon(FIT_TRANSFORM, """
                {"pipeline":{"categorical_cols":["c0","c1","c2","c3"]},"data":{"columns":{%s}}}""".formatted(columns));
        ProblemAssertions.isProblem(together, 422, "impossible-input");
        assertThat(together.body()).contains("would make 12,000 features", "3,000 of them of cat__c");
    }

    @Test
    void thousandsOfHashedFeaturesAreRefusedBeforeTheyAreMade() {
        String features = IntStream.range(0, 2_000)
                .mapToObj(i -> "{\"name\":\"f" + i
                        + "\",\"column\":\"x\",\"transform\":[{\"kind\":\"hashing\",\"buckets\":4096}]}")
                .collect(Collectors.joining(","));
        Instant start = Instant.now();
        HttpResponse<String> answer = post(
                FIT_TRANSFORM,
                "{\"pipeline\":{\"features\":[" + features + "]},\"data\":{\"columns\":{\"x\":[\"a\",\"b\"]}}}");
        ProblemAssertions.isProblem(answer, 422, "impossible-input");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anAnswerOfTooManyNumbersIsRefused() {
        String words = IntStream.range(0, 2_500).mapToObj(i -> "\"u" + i + '"').collect(Collectors.joining(","));
        HttpResponse<String> answer = soon(FIT_TRANSFORM, """
                {"pipeline":{"categorical_cols":["user"]},"data":{"columns":{"user":[%s]}}}""".formatted(words));
        ProblemAssertions.isProblem(answer, 422, "impossible-input");
        assertThat(answer.body()).contains("2,500 rows of 2,500 features are 6,250,000 numbers");
    }

    @Test
    void aDocumentHasAnEnd() {
        String feature = "{\"name\":\"f%d\",\"column\":\"x\"}";
        String features =
                IntStream.range(0, 10_000).mapToObj(feature::formatted).collect(Collectors.joining(","));
        ProblemAssertions.isProblem(soon(PIPELINES, "{\"features\":[" + features + "]}"), 422, "impossible-input");
        String steps = String.join(",", Collections.nCopies(1_000, "{\"kind\":\"lag\"}"));
        ProblemAssertions.isProblem(
                soon(PIPELINES, "{\"features\":[{\"name\":\"x\",\"column\":\"x\",\"transform\":[" + steps + "]}]}"),
                422,
                "impossible-input");
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        ProblemAssertions.isProblem(
                soon(PIPELINES, "{\"features\":[{\"name\":\"x\",\"column\":\"x\",\"transform\":" + deep + "}]}"),
                400,
                "invalid-json");
        for (String field : new String[] {"name", "column", "meaning", "owner", "unit"}) {
            String document = "{\"features\":[{\"name\":\"x\",\"column\":\"x\"}]}"
                    .replaceFirst("\\{\"name\"", "{\"" + field + "\":\"" + "x".repeat(100_000) + "\",\"was\"");
            assertThat(soon(PIPELINES, document).statusCode()).isBetween(400, 422);
        }
    }

    @Test
    void aKindIsAKindAndNoClass() {
        for (String kind :
                new String[] {"java.lang.Runtime", "io.assay.feature.transform.Lag", "", "each_column", "Lag", "../lag"
                }) {
            HttpResponse<String> answer = soon(
                    PIPELINES,
                    "{\"features\":[{\"name\":\"x\",\"column\":\"x\",\"transform\":[{\"kind\":\"" + kind + "\"}]}]}");
            ProblemAssertions.isProblem(answer, 422, "impossible-input");
            assertThat(answer.body()).contains("Known are");
        }
    }

    @Test
    void namesAndTextsAreNoCodeForTheDatabase() {
        String name = "attack-" + System.nanoTime();
        String hostile = "'; drop table feature_fit; --\\u0000%s\\\"{{7*7}}";
        HttpResponse<String> stored = soon(PIPELINES, """
                {"name":"%s","features":[{"name":"%s","column":"%s","meaning":"%s","owner":"%s"}]}""".formatted(name, hostile, hostile, hostile, hostile));
        assertThat(stored.statusCode()).as(stored.body()).isBetween(200, 422);
        assertThat(get("/api/v1/features?text=%27%3B%20drop%20table&limit=200").statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/features?text=%25&limit=1").statusCode()).isEqualTo(200);
        assertThat(get(PIPELINES + "?limit=1").statusCode()).isEqualTo(200);
    }

    @Test
    void windowsOverManyRowsOfOneMomentStayLinear() {
        int rows = 40_000;
        String times = String.join(",", Collections.nCopies(rows, "\"2026-01-01\""));
        String values = String.join(",", Collections.nCopies(rows, "1.5"));
        HttpResponse<String> answer = soon(FIT_TRANSFORM, """
                {"pipeline":{"time":"t","features":[
                  {"name":"a","column":"x","transform":[{"kind":"expanding","statistic":"sd"}]},
                  {"name":"b","column":"x","transform":[{"kind":"rolling","statistic":"max","window":1000000}]},
                  {"name":"c","column":"x","transform":[{"kind":"ewm","halflife":1000000}]}]},
                 "data":{"columns":{"t":[%s],"x":[%s]}}}""".formatted(times, values));
        assertThat(answer.statusCode()).as(answer.body().substring(0, 200)).isEqualTo(200);
    }

    private HttpResponse<String> soon(String path, String body) {
        Instant start = Instant.now();
        HttpResponse<String> answer = post(path, body);
        assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
        return answer;
    }
}
