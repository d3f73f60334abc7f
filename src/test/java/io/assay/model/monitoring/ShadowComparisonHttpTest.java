package io.assay.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.ModelApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What monitoring says of champion and challenger is what comes of asking both for the same rows and comparing that. */
class ShadowComparisonHttpTest extends ModelApi {

    private static final String MODELS = "/api/v1/models/";

    private static final double CLOSE = 1e-12;

    private static final int PAGE = 150;

    private JsonNode trained(String algorithm) {
        return asked(
                MODELS + "train",
                titanic("{\"algorithm\": \"%s\", \"cv\": 2, \"explain\": false}".formatted(algorithm)),
                201);
    }

    /** Some of the passengers, with their places for ids. */
    private static ObjectNode passengers(String prefix, int from, int to) {
        JsonNode given = titanic("{}").at("/data/columns");
        ObjectNode request = JSON.createObjectNode();
        ObjectNode columns = request.putObject("data").putObject("columns");
        ArrayNode ids = request.putArray("ids");
        for (String name : new String[] {"age", "sex", "passengerClass"}) {
            ArrayNode column = columns.putArray(name);
            IntStream.range(from, to).forEach(row -> column.add(given.path(name).get(row)));
        }
        IntStream.range(from, to).forEach(row -> ids.add(prefix + row));
        return request;
    }

    private double[] said(String path, String prefix, int rows) {
        JsonNode predictions = asked(MODELS + path + "/predict", passengers(prefix, 0, rows), 200)
                .path("predictions");
        return predictions.values().stream()
                .mapToDouble(row -> row.at("/prediction/yes").doubleValue())
                .toArray();
    }

    /** By the definition: Pearson's correlation of the ranks, equal ones having the mean of theirs. */
    private static double spearman(double[] one, double[] other) {
        double[] a = ranks(one);
        double[] b = ranks(other);
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double products = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            products += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        return products / Math.sqrt(squaresA * squaresB);
    }

    private static double[] ranks(double[] values) {
        return Arrays.stream(values)
                .map(value -> {
                    long below =
                            Arrays.stream(values).filter(other -> other < value).count();
                    long equal = Arrays.stream(values)
                            .filter(other -> other == value)
                            .count();
                    return below + (equal + 1) / 2.0;
                })
                .toArray();
    }

    private JsonNode untilBeside(String path, int rows) throws InterruptedException {
        JsonNode drift = json(get(MODELS + path + "/drift"));
        for (int i = 0; i < 200 && drift.at("/beside/0/rows").intValue() != rows; i++) {
            Thread.sleep(100);
            drift = json(get(MODELS + path + "/drift"));
        }
        assertThat(drift.at("/beside/0/rows").intValue()).as(drift.toString()).isEqualTo(rows);
        return drift;
    }

    @Test
    void isThatOfBothAskedDirectly() throws InterruptedException {
        String name = champion("compared", trained("logistic_regression"));
        asked(
                MODELS + name + "/versions",
                JSON.createObjectNode().put("run", trained("xgboost").path("id").stringValue()),
                201);
        HttpResponse<String> alias = send(request(MODELS + name + "/aliases/challenger")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"version\": 2}"))
                .build());
        assertThat(alias.statusCode()).as(alias.body()).isEqualTo(200);
        int rows = titanic("{}").at("/data/columns/age").size();
        for (int from = 0; from < rows; from += PAGE) {
            JsonNode answer =
                    asked(MODELS + name + "/predict", passengers("p", from, Math.min(rows, from + PAGE)), 200);
            assertThat(answer.path("version").intValue()).isEqualTo(1);
        }
        JsonNode champion = untilBeside(name + "/versions/1", rows);
        JsonNode challenger = untilBeside(name + "/versions/2", rows);

        double[] one = said(name + "/versions/1", "first-", rows);
        double[] two = said(name + "/versions/2", "second-", rows);
        double mean = IntStream.range(0, rows)
                .mapToDouble(i -> one[i] - two[i])
                .average()
                .orElseThrow();
        double magnitude = IntStream.range(0, rows)
                .mapToDouble(i -> Math.abs(one[i] - two[i]))
                .average()
                .orElseThrow();
        double correlation = spearman(one, two);
        assertThat(magnitude).isGreaterThan(0.01);
        compares(champion, 2, true, mean, magnitude, correlation);
        compares(challenger, 1, false, -mean, magnitude, correlation);
        // The challenger's own window is of what it said in the shadow.
        assertThat(challenger.path("rows").intValue()).isEqualTo(rows);
        assertThat(challenger.at("/drift/verdict").stringValue()).isEqualTo("stable");
    }

    private static void compares(
            JsonNode drift, int other, boolean shadow, double mean, double magnitude, double correlation) {
        assertThat(drift.path("beside")).hasSize(1);
        JsonNode beside = drift.at("/beside/0");
        assertThat(beside.path("version").intValue()).isEqualTo(other);
        assertThat(beside.path("shadow").booleanValue()).isEqualTo(shadow);
        assertThat(beside.path("output").stringValue()).isEqualTo("yes");
        assertThat(beside.path("mean_difference").doubleValue()).isCloseTo(mean, within(CLOSE));
        assertThat(beside.path("mean_absolute_difference").doubleValue()).isCloseTo(magnitude, within(CLOSE));
        assertThat(beside.path("rank_correlation").doubleValue()).isCloseTo(correlation, within(CLOSE));
    }
}
