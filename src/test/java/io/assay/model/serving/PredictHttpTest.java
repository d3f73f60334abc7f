package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PredictHttpTest extends ServingApi {

    private static final String TWO = """
            {"data": {"rows": [{"age": 30, "sex": "female", "passengerClass": "1st"},
                               {"age": null, "sex": "male", "passengerClass": "4th"}]}%s}""";

    /** The run's own predictions of the rows that it held out, and its own explanations: the same numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"logistic_regression", "random_forest", "xgboost"})
    void saysWhatTheRunSaid(String algorithm) {
        ObjectNode request = titanic("{\"algorithm\": \"%s\", \"cv\": 2}".formatted(algorithm));
        JsonNode run = trained(request);
        String name = name();
        int version = register(name, run);
        String body = TWO.formatted(", \"explain\": true, \"k\": 100, \"ids\": [\"a\", \"b\"]");
        HttpResponse<String> response = predict(name + "/versions/" + version, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Server-Timing").orElseThrow())
                .matches("parse;dur=\\d+\\.\\d{3}, features;dur=.*, score;dur=.*, write;dur=.*");
        JsonNode answer = json(response);
        assertThat(answer.path("model").stringValue()).isEqualTo(name);
        assertThat(answer.path("sha256")).isEqualTo(run.at("/model/sha256"));
        assertThat(answer.path("alias").isNull()).isTrue();
        JsonNode explained = asked(
                MODELS + "runs/" + run.path("id").stringValue() + "/explain",
                (ObjectNode) JSON.readTree(TWO.formatted("")),
                200);
        for (int row = 0; row < 2; row++) {
            JsonNode ours = answer.path("predictions").path(row);
            JsonNode theirs = explained.path("rows").path(row);
            assertThat(ours.path("id").stringValue()).isEqualTo(row == 0 ? "a" : "b");
            assertThat(ours.path("prediction")).isEqualTo(theirs.path("prediction"));
            JsonNode why = ours.path("explanation");
            assertThat(why.path("base")).isEqualTo(explained.at("/base/yes"));
            assertThat(why.path("margin")).isEqualTo(theirs.at("/margin/yes"));
            double sum = why.path("base").doubleValue() + why.path("others").doubleValue();
            for (JsonNode reason : why.path("reasons")) {
                assertThat(reason.path("contribution"))
                        .isEqualTo(theirs.at(
                                "/contributions/yes/" + reason.path("column").stringValue()));
                sum += reason.path("contribution").doubleValue();
            }
            assertThat(sum).isCloseTo(why.path("margin").doubleValue(), within(1e-5));
        }
        assertThat(answer.at("/predictions/0/flags")).isEmpty();
        assertThat(answer.at("/predictions/1/flags").toString())
                .isEqualTo("[{\"column\":\"age\",\"flag\":\"imputed\"},"
                        + "{\"column\":\"passengerClass\",\"flag\":\"unknown_category\"}]");
        assertThat(answer.at("/predictions/1/label").isNull()).isTrue();
    }

    /** The oldest passenger of the training rows is not beyond them; who is older is, and who is not born. */
    @Test
    void flagsNumbersThatNoTrainingRowHad() {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}")));
        String row = "{\"age\": %s, \"sex\": \"male\", \"passengerClass\": \"1st\"}";
        JsonNode answer = json(predict(
                name + "/versions/1",
                "{\"data\": {\"rows\": [%s, %s, %s]}}"
                        .formatted(row.formatted("30"), row.formatted("81"), row.formatted("-1"))));
        String beyond = "[{\"column\":\"age\",\"flag\":\"out_of_range\"}]";
        assertThat(answer.at("/predictions/0/flags")).isEmpty();
        assertThat(answer.at("/predictions/1/flags").toString()).isEqualTo(beyond);
        assertThat(answer.at("/predictions/2/flags").toString()).isEqualTo(beyond);
    }

    @Test
    void answersRowsColumnsAndLinesAlike() {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}")));
        point(name, "challenger", 1);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < 1200; row++) {
            lines.add("{\"sex\": \"%s\", \"passengerClass\": \"%s\", \"age\": %s}"
                    .formatted(row % 2 == 0 ? "male" : "female", 1 + row % 3 + "rd", row % 7 == 0 ? "null" : row % 80));
        }
        String rows = "{\"data\": {\"rows\": [" + String.join(",", lines) + "]}, \"threshold\": 0.4}";
        JsonNode answer = json(predict(name + "@challenger", rows));
        assertThat(answer.path("predictions").size()).isEqualTo(1200);
        assertThat(answer.path("threshold").doubleValue()).isEqualTo(0.4);
        String[] streamed = lines(name + "@challenger", "?threshold=0.4", String.join("\n", lines))
                .body()
                .split("\n", -1);
        assertThat(streamed).hasSize(1201);
        for (int row = 0; row < 1200; row++) {
            JsonNode one = answer.path("predictions").path(row);
            assertThat(one.path("label").stringValue())
                    .isEqualTo(one.at("/prediction/yes").doubleValue() >= 0.4 ? "yes" : "no");
            ObjectNode line = (ObjectNode) JSON.readTree(streamed[row]);
            line.set("id", one.path("id"));
            assertThat(line).isEqualTo(one);
        }
        JsonNode alone = json(predict(name + "@challenger", "{\"data\": {\"rows\": [" + lines.get(5) + "]}}"));
        assertThat(alone.at("/predictions/0/prediction")).isEqualTo(answer.at("/predictions/5/prediction"));
        JsonNode columns = json(predict(
                name + "@challenger",
                "{\"data\": {\"columns\": {\"age\": [5], \"passengerClass\": [\"3rd\"], \"sex\": [\"female\"]}}}"));
        assertThat(columns.at("/predictions/0/prediction")).isEqualTo(answer.at("/predictions/5/prediction"));
    }
}
