package io.assay.experiment.readout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The readout over HTTP: every form of data, every plan, every inference, and data at the edge. */
class ReadoutHttpTest extends HttpTest {

    private static final String PATH = "/api/v1/experiments/readout";
    private static final String ALL = "'inference': ['fixed_horizon', 'always_valid', 'group_sequential', 'bayesian']";

    private HttpResponse<String> post(String body) {
        return post(PATH, new String(Bodies.json(body), UTF_8));
    }

    /** An answer of 200 without a number that JSON does not have. */
    private JsonNode read(String body) {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("NaN", "Infinity");
        return json(response);
    }

    private static JsonNode results(JsonNode answer) {
        return answer.at("/metrics/0/comparisons/0/results");
    }

    private static List<String> inferences(JsonNode answer) {
        List<String> names = new ArrayList<>();
        results(answer).forEach(result -> names.add(result.get("inference").asString()));
        return names;
    }

    private static void isJudgedByAll(JsonNode answer) {
        assertThat(results(answer))
                .hasSize(4)
                .allSatisfy(result -> assertThat(result.get("p_value").isNumber())
                        .as("%s %s", result, answer.at("/metrics/0/warnings"))
                        .isTrue());
    }

    private static final String MOMENTS =
            "{'n': 100, 'moments': {'variables': ['value', 'before'], 'sums': [300, 210], 'cross_products': [[1600], [900, 815]]}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'kind': 'proportion'                          | {'n': 100, 'successes': 20}
            'kind': 'proportion'                          | {'n': 100, 'sum': 20, 'sum_squares': 20}
            'kind': 'mean'                                | {'n': 100, 'sum': 300, 'sum_squares': 1600, 'sum_cubes': 9000}
            'kind': 'mean'                                | {'n': 100, 'mean': 3, 'variance': 7}
            'kind': 'count'                               | {'n': 100, 'sum': 300, 'sum_squares': 1600}
            'kind': 'count'                               | {'n': 100, 'numerator': {'sum': 60, 'sum_squares': 90}, 'denominator': {'sum': 300, 'sum_squares': 1600}, 'cross': 200}
            'kind': 'ratio'                               | {'n': 100, 'numerator': {'sum': 60, 'sum_squares': 90}, 'denominator': {'sum': 300, 'sum_squares': 1600}, 'cross': 200}
            'kind': 'quantile', 'quantile': 0.9           | {'n': 100, 'value': 812, 'lower': 803, 'upper': 822}
            'kind': 'quantile', 'quantile': 0.5           | {'n': 500, 'value': 812, 'lower': 803, 'upper': 822, 'interval_n': 400}
            'kind': 'mean', 'covariates': ['before']      | MOMENTS
            'kind': 'mean'                                | {'strata': [{'key': 'new', 'data': {'n': 100, 'mean': 3, 'variance': 7}}, {'key': 'old', 'data': {'n': 50, 'mean': 5, 'variance': 9}}]}
            'kind': 'mean', 'covariates': ['before']      | {'strata': [{'key': 'new', 'data': MOMENTS}, {'key': 'old', 'data': MOMENTS}]}
            """, quoteCharacter = '"')
    void everyFormOfDataIsReadUnderEveryInference(String kind, String data) {
        String arm = data.replace("MOMENTS", MOMENTS);
        isJudgedByAll(read(Bodies.body(
                ALL + ", 'plan': {'kind': 'group_sequential', 'planned_total_n': 400}",
                Bodies.metric(kind + ", 'role': 'primary'", arm))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'planned_total_n': 200}                                                             | fixed_horizon
            {'kind': 'fixed_horizon', 'planned_total_n': 300}                                    | always_valid
            {'kind': 'fixed_horizon', 'planned_total_n': 200, 'looks_before': 1}                 | always_valid
            {'kind': 'fixed_horizon'}                                                            | always_valid
            {'kind': 'always_valid'}                                                             | always_valid
            {'kind': 'always_valid', 'planned_total_n': 200, 'always_valid': 'beta_binomial'}    | always_valid
            {'kind': 'group_sequential', 'planned_total_n': 200, 'earlier_looks': [50, 100]}     | group_sequential
            {'kind': 'group_sequential', 'planned_total_n': 200, 'looks_before': 2}              | always_valid
            {'kind': 'group_sequential', 'planned_total_n': 300, 'last_look': true}              | group_sequential
            {'kind': 'bayesian', 'planned_total_n': 200, 'prior': {'mean': 0, 'standard_deviation': 0.2}} | bayesian
            {'kind': 'bayesian', 'planned_total_n': 200, 'beta_prior': {'alpha': 1, 'beta': 1}}  | bayesian
            {'kind': 'bayesian', 'planned_total_n': 200, 'looks_before': 3}                      | always_valid
            """, quoteCharacter = '"')
    void everyPlanNamesWhatMayBeActedOn(String plan, String actOn) {
        JsonNode answer = read(Bodies.body("'plan': " + plan, Bodies.PROPORTION));
        assertThat(answer.at("/metrics/0/act_on/inference").asString()).isEqualTo(actOn);
        assertThat(answer.at("/metrics/0/act_on/reason").asString()).endsWith(".");
        assertThat(inferences(answer)).contains(actOn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed_horizon", "always_valid", "group_sequential", "bayesian"})
    void oneInferenceAskedForIsAnswered(String inference) {
        JsonNode answer = read(Bodies.body(
                "'inference': ['%s'], 'plan': {'kind': '%1$s', 'planned_total_n': 200}".formatted(inference),
                Bodies.PROPORTION));
        assertThat(inferences(answer)).containsExactly(inference);
    }

    /** An edge case, and what every inference finds there: all or none have a p-value. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            proportion | {'n': 0, 'successes': 0}                           | {'n': 0, 'successes': 0}
            proportion | {'n': 100, 'successes': 0}                         | {'n': 100, 'successes': 0}
            proportion | {'n': 100, 'successes': 100}                       | {'n': 100, 'successes': 100}
            proportion | {'n': 100, 'successes': 0}                         | {'n': 100, 'successes': 100}
            proportion | {'n': 0, 'successes': 0}                           | {'n': 100, 'successes': 10}
            proportion | {'n': 1, 'successes': 1}                           | {'n': 1, 'successes': 0}
            proportion | {'n': 1000000000000000, 'successes': 1}            | {'n': 1000000000000000, 'successes': 999999999999999}
            proportion | {'n': 1000000000000000, 'successes': 100000000000} | {'n': 1000000000000000, 'successes': 100000000001}
            mean       | {'n': 0, 'sum': 0, 'sum_squares': 0}               | {'n': 0, 'sum': 0, 'sum_squares': 0}
            mean       | {'n': 1, 'sum': 3, 'sum_squares': 9}               | {'n': 1, 'sum': 4, 'sum_squares': 16}
            mean       | {'n': 2, 'mean': 1, 'variance': 0}                 | {'n': 2, 'mean': 2, 'variance': 0}
            mean       | {'n': 100, 'mean': -5, 'variance': 4}              | {'n': 100, 'mean': -4, 'variance': 4}
            mean       | {'n': 100, 'mean': 0, 'variance': 4}               | {'n': 100, 'mean': 1, 'variance': 4}
            mean       | {'n': 1000000000000000, 'mean': 1e-300, 'variance': 1e-300} | {'n': 1000000000000000, 'mean': 1e300, 'variance': 1e-300}
            mean       | {'n': 100, 'mean': 1e150, 'variance': 1e300}       | {'n': 100, 'mean': -1e150, 'variance': 1e300}
            """, quoteCharacter = '"')
    void dataAtTheEdgeHaveFiguresOrReasons(String kind, String control, String treatment) {
        for (String role : List.of("'primary'", "'guardrail', 'tolerated_loss': 0.02")) {
            for (String plan : List.of(
                    "{'planned_total_n': 200}",
                    "{'kind': 'group_sequential', 'planned_total_n': 1000}",
                    "{'kind': 'always_valid', 'always_valid': 'beta_binomial'}",
                    "{'kind': 'bayesian', 'planned_total_n': 2, 'beta_prior': {'alpha': 1, 'beta': 1}}")) {
                HttpResponse<String> response = post(Bodies.body(
                        ALL + ", 'plan': " + plan,
                        Bodies.metric("'kind': '%s', 'role': %s".formatted(kind, role), control, treatment)));
                assertThat(response.statusCode()).as(response.body()).isIn(200, 422);
                assertThat(response.body()).doesNotContain("NaN", "Infinity");
                if (response.statusCode() == 200) {
                    isNullForAReason(json(response));
                }
            }
        }
    }

    private static void isNullForAReason(JsonNode answer) {
        assertThat(answer.get("checks"))
                .allSatisfy(check -> assertThat(check.get("evidence").asString())
                        .as("%s", check.get("id"))
                        .isNotBlank());
        JsonNode metric = answer.at("/metrics/0");
        if (results(answer).isEmpty()) {
            assertThat(metric.get("warnings")).isNotEmpty();
        }
        for (JsonNode result : results(answer)) {
            if (result.get("p_value").isNull() || result.get("relative").isNull()) {
                assertThat(metric.get("warnings").toString())
                        .contains(result.get("inference").asString());
            }
        }
    }

    @Test
    void aNegativeControlMeanKeepsTheSignOfTheEffect() {
        JsonNode answer = read(Bodies.body(
                "'plan': {'planned_total_n': 200}",
                Bodies.metric(
                        "'kind': 'mean', 'role': 'primary'",
                        "{'n': 100, 'mean': -5, 'variance': 4}",
                        "{'n': 100, 'mean': -4, 'variance': 4}")));
        assertThat(results(answer).at("/0/absolute/estimate").asDouble()).isEqualTo(1);
        assertThat(results(answer).at("/0/relative/estimate").asDouble()).isEqualTo(0.2);
        assertThat(answer.at("/decision/decision").asString()).isEqualTo("ship");
    }

    @Test
    void everyNestedErrorIsPointedTo() {
        HttpResponse<String> response = post(
                Bodies.body(
                        "'plan': {'earlier_looks': [20, 10]}, 'control': 'nobody'",
                        Bodies.metric(
                                "'kind': 'mean', 'role': 'secondary', 'covariates': ['before']",
                                "{'n': 10, 'moments': {'variables': ['value', 'before'], 'sums': [1], 'cross_products': [[1], [1, 1]]}}",
                                "{'strata': [{'key': 'new', 'data': {'n': 5, 'moments': {'variables': ['value'], 'sums': [9], 'cross_products': [[1]]}}}]}"),
                        "{'key': 'crashes', 'kind': 'proportion', 'role': 'guardrail', 'data': {'control': {'n': 10, 'successes': 11}}}"));
        assertThat(response.statusCode()).isEqualTo(422);
        List<String> pointers = new ArrayList<>();
        json(response)
                .get("errors")
                .forEach(error -> pointers.add(error.get("pointer").asString()));
        assertThat(pointers)
                .containsExactlyInAnyOrder(
                        "/control",
                        "/plan/earlier_looks",
                        "/metrics/0/data/control/moments/sums",
                        "/metrics/0/data/treatment/strata/0/data/moments/variables",
                        "/metrics/1/tolerated_loss",
                        "/metrics/1/data/control/successes",
                        "/metrics/1/data/treatment");
    }

    /** The largest that a request may be, every mean with a covariate. */
    @Test
    void twentyArmsAndTwoHundredMetricsAreRead() {
        List<String> arms = IntStream.range(0, 20).mapToObj(arm -> "arm" + arm).toList();
        String data =
                arms.stream().map(arm -> "'%s': %s".formatted(arm, MOMENTS)).collect(Collectors.joining(", "));
        String metrics = IntStream.range(0, 200)
                .mapToObj(
                        metric -> "{'key': 'm%d', 'kind': 'mean', 'role': '%s', 'covariates': ['before'], 'data': {%s}}"
                                .formatted(metric, metric == 0 ? "primary" : "secondary", data))
                .collect(Collectors.joining(", "));
        JsonNode answer = read(
                "{%s, 'plan': {'kind': 'group_sequential', 'planned_total_n': 4000}, 'arms': [%s], 'metrics': [%s]}"
                        .formatted(
                                ALL,
                                arms.stream().map("{'key': '%s'}"::formatted).collect(Collectors.joining(", ")),
                                metrics));
        assertThat(answer.get("metrics")).hasSize(200);
        assertThat(answer.at("/families/1/hypotheses").asInt()).isEqualTo(199 * 19);
    }

    @Test
    void theSameRequestHasTheSameBytes() {
        String body = Bodies.body(
                ALL + ", 'plan': {'kind': 'group_sequential', 'planned_total_n': 400}",
                Bodies.metric("'kind': 'mean', 'role': 'primary', 'covariates': ['before']", MOMENTS));
        assertThat(post(body).body()).isEqualTo(post(body).body());
    }
}
