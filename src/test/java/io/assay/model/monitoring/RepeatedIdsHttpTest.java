package io.assay.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who names predictions by what comes again, such as a customer, asks again under the same id. */
class RepeatedIdsHttpTest extends ModelApi {

    private static final int ROWS = 120;

    private String version = "";

    @BeforeEach
    void registers() {
        JsonNode run = asked(
                "/api/v1/models/train",
                titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 3, \"explain\": false}"),
                201);
        version = "/api/v1/models/" + registered("again", run) + "/versions/1";
    }

    private static ObjectNode passengers(int from, int to, double older) {
        ObjectNode given = (ObjectNode) titanic("{}").at("/data/columns");
        ObjectNode request = JSON.createObjectNode();
        ObjectNode columns = request.putObject("data").putObject("columns");
        for (String name : List.of("age", "sex", "passengerClass")) {
            ArrayNode values = columns.putArray(name);
            for (int row = from; row < to; row++) {
                JsonNode value = given.get(name).get(row);
                values.add(
                        name.equals("age") && !value.isNull()
                                ? JSON.getNodeFactory().numberNode(value.asDouble() + older)
                                : value);
            }
        }
        ArrayNode ids = request.putArray("ids");
        IntStream.range(from, to).forEach(row -> ids.add("passenger-" + row));
        return request;
    }

    private static ObjectNode outcomes(int from, int to) {
        JsonNode survived = titanic("{}").at("/data/columns/survived");
        ObjectNode request = JSON.createObjectNode();
        ArrayNode labels = request.putArray("labels");
        IntStream.range(from, to)
                .forEach(row -> labels.addObject()
                        .put("id", "passenger-" + row)
                        .put("outcome", survived.get(row).asString()));
        return request;
    }

    private JsonNode until(String path, Predicate<JsonNode> condition) throws InterruptedException {
        JsonNode answer = json(get(version + path));
        for (int i = 0; i < 100 && !condition.test(answer); i++) {
            Thread.sleep(100);
            answer = json(get(version + path));
        }
        assertThat(condition.test(answer)).as(answer.toString()).isTrue();
        return answer;
    }

    /** Three times the same rows under the same ids tell as much as once: what is said of them is the same, and no surer. */
    @Test
    void oneOutcomeIsOne() throws InterruptedException {
        var _ = asked(version + "/predict", passengers(0, ROWS, 0), 200);
        var _ = asked(version + "/labels", outcomes(0, ROWS), 200);
        JsonNode once = until("/performance", answer -> answer.get("labelled").asInt() == ROWS);
        assertThat(once.get("repeated").asInt()).isZero();
        for (int time = 0; time < 2; time++) {
            var _ = asked(version + "/predict", passengers(0, ROWS, 0), 200);
        }
        JsonNode thrice = until("/performance", answer -> answer.get("labelled").asInt() == 3 * ROWS);
        assertThat(thrice.get("repeated").asInt()).isEqualTo(2 * ROWS);
        assertThat(thrice.get("warnings").toString()).contains("240 predictions have the id of an earlier one");
        for (String metric : List.of("log_loss", "brier", "roc_auc")) {
            JsonNode of = once.at("/overall/metrics/" + metric);
            JsonNode again = thrice.at("/overall/metrics/" + metric);
            assertThat(again.at("/interval/method").asString()).isEqualTo("jackknife_of_groups");
            double width = of.at("/interval/upper").asDouble()
                    - of.at("/interval/lower").asDouble();
            double width3 = again.at("/interval/upper").asDouble()
                    - again.at("/interval/lower").asDouble();
            assertThat(width3 / width).as(metric).isBetween(0.9, 1.1);
        }
    }

    /** Seventeen outcomes of which each is asked for three times are seventeen, which are too few. */
    @Test
    void fewOutcomesStayFew() throws InterruptedException {
        for (int time = 0; time < 3; time++) {
            var _ = asked(version + "/predict", passengers(0, 17, 0), 200);
        }
        var _ = asked(version + "/labels", outcomes(0, 17), 200);
        JsonNode answer = until("/performance", read -> read.get("labelled").asInt() == 51);
        assertThat(answer.at("/overall/reason").asString())
                .isEqualTo("the outcomes of 17 predictions are known, and it takes 50 to judge");
    }

    /** Both versions were asked for one row, and later for another under its id: held against each other is the later one. */
    @Test
    void versionsAreHeldAgainstEachOtherOnTheNewest() throws InterruptedException {
        String run = json(get(version)).get("run").asString();
        String model = version.substring(0, version.lastIndexOf("/versions"));
        var _ = asked(model + "/versions", JSON.createObjectNode().put("run", run), 201);
        for (double older : new double[] {0, 30}) {
            var _ = asked(version + "/predict", passengers(0, 3, older), 200);
            var _ = asked(model + "/versions/2/predict", passengers(0, 3, older), 200);
        }
        JsonNode beside =
                until("/drift?rows=3", answer -> answer.at("/beside/0/rows").asInt() == 3);
        assertThat(beside.at("/beside/0/mean_absolute_difference").asDouble()).isZero();
    }

    /** The same outcomes in two orders at once: nobody waits for who waits for him. */
    @Test
    void outcomesInAnyOrderAreWritten() throws Exception {
        int many = 10_000;
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int time = 0; time < 8; time++) {
                int turn = time;
                ObjectNode body = JSON.createObjectNode();
                ArrayNode labels = body.putArray("labels");
                for (int row = 0; row < many; row++) {
                    labels.addObject()
                            .put("id", "o" + (row + turn % 2 * many / 2) % many)
                            .put("outcome", turn % 3 == 0 ? "yes" : "no");
                }
                answers.add(threads.submit(() -> post(version + "/labels", body.toString())));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
            }
        }
    }
}
