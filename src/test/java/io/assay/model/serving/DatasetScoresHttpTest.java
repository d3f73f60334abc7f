package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A dataset becomes a dataset of scores: the same numbers as row by row. */
class DatasetScoresHttpTest extends ServingApi {

    private JsonNode stored(String csv) {
        HttpResponse<String> answer = send(request("/api/v1/datasets?name=passengers")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    private List<JsonNode> rows(String dataset) {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode page = json(get("/api/v1/datasets/" + dataset + "/rows?limit=200"));
        page.path("rows").forEach(rows::add);
        return rows;
    }

    @Test
    void rowByRow() {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}")));
        StringBuilder csv = new StringBuilder("age,sex,passengerClass\n");
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < 100; row++) {
            String sex = row % 2 == 0 ? "male" : "female";
            String age = row % 10 == 3 ? "" : String.valueOf(1 + row % 70);
            csv.append(age).append(',').append(sex).append(",3rd\n");
            lines.append("{\"age\": %s, \"sex\": \"%s\", \"passengerClass\": \"3rd\"}\n"
                    .formatted(age.isEmpty() ? "null" : age, sex));
        }
        String dataset = stored(csv.toString()).path("id").stringValue();
        String path = name + "/versions/1";
        HttpResponse<String> answer = predict(
                path, "{\"data\": {\"dataset\": \"%s\"}, \"threshold\": 0.5, \"name\": \"scores\"}".formatted(dataset));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode made = json(answer);
        assertThat(made.path("name").stringValue()).isEqualTo("scores");
        assertThat(made.path("rows").intValue()).isEqualTo(100);
        List<JsonNode> scores = rows(made.path("id").stringValue());
        List<String> streamed =
                lines(path, "?threshold=0.5", lines.toString()).body().lines().toList();
        for (int row = 0; row < 100; row++) {
            JsonNode one = JSON.readTree(streamed.get(row));
            assertThat(scores.get(row).path("row").intValue()).isEqualTo(row);
            assertThat(scores.get(row).path("prediction").doubleValue())
                    .isEqualTo(one.at("/prediction/yes").doubleValue());
            assertThat(scores.get(row).path("label")).isEqualTo(one.path("label"));
            assertThat(scores.get(row).path("flags").asString("")).isEqualTo(row % 10 == 3 ? "age:imputed" : "");
        }
    }

    @Test
    void asksForWhatItReads() {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}")));
        String dataset = stored("age,sex\n1,male\n2,female\n").path("id").stringValue();
        String path = name + "/versions/1";
        String body = "{\"data\": {\"dataset\": \"%s\"}%s}";
        HttpResponse<String> strict = predict(path, body.formatted(dataset, ""));
        assertThat(strict.statusCode()).isEqualTo(422);
        assertThat(json(strict).path("errors").toString())
                .isEqualTo(
                        "[{\"pointer\":\"/data/dataset\",\"detail\":\"lacks the column passengerClass, which the model reads\"}]");
        assertThat(predict(path, body.formatted(dataset, ", \"schema\": \"lenient\""))
                        .statusCode())
                .isEqualTo(201);
        assertThat(predict(path, body.formatted(dataset, ", \"explain\": true")).statusCode())
                .isEqualTo(422);
        assertThat(predict(path, body.formatted(dataset, ", \"ids\": [\"a\"]")).statusCode())
                .isEqualTo(422);
    }

    /** What rows are refused for, a dataset is; what a lenient reader lets pass is told with the scores. */
    @Test
    void isHeldAgainstTheSchemaAsRowsAre() {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}")));
        String path = name + "/versions/1";
        String body = "{\"data\": {\"dataset\": \"%s\"}%s}";
        String other = stored("age,gender,deck,passengerclass\n1,male,A,1st\n2,female,B,2nd\n")
                .path("id")
                .stringValue();
        HttpResponse<String> strict = predict(path, body.formatted(other, ""));
        assertThat(strict.statusCode()).as(strict.body()).isEqualTo(422);
        assertThat(json(strict).path("errors").values().stream()
                        .peek(error ->
                                assertThat(error.path("pointer").stringValue()).isEqualTo("/data/dataset"))
                        .map(error -> error.path("detail").stringValue()))
                .containsExactly(
                        "lacks the column sex, which the model reads",
                        "lacks the column passengerClass, which the model reads",
                        "has the column gender, which is no column that the model was trained with",
                        "has the column deck, which is no column that the model was trained with",
                        "has the column passengerclass, which is no column that the model was trained with; did you mean passengerClass?");
        HttpResponse<String> lenient = predict(path, body.formatted(other, ", \"schema\": \"lenient\""));
        assertThat(lenient.statusCode()).as(lenient.body()).isEqualTo(201);
        JsonNode notes = json(lenient).path("notes");
        assertThat(notes.values().stream().map(JsonNode::stringValue))
                .containsExactly(
                        "The column gender was not read.",
                        "The column deck was not read.",
                        "The column passengerclass was not read.",
                        "The column sex was not there, and missing in every row.",
                        "The column passengerClass was not there, and missing in every row.");
        assertThat(json(get("/api/v1/datasets/" + json(lenient).path("id").stringValue()))
                        .path("notes"))
                .isEqualTo(notes);
        String known = stored("age,sex,passengerClass,survived\n1,male,1st,yes\n")
                .path("id")
                .stringValue();
        HttpResponse<String> same = predict(path, body.formatted(known, ""));
        assertThat(same.statusCode()).as(same.body()).isEqualTo(201);
        assertThat(json(same).path("notes")).isEmpty();
        String none = stored("deck\nA\n").path("id").stringValue();
        assertThat(predict(path, body.formatted(none, ", \"schema\": \"lenient\""))
                        .body())
                .contains("has none of the columns that the model reads");
    }
}
