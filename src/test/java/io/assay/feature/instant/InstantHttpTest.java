package io.assay.feature.instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import io.assay.statistics.split.NumpyRandom;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InstantHttpTest extends HttpTest {

    private static final String FEATURES = "/api/v1/features";

    /** Case pipeline.small: scikit-learn 1.9.1, ColumnTransformer of SimpleImputer, StandardScaler, OneHotEncoder. */
    @Test
    void theMissionsPipeline() {
        JsonNode answer = ok(post(FEATURES + "/fit-transform", """
                {"pipeline":{"numeric_cols":["age","income"],"categorical_cols":["plan","country"]},
                 "data":{"rows":[
                  {"age":25,"income":30000,"plan":"free","country":"NO","ignored":1},
                  {"age":null,"income":52000,"plan":"pro","country":"SE","ignored":2},
                  {"age":47,"income":null,"plan":null,"country":"NO","ignored":3},
                  {"age":31,"income":41000,"plan":"free","country":null,"ignored":4},
                  {"age":null,"income":41000,"plan":"pro","country":"DK","ignored":5},
                  {"age":62,"income":250000,"plan":"team","country":"SE","ignored":6}]},
                 "test":{"rows":[{"age":null,"income":10000,"plan":"enterprise","country":"SE"},
                  {"age":40,"income":null,"plan":null,"country":"FI"}]}}"""));
        assertThat(answer.at("/trained/names").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "num__age",
                        "num__income",
                        "cat__plan_free",
                        "cat__plan_pro",
                        "cat__plan_team",
                        "cat__country_DK",
                        "cat__country_NO",
                        "cat__country_SE");
        assertThat(answer.at("/trained/columns/num__income/5").asDouble()).isCloseTo(2.2286719220307933, within(1e-13));
        assertThat(answer.at("/test/columns/num__income/0").asDouble()).isCloseTo(-0.8424166595236012, within(1e-13));
        assertThat(answer.at("/test/columns/cat__plan_free").toString()).isEqualTo("[0.0,1.0]");
        assertThat(answer.at("/test/rows").asInt()).isEqualTo(2);
        assertThat(answer.at("/fit/undocumented")).hasSize(4);
    }

    /** Case time_features: pandas 3.0.6, numpy 2.4.6; 1e-15. */
    @Test
    void theMissionsTimeFeatures() {
        JsonNode answer = ok(post(FEATURES + "/time-features", """
                {"column":"at","data":{"columns":{"at":["2024-01-01 00:00:00","2024-01-06 00:00:00",
                 "2024-12-31 00:00:00","2025-03-14 23:59:59",null]}}}"""));
        assertThat(answer.get("time_zone").asString()).isEqualTo("UTC");
        assertThat(answer.get("names").toString())
                .isEqualTo("[\"dow_sin\",\"dow_cos\",\"month_sin\",\"month_cos\",\"is_weekend\"]");
        near(answer, "dow_sin", 0.0, -0.9749279121818236, 0.7818314824680298, -0.433883739117558);
        near(answer, "dow_cos", 1.0, -0.2225209339563146, 0.6234898018587336, -0.9009688679024191);
        near(answer, "month_sin", 0.49999999999999994, 0.49999999999999994, -2.4492935982947064e-16, 1.0);
        near(answer, "month_cos", 0.8660254037844387, 0.8660254037844387, 1.0, 6.123233995736766e-17);
        near(answer, "is_weekend", 0, 1, 0, 0);
        near(answer, "dow", 0, 5, 1, 4);
        near(answer, "month", 1, 1, 12, 3);
        assertThat(answer.at("/columns/dow/4").isNull()).isTrue();
        assertThat(answer.at("/columns/is_weekend/4").isNull()).isTrue();
    }

    @Test
    void daysAreToldInATimeZone() {
        String body = """
                {"column":"at","time_zone":"%s","data":{"columns":{"at":["2024-01-07T23:30:00Z"]}}}""";
        assertThat(ok(post(FEATURES + "/time-features", body.formatted("UTC")))
                        .at("/columns/dow/0")
                        .asInt())
                .isEqualTo(6);
        assertThat(ok(post(FEATURES + "/time-features", body.formatted("Europe/Oslo")))
                        .at("/columns/dow/0")
                        .asInt())
                .isZero();
        ProblemAssertions.isProblem(
                post(FEATURES + "/time-features", body.formatted("Europe/Atlantis")), 422, "impossible-input");
    }

    private static void near(JsonNode answer, String name, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(answer.at("/columns/" + name + "/" + i).asDouble())
                    .as("%s of row %d", name, i)
                    .isCloseTo(expected[i], within(1e-15));
        }
    }

    /** Case leakage.target_encoder_demo: scikit-learn 1.9.1; 1e-14. */
    @Test
    void theLeakageStory() {
        NumpyRandom random = new NumpyRandom(0);
        String ids = IntStream.range(0, 2000)
                .mapToObj(i -> "" + random.interval(999))
                .collect(Collectors.joining(","));
        String target =
                IntStream.range(0, 2000).mapToObj(i -> "" + random.interval(1)).collect(Collectors.joining(","));
        JsonNode answer = ok(post(
                FEATURES + "/leakage",
                "{\"target\":\"y\",\"data\":{\"columns\":{\"id\":[" + ids + "],\"y\":[" + target + "]}}}"));
        assertThat(answer.at("/columns/0/in_sample").asDouble()).isCloseTo(0.8757381414690703, within(1e-14));
        assertThat(answer.at("/columns/0/cross_fitted").asDouble()).isCloseTo(0.5116326994044851, within(1e-14));
        assertThat(answer.get("measure").asString()).isEqualTo("auc");
        assertThat(answer.at("/checks/1/id").asString()).isEqualTo("in_sample_encoding");
        assertThat(answer.at("/checks/1/status").asString()).isEqualTo("fail");
    }

    @Test
    void aSplitIsToldByAColumn() {
        String rows = IntStream.range(0, 40)
                .mapToObj(i ->
                        "{\"who\":\"u%d\",\"x\":%d.5,\"y\":\"%s\",\"part\":\"%s\",\"at\":\"2026-01-%02d\",\"seen\":\"2026-02-01\"}"
                                .formatted(
                                        i % 30,
                                        i % 30,
                                        i % 3 == 0 ? "yes" : "no",
                                        i < 30 ? "train" : "test",
                                        1 + i % 28))
                .collect(Collectors.joining(","));
        JsonNode answer = ok(post(FEATURES + "/leakage", """
                {"target":"y","positive":"yes","entity":"who","time":"at","split":{"column":"part","test":"test"},
                 "data":{"rows":[%s]}}""".formatted(rows)));
        assertThat(answer.get("rows").asInt()).isEqualTo(30);
        assertThat(answer.get("test_rows").asInt()).isEqualTo(10);
        assertThat(answer.get("columns")
                        .valueStream()
                        .map(column -> column.get("name").asString()))
                .containsExactly("x", "seen");
        assertThat(answer.at("/columns/1/kind").asString()).isEqualTo("time");
        assertThat(status(answer, "entity_on_both_sides")).isEqualTo("fail");
        assertThat(status(answer, "duplicates_across_split")).isEqualTo("fail");
        assertThat(status(answer, "times_after_prediction")).isEqualTo("fail");
        assertThat(status(answer, "times_after_outcome")).isEqualTo("unknown");
        assertThat(status(answer, "time_overlap")).isEqualTo("warn");
    }

    private static String status(JsonNode answer, String id) {
        return answer.get("checks")
                .valueStream()
                .filter(check -> check.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow()
                .get("status")
                .asString();
    }

    @Test
    void twoNumbersAreTwoClasses() {
        for (String[] values : new String[][] {{"1", "2"}, {"-1", "1"}, {"0", "2"}, {"0.5", "7"}}) {
            String target = IntStream.range(0, 20).mapToObj(i -> values[i % 2]).collect(Collectors.joining(","));
            String copy = IntStream.range(0, 20).mapToObj(i -> "" + i % 2).collect(Collectors.joining(","));
            JsonNode answer = ok(post(
                    FEATURES + "/leakage",
                    "{\"target\":\"y\",\"data\":{\"columns\":{\"x\":[" + copy + "],\"y\":[" + target + "]}}}"));
            assertThat(answer.get("measure").asString()).isEqualTo("auc");
            assertThat(answer.at("/columns/0/value").asDouble()).isEqualTo(1);
            assertThat(answer.at("/target/mean").asDouble()).isEqualTo(0.5);
        }
        ProblemAssertions.isProblem(
                post(
                        FEATURES + "/leakage",
                        "{\"target\":\"y\",\"data\":{\"columns\":{\"x\":[1,2],\"y\":[null,null]}}}"),
                422,
                "impossible-input");
    }

    @Test
    void testRowsThatWereLearnedFromAreTold() {
        JsonNode answer = ok(post(FEATURES + "/fit-transform", """
                {"pipeline":{"numeric_cols":["x"]},"data":{"columns":{"x":[1.5,2.5,3.5]}},
                 "test":{"columns":{"x":[9.5,2.5]}}}"""));
        assertThat(answer.at("/checks/0/status").asString()).isEqualTo("fail");
        assertThat(answer.at("/checks/0/evidence").asString()).startsWith("1 of 2 test rows equal a training row");
    }

    @Test
    void aRefusalSaysWhere() {
        HttpResponse<String> type = post(FEATURES + "/fit-transform", """
                {"pipeline":{"numeric_cols":["x"]},"data":{"columns":{"x":[1.5,2.5]}},"test":{"columns":{"x":["a"]}}}""");
        ProblemAssertions.isProblem(type, 422, "impossible-input");
        assertThat(json(type).at("/errors/0/pointer").asString()).isEqualTo("/test");
        HttpResponse<String> target = post(FEATURES + "/fit-transform", """
                {"pipeline":{"numeric_cols":["x"]},"target":"y","data":{"columns":{"x":[1.5,2.5],"y":["a","b"]}}}""");
        assertThat(json(target).at("/errors/0/pointer").asString()).isEqualTo("/target");
        HttpResponse<String> timeless = post(FEATURES + "/fit-transform", """
                {"pipeline":{"features":[{"name":"x","column":"x","transform":[{"kind":"lag"},{"kind":"impute"}]}]},
                 "data":{"columns":{"x":[1.5,2.5]}}}""");
        assertThat(timeless.body()).contains("step 1 (lag)");
    }

    @Test
    void whatIsNotThereIsSaid() {
        String data = "\"data\":{\"columns\":{\"x\":[1,2],\"y\":[\"a\",\"b\"]}}";
        HttpResponse<String> positive = post(FEATURES + "/leakage", "{\"target\":\"y\"," + data + "}");
        ProblemAssertions.isProblem(positive, 422, "impossible-input");
        assertThat(positive.body()).contains("it holds a, b");
        ProblemAssertions.isProblem(
                post(FEATURES + "/leakage", "{\"target\":\"z\"," + data + "}"), 422, "impossible-input");
        ProblemAssertions.isProblem(
                post(FEATURES + "/leakage", "{\"target\":\"y\",\"positive\":\"c\"," + data + "}"),
                422,
                "impossible-input");
        ProblemAssertions.isProblem(
                post(FEATURES + "/time-features", "{\"column\":\"z\"," + data + "}"), 422, "impossible-input");
        ProblemAssertions.isProblem(
                post(FEATURES + "/time-features", "{\"column\":\"x\"," + data + "}"), 422, "impossible-input");
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }
}
