package io.assay.causal.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import java.net.http.HttpResponse;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is refused, what is left null, and what does not depend on how the question is put. */
class MatchingTest extends HttpTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Treatment depends on x and the text; the effect is 5. */
    private static ObjectNode request(int seed, int rows) {
        Random random = new Random(seed);
        ObjectNode request = JSON.createObjectNode();
        ObjectNode columns = request.putObject("data").putObject("columns");
        ArrayNode x = columns.putArray("x");
        ArrayNode place = columns.putArray("place");
        ArrayNode t = columns.putArray("t");
        ArrayNode y = columns.putArray("y");
        for (int i = 0; i < rows; i++) {
            double value = random.nextGaussian();
            int where = random.nextInt(3);
            boolean treated = random.nextDouble() < 1 / (1 + Math.exp(1.5 - 0.7 * value + 0.4 * where));
            x.add(value);
            place.add("abc".substring(where, where + 1));
            t.add(treated ? 1 : 0);
            y.add(3 * value - where + (treated ? 5 : 0) + random.nextGaussian());
        }
        request.put("treatment_col", "t")
                .put("outcome", "y")
                .putArray("controls")
                .add("x")
                .add("place");
        return request;
    }

    private JsonNode answer(String endpoint, ObjectNode request) {
        HttpResponse<String> response = post("/api/v1/causal/" + endpoint, request.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private void isRefused(String endpoint, ObjectNode request, String pointer, String detail) {
        HttpResponse<String> response = post("/api/v1/causal/" + endpoint, request.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(response.body()).contains("\"pointer\":\"" + pointer + "\"").contains(detail);
    }

    @Test
    void everyWayFindsTheEffect() {
        for (String way : new String[] {
            "{}",
            "{\"replacement\":true}",
            "{\"replacement\":true,\"estimand\":\"ate\",\"distance\":\"mahalanobis\",\"bias_adjust\":true}",
            "{\"caliper\":0.2,\"exact\":[\"place\"]}",
            "{\"method\":\"subclass\",\"subclasses\":20}",
            "{\"discard\":\"both\",\"estimand\":\"att\"}"
        }) {
            ObjectNode request = request(1, 1500);
            request.setAll((ObjectNode) JSON.readTree(way));
            JsonNode answer = answer("matching", request);
            assertThat(answer.get("estimate").doubleValue()).as(way).isCloseTo(5, within(0.6));
            assertThat(answer.at("/raw/estimate").doubleValue()).isGreaterThan(6);
        }
        for (String method :
                new String[] {"ipw", "aipw", "aipw_wls", "ipw_ra", "regression_adjustment", "entropy_balancing"}) {
            JsonNode answer = answer("weighting", request(1, 1500).put("method", method));
            assertThat(answer.get("estimate").doubleValue()).as(method).isCloseTo(5, within(0.3));
            assertThat(answer.at("/interval/lower").doubleValue()).as(method).isLessThan(5);
            assertThat(answer.at("/interval/upper").doubleValue()).as(method).isGreaterThan(5);
        }
    }

    @Test
    void foldsAreDrawnBySeedAndTheSeedIsEchoed() {
        ObjectNode request = request(2, 300).put("folds", 5).put("seed", 7);
        JsonNode answer = answer("weighting", request);
        assertThat(answer.at("/provenance/seed").longValue()).isEqualTo(7);
        assertThat(answer("weighting", request)).isEqualTo(answer);
        assertThat(answer("weighting", request.put("seed", 8)).get("estimate")).isNotEqualTo(answer.get("estimate"));
    }

    @Test
    void withoutAnOutcomeUnitsAreMatchedAndNothingIsEstimated() {
        ObjectNode request = request(3, 200);
        request.remove("outcome");
        JsonNode answer = answer("matching", request.put("return_rows", true));
        assertThat(answer.get("estimate").isNull()).isTrue();
        assertThat(answer.get("reason").stringValue()).isEqualTo("no outcome was named");
        assertThat(answer.at("/rows/weight")).hasSize(200);
        assertThat(answer.at("/balance/1/name").stringValue()).isEqualTo("x");
        assertThat(answer.at("/balance/2/name").stringValue()).isEqualTo("place=a");
    }

    @Test
    void rowsThatLackAValueAreCounted() {
        ObjectNode request = request(4, 200);
        ((ArrayNode) request.at("/data/columns/x")).setNull(3);
        JsonNode answer = answer("weighting", request);
        assertThat(answer.at("/dropped/missing/x").intValue()).isEqualTo(1);
        assertThat(answer.at("/dropped/rows_used").intValue()).isEqualTo(199);
    }

    @Test
    void trimmingSaysWhatItLeftOut() {
        JsonNode answer = answer("weighting", request(5, 400).put("trim_at", 0.3));
        int used = answer.at("/dropped/rows_used").intValue();
        assertThat(used).isLessThan(400);
        assertThat(answer.at("/dropped/reasons/0/rows").intValue()).isEqualTo(400 - used);
        assertThat(answer.get("estimand").stringValue()).contains("trimming");
    }

    @Test
    void designsThatCannotAnswerAreRefused() {
        ObjectNode oneArm = request(6, 50);
        oneArm.put("treatment_col", "x").putArray("controls").add("place");
        isRefused("matching", oneArm, "/treatment_col", "must be a column of 0 and 1");
        ObjectNode apart = request(6, 50);
        isRefused(
                "matching",
                request(6, 50).put("treatment_col", "x"),
                "/controls/0",
                "must be another column than treatment_col");
        ((ObjectNode) apart.at("/data/columns"))
                .set("same", apart.at("/data/columns/t").deepCopy());
        apart.putArray("controls").add("same");
        isRefused("weighting", apart, "/controls", "without error");
        isRefused("matching", apart, "/controls", "without error");
        isRefused("weighting", apart.deepCopy().put("method", "regression_adjustment"), "/controls", "without error");
        ObjectNode flat = request(6, 50);
        ArrayNode y = (ArrayNode) flat.at("/data/columns/y");
        for (int i = 0; i < 50; i++) {
            y.set(i, JSON.getNodeFactory().numberNode(1));
        }
        isRefused("weighting", flat, "/outcome", "does not vary");
        isRefused("matching", request(6, 50).put("estimand", "ate"), "/replacement", "must be true for ate");
        isRefused("matching", request(6, 400).put("caliper", 1e-15), "/caliper", "no overlap");
        isRefused("weighting", request(6, 50).put("method", "ipw").put("folds", 3), "/folds", "aipw");
        isRefused("matching", request(6, 400).put("method", "subclass").put("subclasses", 200), "/subclasses", "fewer");
    }

    /** Entropy balancing leaves nothing between the arms, told by the table of another endpoint. */
    @Test
    void weightsOfOneEndpointAreJudgedByAnother() {
        ObjectNode request = request(7, 300).put("method", "entropy_balancing").put("return_rows", true);
        JsonNode weights = answer("weighting", request).get("weights");
        ObjectNode judged = request(7, 300).put("weights_col", "w").put("estimand", "ate");
        judged.remove("outcome");
        ((ObjectNode) judged.at("/data/columns")).set("w", weights);
        JsonNode balance = answer("balance", judged).get("balance");
        for (JsonNode row : balance) {
            if (!row.get("name").stringValue().equals("propensity_score")) {
                assertThat(row.at("/after/standardized_difference").doubleValue())
                        .isCloseTo(0, within(1e-8));
            }
        }
    }
}
