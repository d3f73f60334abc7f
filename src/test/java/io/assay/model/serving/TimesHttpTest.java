package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is no time is told with all else that is wrong, at the place of its cell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimesHttpTest extends ServingApi {

    private String path = "";

    @BeforeAll
    void train() {
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "positive": "yes", "algorithm": "logistic_regression", "cv": 2, "explain": false,
                 "allow_undocumented": true, "pipeline": {"features": [
                   {"name": "x", "column": "x"},
                   {"name": "t", "column": "t", "transform": [{"kind": "calendar", "parts": ["hour"]}]}]}}""");
        ArrayNode rows = request.putObject("data").putArray("rows");
        for (int row = 0; row < 200; row++) {
            rows.addObject()
                    .put("x", row % 17)
                    .put("t", "2026-03-01T%02d:00:00".formatted(row % 24))
                    .put("y", row % 17 + row % 5 > 9 ? "yes" : "no");
        }
        String name = name();
        register(name, trained(request));
        path = name + "/versions/1";
    }

    private JsonNode errors(String data, int status) {
        HttpResponse<String> answer = predict(path, "{\"data\": %s}".formatted(data));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json(answer).path("errors");
    }

    private static String errorAt(String pointer, String detail) {
        return JSON.createObjectNode()
                .put("pointer", pointer)
                .put("detail", detail)
                .toString();
    }

    @Test
    void withAllElse() {
        assertThat(errors("{\"rows\": [{\"t\": \"nonsense\", \"x\": \"a\"}]}", 400)
                        .toString())
                .isEqualTo("["
                        + errorAt("/data/rows/0/x", "must be a number as in training, not text") + ","
                        + errorAt("/data/rows/0/t", "is \"nonsense\", which is no ISO 8601 date or time") + "]");
        assertThat(errors("{\"columns\": {\"t\": [\"2026-03-01\", \"nonsense\"], \"x\": [\"a\", 1]}}", 400)
                        .toString())
                .isEqualTo("["
                        + errorAt("/data/columns/x/0", "must be a number as in training, not text") + ","
                        + errorAt("/data/columns/t/1", "is \"nonsense\", which is no ISO 8601 date or time") + "]");
        assertThat(errors("{\"rows\": [{\"t\": \"nonsense\", \"x\": 1, \"z\": 1}]}", 422)
                        .toString())
                .contains("\"/data/rows/0/t\"", "\"/data/rows/0/z\"");
    }

    @Test
    void byThemselves() {
        assertThat(errors(
                                "{\"rows\": [{\"t\": \"2026-03-01T01:00Z\", \"x\": 1}, {\"t\": \"2026-03-01T02:00\", \"x\": 1}]}",
                                422)
                        .toString())
                .isEqualTo("["
                        + errorAt(
                                "/data/rows/1/t",
                                "is \"2026-03-01T02:00\", which names no time zone as the rows before it do")
                        + "]");
        String rows = "{\"t\": \"nonsense\", \"x\": 1},".repeat(150);
        JsonNode many = errors("{\"rows\": [" + rows.substring(0, rows.length() - 1) + "]}", 422);
        assertThat(many).hasSize(Findings.MOST);
        assertThat(many.at("/99/pointer").stringValue()).isEqualTo("/data/rows/99/t");
    }

    @Test
    void lineByLine() {
        String[] lines = lines(path, "", """
                {"t": "2026-03-01T01:00", "x": 1}
                {"t": "nonsense", "x": "a"}
                {"t": "nonsense", "x": 1}
                {"t": "2026-03-01T01:00Z", "x": 1}
                """).body().split("\n", -1);
        assertThat(lines[0]).contains("\"prediction\"");
        assertThat(JSON.readTree(lines[1]).at("/error/errors").toString())
                .isEqualTo("["
                        + errorAt("/x", "must be a number as in training, not text") + ","
                        + errorAt("/t", "is \"nonsense\", which is no ISO 8601 date or time") + "]");
        assertThat(JSON.readTree(lines[2]).at("/error/errors").toString())
                .isEqualTo("[" + errorAt("/t", "is \"nonsense\", which is no ISO 8601 date or time") + "]");
        assertThat(lines[3]).contains("\"prediction\"");
    }
}
