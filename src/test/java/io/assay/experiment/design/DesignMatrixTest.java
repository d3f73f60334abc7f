package io.assay.experiment.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every kind of metric with every claim, plan and question: all are answered, and the answers agree with each other. */
class DesignMatrixTest extends HttpTest {

    private static final Map<String, String> METRICS = new LinkedHashMap<>();
    private static final Map<String, String> PLANS = new LinkedHashMap<>();
    private static final List<String> CLAIMS = List.of(
            "'claim': 'difference', 'effect': 0.05",
            "'claim': 'superiority', 'effect': 0.05",
            "'claim': 'superiority', 'margin': 0.02, 'direction': 'decrease', 'effect': -0.05",
            "'claim': 'non_inferiority', 'margin': 0.03",
            "'claim': 'equivalence', 'margin': 0.04");

    static {
        METRICS.put("proportion", "{'kind': 'proportion', 'rate': 0.1}");
        METRICS.put("mean", "{'kind': 'mean', 'mean': 20, 'variance': 900, 'treatment_variance': 950}");
        METRICS.put("negative mean, CUPED", "{'kind': 'mean', 'mean': -20, 'variance': 900, 'cuped_correlation': 0.6}");
        METRICS.put(
                "count in clusters",
                "{'kind': 'count', 'mean': 3, 'variance': 7, 'clusters': {'mean_size': 20, 'icc': 0.02, 'size_variation': 0.5}}");
        METRICS.put(
                "ratio",
                "{'kind': 'ratio', 'numerator': {'mean': 2, 'variance': 5}, 'denominator': {'mean': 10, 'variance': 30}, "
                        + "'covariance': 8}");
        METRICS.put("quantile", "{'kind': 'quantile', 'quantile': 0.9, 'value': 250, 'density': 0.001}");
        METRICS.put(
                "quantile of a pilot",
                "{'kind': 'quantile', 'quantile': 0.5, 'value': 250, 'pilot': {'n': 500, 'lower': 240, 'upper': 262}}");
        PLANS.put("fixed", "{'kind': 'fixed_horizon'}");
        PLANS.put("always valid", "{'kind': 'always_valid'}");
        PLANS.put("always valid, tuned elsewhere", "{'kind': 'always_valid', 'planned_total_n': 5000}");
        PLANS.put("sequential", "{'kind': 'group_sequential', 'planned_looks': 4}");
        PLANS.put(
                "sequential with futility",
                "{'kind': 'group_sequential', 'information_fractions': [0.3, 0.7, 1], 'spending': {'kind': 'power', 'phi': 3}, "
                        + "'futility': {'kind': 'obrien_fleming'}}");
        PLANS.put("bayesian", "{'kind': 'bayesian'}");
        PLANS.put(
                "bayesian with a prior",
                "{'kind': 'bayesian', 'threshold': 0.95, 'prior': {'mean': 0, 'standard_deviation': 0.1}}");
    }

    static Stream<Arguments> matrix() {
        List<Arguments> all = new ArrayList<>();
        METRICS.keySet()
                .forEach(metric -> PLANS.keySet()
                        .forEach(plan -> CLAIMS.forEach(claim -> all.add(Arguments.of(metric, plan, claim)))));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyCombinationIsAnswered(String metric, String plan, String claim) {
        boolean equivalence = claim.contains("equivalence");
        boolean sequential = plan.startsWith("sequential");
        String rest = "'metric': %s, 'plan': %s, %s, 'arms': %d"
                .formatted(METRICS.get(metric), PLANS.get(plan), claim, plan.contains("prior") ? 2 : 3);
        if (equivalence && sequential) {
            assertThat(post("'solve': 'sample_size', " + rest).statusCode()).isEqualTo(422);
            return;
        }
        JsonNode size = answer("'solve': 'sample_size', " + rest);
        double power = size.get("power").asDouble();
        assertThat(power).isBetween(0.8, 0.9);
        long total = size.at("/sample_size/total").asLong();
        assertThat(size.at("/curves/by_units")).hasSize(24);
        assertThat(size.at("/curves/by_units/11/total_n").asLong()).isEqualTo(total);

        JsonNode again = answer("'solve': 'power', 'total_n': %d, ".formatted(total) + rest);
        assertThat(again.get("power").asDouble()).isCloseTo(power, Offset.offset(1e-12));

        JsonNode duration = answer("'solve': 'duration', 'daily_units': %d, ".formatted(total / 20) + rest);
        assertThat(duration.at("/duration/weeks").asInt()).isEqualTo(3);
        assertThat(duration.at("/duration/power").asDouble()).isGreaterThanOrEqualTo(power - 1e-3);

        if (!equivalence) {
            String without = rest.replaceAll(", 'effect': -?[0-9.]+", "");
            JsonNode mde = answer("'solve': 'mde', 'total_n': %d, ".formatted(total) + without);
            double effect = mde.get("minimum_detectable_effect").asDouble();
            double planned = size.at("/inputs/effect").asDouble();
            boolean decrease = claim.contains("decrease");
            assertThat(effect).isBetween(decrease ? planned : planned - 0.01, decrease ? planned + 0.01 : planned);
            assertThat(mde.get("power").asDouble()).isCloseTo(0.8, Offset.offset(1e-9));
        }
    }

    private JsonNode answer(String members) {
        HttpResponse<String> response = post(members);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("NaN", "Infinity");
        return json(response);
    }

    private HttpResponse<String> post(String members) {
        return post("/api/v1/experiments/design", "{%s}".formatted(members).replace('\'', '"'));
    }
}
