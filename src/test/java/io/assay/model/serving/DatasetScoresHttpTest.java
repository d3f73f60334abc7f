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
        assertThat(strict.body()).contains("passengerClass");
        assertThat(predict(path, body.formatted(dataset, ", \"schema\": \"lenient\""))
                        .statusCode())
                .isEqualTo(201);
        assertThat(predict(path, body.formatted(dataset, ", \"explain\": true")).statusCode())
                .isEqualTo(422);
        assertThat(predict(path, body.formatted(dataset, ", \"ids\": [\"a\"]")).statusCode())
                .isEqualTo(422);
    }
}
