package io.assay.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.ModelApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The protocol over HTTP: what is asked by tensors is what {@code predict} says of the same rows. */
class ProtocolHttpTest extends ModelApi {

    @Autowired
    private MeterRegistry meters;

    private static final String TWO_PASSENGERS = """
            {"inputs": [{"name": "age", "shape": [2], "datatype": "FP64", "data": [30, null]},
                        {"name": "sex", "shape": [2, 1], "datatype": "BYTES", "data": ["female", "male"]},
                        {"name": "passengerClass", "shape": [2, 1], "datatype": "BYTES", "data": [["1st"], ["3rd"]]}]}""";

    private String survival() {
        return registered(
                "oip",
                asked("/api/v1/models/train", titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2}"), 201));
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    @Test
    void tensorsAreScoredAsRowsAre() {
        String name = survival();
        JsonNode rows = asked("/api/v1/models/" + name + "/versions/1/predict", tree("""
                        {"data": {"rows": [{"age": 30, "sex": "female", "passengerClass": "1st"},
                                           {"age": null, "sex": "male", "passengerClass": "3rd"}]}}"""), 200);
        double first = rows.at("/predictions/0/prediction/yes").doubleValue();
        double second = rows.at("/predictions/1/prediction/yes").doubleValue();
        JsonNode answer = asked(
                "/v2/models/" + name + "/versions/1/infer", tree(TWO_PASSENGERS).put("id", "x"), 200);
        assertThat(answer.path("model_name").asString()).isEqualTo(name);
        assertThat(answer.path("model_version").asString()).isEqualTo("1");
        assertThat(answer.path("id").asString()).isEqualTo("x");
        assertThat(answer.at("/outputs/0").toString())
                .isEqualTo("{\"name\":\"predict_proba\",\"datatype\":\"FP64\",\"shape\":[2,2],\"data\":[%s,%s,%s,%s]}"
                        .formatted(1 - first, first, 1 - second, second));
        assertThat(answer.at("/outputs/1").toString())
                .isEqualTo("{\"name\":\"predict\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"yes\",\"no\"]}");
        assertThat(answer.path("outputs").size()).isEqualTo(2);
    }

    @Test
    void outputsAreThoseAskedForInTheirOrder() {
        String path = "/v2/models/" + survival() + "/versions/1/infer";
        ObjectNode request = tree(TWO_PASSENGERS);
        request.set("outputs", JSON.readTree("[{\"name\": \"id\"}, {\"name\": \"predict\"}]"));
        JsonNode answer = asked(path, request, 200);
        assertThat(answer.has("id")).isFalse();
        assertThat(answer.at("/outputs/0/name").asString()).isEqualTo("id");
        assertThat(answer.at("/outputs/0/data/0").asString())
                .isNotEqualTo(answer.at("/outputs/0/data/1").asString());
        assertThat(answer.at("/outputs/1/name").asString()).isEqualTo("predict");
        request.set("outputs", JSON.readTree("[{\"name\": \"proba\"}]"));
        assertThat(asked(path, request, 422).path("error").asString())
                .isEqualTo("The request body has an error; /outputs/0/name must be one of predict_proba, predict, id");
    }

    @Test
    void answersAreTimedAndCounted() throws Exception {
        String name = survival();
        asked("/v2/models/" + name + "/versions/1/infer", tree(TWO_PASSENGERS), 200);
        // The client may have the answer before the service goes on.
        for (int i = 0;
                i < 500 && meters.find("assay.prediction").tag("model", name).timer() == null;
                i++) {
            Thread.sleep(10);
        }
        Timer timer = meters.get("assay.prediction").tag("model", name).timer();
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(meters.get("assay.predictions")
                        .tags("model", name, "outcome", "scored")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    /** Of many rows those at fault are named, and no others. */
    @Test
    void rowsAtFaultAreNamed() {
        ObjectNode training = tree("""
                {"target": "y", "algorithm": "linear_regression", "cv": 2, "allow_undocumented": true,
                 "pipeline": {"features": [{"name": "days", "column": "since",
                                            "transform": [{"kind": "days_since", "date": "2024-01-01"}]}]}}""");
        var rows = training.putObject("data").putArray("rows");
        for (int row = 0; row < 60; row++) {
            rows.addObject()
                    .put("since", "2024-02-%02d".formatted(1 + row % 28))
                    .put("y", row % 28 + row % 2 * 0.25);
        }
        String name = registered("oip", asked("/api/v1/models/train", training, 201));
        ObjectNode request = tree("{\"inputs\": [{\"name\": \"since\", \"shape\": [5000], \"datatype\": \"BYTES\"}]}");
        var data = ((ObjectNode) request.at("/inputs/0")).putArray("data");
        for (int row = 0; row < 5_000; row++) {
            data.add(row == 7 || row == 4_999 ? "soon" : "2024-02-%02d".formatted(1 + row % 28));
        }
        assertThat(asked("/v2/models/" + name + "/versions/1/infer", request, 422).path("errors").values().stream()
                        .map(error -> error.path("detail").asString().split(":", 2)[0]))
                .containsExactly("in row 7", "in row 4999");
    }

    /** A regression has values, and no classes. */
    @Test
    void regressionsAnswerValues() {
        ObjectNode training = tree("""
                {"target": "y", "algorithm": "linear_regression", "cv": 2, "allow_undocumented": true,
                 "pipeline": {"numeric_cols": ["a"]}}""");
        var rows = training.putObject("data").putArray("rows");
        for (int row = 0; row < 60; row++) {
            rows.addObject().put("a", row).put("y", 3 * row + 1.5 + row % 2 * 0.25);
        }
        String name = registered("oip", asked("/api/v1/models/train", training, 201));
        JsonNode answer = asked(
                "/v2/models/" + name + "/versions/1/infer",
                tree(
                        "{\"inputs\": [{\"name\": \"a\", \"shape\": [2, 1], \"datatype\": \"INT32\", \"data\": [10, 20]}]}"),
                200);
        assertThat(answer.path("outputs").size()).isEqualTo(1);
        assertThat(answer.at("/outputs/0/datatype").asString()).isEqualTo("FP64");
        JsonNode rowsOf = asked(
                "/api/v1/models/" + name + "/versions/1/predict",
                tree("{\"data\": {\"columns\": {\"a\": [10, 20]}}}"),
                200);
        for (int row = 0; row < 2; row++) {
            assertThat(answer.at("/outputs/0/data/" + row))
                    .isEqualTo(rowsOf.at("/predictions/" + row + "/prediction/y"));
        }
        assertThat(answer.at("/outputs/0/data/1").doubleValue()).isCloseTo(3 * 20 + 1.5, within(1.0));
        JsonNode metadata = json(get("/v2/models/" + name + "/versions/1"));
        assertThat(metadata.at("/outputs/0").toString())
                .isEqualTo("{\"name\":\"predict\",\"datatype\":\"FP64\",\"shape\":[-1]}");
    }

    /** Of several classes each has a probability; classes that are whole numbers are written as numbers. */
    @Test
    void severalClassesEachHaveAProbability() {
        ObjectNode training = tree("""
                {"target": "y", "task": "multiclass", "algorithm": "logistic_regression", "cv": 2, "allow_undocumented": true,
                 "calibration": "none", "pipeline": {"numeric_cols": ["a", "b"]}}""");
        var rows = training.putObject("data").putArray("rows");
        for (int row = 0; row < 150; row++) {
            int label = row % 3;
            rows.addObject()
                    .put("a", label * 2 + row % 7 * 0.3)
                    .put("b", row % 5)
                    .put("y", label);
        }
        String name = registered("oip", asked("/api/v1/models/train", training, 201));
        JsonNode answer = asked(
                "/v2/models/" + name + "/versions/1/infer",
                tree(
                        "{\"inputs\": [{\"name\": \"any\", \"shape\": [2, 2], \"datatype\": \"FP32\", \"data\": [[0, 1], [5, 1]]}]}"),
                200);
        assertThat(answer.at("/outputs/0/shape").toString()).isEqualTo("[2,3]");
        JsonNode data = answer.at("/outputs/0/data");
        assertThat(data.get(0).doubleValue()
                        + data.get(1).doubleValue()
                        + data.get(2).doubleValue())
                .isCloseTo(1, within(1e-12));
        assertThat(answer.at("/outputs/1").toString())
                .isEqualTo("{\"name\":\"predict\",\"datatype\":\"INT64\",\"shape\":[2],\"data\":[0,2]}");
    }

    @Test
    void aliasesAreNamesAndChampionsAreNeeded() {
        String name = survival();
        assertThat(asked("/v2/models/" + name + "/infer", tree(TWO_PASSENGERS), 409)
                        .path("error")
                        .asString())
                .contains("no champion yet");
        assertThat(get("/v2/models/" + name + "/ready").statusCode()).isEqualTo(409);
        send("PUT", "/api/v1/models/" + name + "/aliases/challenger", "{\"version\": 1}");
        assertThat(asked("/v2/models/" + name + "@challenger/infer", tree(TWO_PASSENGERS), 200)
                        .path("model_version")
                        .asString())
                .isEqualTo("1");
        assertThat(json(get("/v2/models/" + name + "@challenger/ready")).toString())
                .isEqualTo("{\"name\":\"%s\",\"ready\":true}".formatted(name));
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/models/nobody, 404",
        "/v2/models/nobody/ready, 404",
        "/v2/models/No!body, 404",
        "/v2/models/nobody/versions/1, 404",
        "/v2/models/nobody/versions/x/ready, 404",
        "/v2/models/a@b/versions/1, 404",
        "/v2/models, 404",
        "/v2/nothing, 404",
        "/v2/models/nobody/infer, 405",
    })
    void refusalsHaveTheFieldThatClientsRead(String path, int status) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("error").asString()).isNotBlank();
    }

    @Test
    void elsewhereRefusalsHaveNoSuchField() {
        assertThat(json(get("/api/v1/nothing")).has("error")).isFalse();
    }

    /** Triton's client says nothing about what it sends. */
    @Test
    void whatTheBodyIsNeedNotBeSaid() {
        String name = survival();
        HttpResponse<String> answer = send(request("/v2/models/" + name + "/versions/1/infer")
                .POST(BodyPublishers.ofString(TWO_PASSENGERS))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Server-Timing").orElseThrow())
                .matches("parse;dur=\\d+\\.\\d{3}, features;dur=.*, score;dur=.*, write;dur=.*");
    }

    @Test
    void bodiesHaveALimit() {
        String path = "/v2/models/" + survival() + "/versions/1/infer";
        String large = " ".repeat(5 << 20);
        assertThat(post(path, large).statusCode()).isEqualTo(413);
        HttpResponse<String> chunked = send(request(path)
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .build());
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(json(chunked).path("error").asString()).contains("larger than");
    }

    @Test
    void probesSayWhatTheServiceSays() {
        assertThat(json(get("/v2/health/live")).toString()).isEqualTo("{\"live\":true}");
        assertThat(json(get("/v2/health/ready")).toString()).isEqualTo("{\"ready\":true,\"live\":true}");
        assertThat(send("HEAD", "/v2/health/ready", "").statusCode()).isEqualTo(200);
        JsonNode server = json(get("/v2"));
        assertThat(server.path("name").asString()).isEqualTo("assay");
        assertThat(server.path("extensions").toString()).isEqualTo("[]");
    }

    /** What a column holds is the model's to say. */
    @Test
    void wordsAreNoNumbers() {
        String path = "/v2/models/" + survival() + "/versions/1/infer";
        ObjectNode request =
                tree(TWO_PASSENGERS.replace("\"FP64\", \"data\": [30, null]", "\"BYTES\", \"data\": [\"30\", null]"));
        assertThat(asked(path, request, 422).path("error").asString())
                .contains("/inputs")
                .contains("age")
                .contains("held numbers in training");
    }
}
