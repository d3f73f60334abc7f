package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests that nobody sends in good faith, or everybody does once. */
@Tag("attack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictAttackTest extends ServingApi {

    private static final String ROW = "{\"age\": 30, \"sex\": \"male\", \"passengerClass\": \"1st\"}";

    private String model = "";

    @BeforeAll
    void registerOne() {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}")));
        point(name, "challenger", 1);
        model = name + "@challenger";
    }

    /** Refused with the status, naming the place; and a body that is right is answered after it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | /data/rows/0/age | finite number | {`data`: {`rows`: [{`age`: NaN, `sex`: `male`, `passengerClass`: `1st`}]}}",
                "400 | /data/rows/0/age | at most | {`data`: {`rows`: [{`age`: 1e400, `sex`: `male`, `passengerClass`: `1st`}]}}",
                "400 | /data/rows/0/age | 2^53 | {`data`: {`rows`: [{`age`: 9007199254740993, `sex`: `male`, `passengerClass`: `1st`}]}}",
                "400 | /data/rows/0/age | not an object | {`data`: {`rows`: [{`age`: {`a`: [1, 2]}, `sex`: `male`, `passengerClass`: `1st`}]}}",
                "400 | /data/rows/0/age | not text | {`data`: {`rows`: [{`age`: `30`, `sex`: `male`, `passengerClass`: `1st`}]}}",
                "400 | /data/rows/0/sex | not a number | {`data`: {`rows`: [{`age`: 3, `sex`: 1, `passengerClass`: `1st`}]}}",
                "400 | /data/rows/0/age | more than once | {`data`: {`rows`: [{`age`: 3, `age`: 4, `sex`: `male`, `passengerClass`: `1st`}]}}",
                "422 | /data/rows/0/Age | did you mean age? | {`data`: {`rows`: [{`age`: 3, `Age`: 3, `sex`: `male`, `passengerClass`: `1st`}]}}",
                "422 | /data/rows/0 | lacks the column age | {`data`: {`rows`: [{`sex`: `male`, `passengerClass`: `1st`}]}}",
                "422 | /data/rows | at least one row | {`data`: {`rows`: []}}",
                "422 | /data/columns | none of the columns | {`data`: {`columns`: {}}}",
                "422 | /data/columns | at least one row | {`data`: {`columns`: {`age`: [], `sex`: [], `passengerClass`: []}}}",
                "400 | /data/columns/sex | has 2 values where age has 1 | {`data`: {`columns`: {`age`: [1], `sex`: [`male`, `male`], `passengerClass`: [`1st`]}}}",
                "400 | /data/columns/age | more than once | {`data`: {`columns`: {`age`: [1], `age`: [1], `sex`: [`male`], `passengerClass`: [`1st`]}}}",
                "422 | /data | exactly one | {`data`: {}}",
                "422 | /data | exactly one | {`data`: {`rows`: [{`age`: 3, `sex`: `male`, `passengerClass`: `1st`}], `columns`: {}}}",
                "400 | /data | an object | {`data`: null}",
                "422 | /data | must be given | {}",
                "400 | /data/rows/0 | an object | {`data`: {`rows`: [7]}}",
                "400 | /explian | did you mean explain? | {`data`: {`rows`: []}, `explian`: true}",
                "422 | /k | from 1 to 100 | {`data`: {`rows`: []}, `k`: 0}",
                "422 | /threshold | from 0 to 1 | {`data`: {`rows`: []}, `threshold`: 1.5}",
                "400 | /schema | strict or lenient | {`data`: {`rows`: []}, `schema`: `lax`}",
                "400 | /data | more than once | {`data`: {`rows`: []}, `data`: {`rows`: []}}",
                "422 | /ids | has 2 ids for 1 rows | {`data`: {`rows`: [{`age`: 3, `sex`: `male`, `passengerClass`: `1st`}]}, `ids`: [`a`, `b`]}",
                "422 | /ids/1 | another row | {`data`: {`rows`: []}, `ids`: [`a`, `a`]}",
                "422 | /ids/0 | half a surrogate pair | {`data`: {`rows`: []}, `ids`: [`\\ud800`]}",
                "422 | /data/dataset | id of a dataset | {`data`: {`dataset`: `ds_00000000000000000000`}}",
                "400 | '' | one JSON value | {`data`: {`rows`: [{`age`: 3, `sex`: `male`, `passengerClass`: `1st`}]}} {}",
                "400 | '' | an object | []",
            })
    void refusesByNameAndPlace(int status, String pointer, String detail, String body) {
        HttpResponse<String> answer = predict(model, body.replace('`', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode errors = json(answer).path("errors");
        assertThat(errors.values().stream()
                        .map(error -> error.path("pointer").stringValue() + " "
                                + error.path("detail").stringValue()))
                .as(answer.body())
                .anyMatch(said -> said.startsWith(pointer.replace("''", "") + " ") && said.contains(detail));
        assertThat(predict(model, "{\"data\": {\"rows\": [" + ROW + "]}}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsEverythingAtOnce() {
        HttpResponse<String> answer = predict(model, """
                {"data": {"rows": [{"age": "x", "sex": 1, "height": 2},
                                   {"age": 1, "sex": "male", "passengerClass": []}]}, "k": 1000, "nothing": 1}""");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("errors").values().stream()
                        .map(error -> error.path("pointer").stringValue()))
                .containsExactlyInAnyOrder(
                        "/data/rows/0/age",
                        "/data/rows/0/sex",
                        "/data/rows/1/passengerClass",
                        "/k",
                        "/nothing",
                        "/data/rows/0",
                        "/data/rows/0/height");
    }

    /** What the training table had is no mistake; what it did not have is one, unless the caller says otherwise. */
    @Test
    void lenientPassesAndSaysSo() {
        String row = "{\"age\": 30, \"sex\": \"male\", \"survived\": \"yes\", \"height\": 2}";
        JsonNode answer = json(predict(model, "{\"data\": {\"rows\": [" + row + "]}, \"schema\": \"lenient\"}"));
        assertThat(answer.path("warnings").values().stream().map(JsonNode::stringValue))
                .containsExactly(
                        "the column height is not read",
                        "the column passengerClass is not in every row, and missing there");
        assertThat(predict(model, "{\"data\": {\"rows\": [" + ROW.replace("}", ", \"survived\": \"no\"}") + "]}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesAMillionColumnsForAMistake() {
        String many =
                IntStream.range(0, 300_000).mapToObj(i -> "\"c" + i + "\":0").collect(Collectors.joining(","));
        HttpResponse<String> answer = predict(model, "{\"data\": {\"rows\": [{" + many + "}]}}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("errors").size()).isEqualTo(100);
        assertThat(answer.body()).hasSizeLessThan(50_000);
    }

    /** Rows that cost their sender two bytes each. */
    @Test
    void takesNoMoreRowsThanItHasRoomFor() {
        for (String schema : new String[] {"strict", "lenient"}) {
            String rows = "{},".repeat(100_000) + "{}";
            JsonNode answer =
                    json(predict(model, "{\"schema\": \"%s\", \"data\": {\"rows\": [%s]}}".formatted(schema, rows)));
            assertThat(answer.path("errors")).hasSize(1);
            assertThat(answer.at("/errors/0/pointer").stringValue()).isEqualTo("/data/rows");
            assertThat(answer.at("/errors/0/detail").stringValue())
                    .isEqualTo("has more than 100,000 rows; stream newline-delimited JSON, or store a dataset");
        }
        String ages = "1,".repeat(100_000) + "1";
        JsonNode columns = json(predict(model, "{\"data\": {\"columns\": {\"age\": [" + ages + "]}}}"));
        assertThat(columns.at("/errors/0/pointer").stringValue()).isEqualTo("/data/columns/age");
        assertThat(predict(model, "{\"data\": {\"rows\": [" + "7,".repeat(100_000) + "7]}}")
                        .statusCode())
                .isEqualTo(422);
    }

    /** What is wanted in vain is no fault of the rows. */
    @Test
    void refusesWhatIsWantedAndNotTheRows() {
        String rows = (ROW + ",").repeat(10_000) + ROW;
        JsonNode explained = json(predict(model, "{\"explain\": true, \"data\": {\"rows\": [" + rows + "]}}"));
        assertThat(explained.path("errors")).hasSize(1);
        assertThat(explained.at("/errors/0/pointer").stringValue()).isEqualTo("/data");
        assertThat(explained.at("/errors/0/detail").stringValue()).contains("at most 10,000 rows");
        String name = name();
        ObjectNode ages = titanic("{\"algorithm\": \"linear_regression\", \"cv\": 2, \"explain\": false}");
        ages.remove("positive");
        ages.put("target", "age");
        ages.set("pipeline", JSON.readTree("{\"categorical_cols\": [\"sex\", \"passengerClass\"]}"));
        ages.set("data", someAges());
        register(name, trained(ages));
        String two = "{\"sex\": \"male\", \"passengerClass\": \"1st\"}";
        JsonNode threshold = json(predict(
                name + "/versions/1", "{\"threshold\": 0.5, \"data\": {\"rows\": [%s, %s]}}".formatted(two, two)));
        assertThat(threshold.path("errors")).hasSize(1);
        assertThat(threshold.at("/errors/0/pointer").stringValue()).isEqualTo("/threshold");
    }

    /** What nothing imputes is missing in the row that lacks it, be it every row or one. */
    @Test
    void saysWhichRowsCannotBeUsed() {
        String name = name();
        ObjectNode request = titanic("{\"algorithm\": \"linear_regression\", \"cv\": 2, \"explain\": false}");
        request.remove("positive");
        request.put("target", "fare");
        request.set("pipeline", JSON.readTree("""
                {"features": [{"name": "a", "column": "age", "meaning": "Age", "transform": [{"kind": "standardise"}]}]}"""));
        ObjectNode data = someAges();
        data.path("rows")
                .forEach(row -> ((ObjectNode) row).put("fare", row.path("age").doubleValue() * 2 + 1));
        request.set("data", data);
        JsonNode run = trained(request);
        register(name, run);
        String none = "{\"age\": null}";
        for (String rows : new String[] {none + "," + none, none + ",{\"age\": 3}," + none}) {
            JsonNode answer = json(predict(name + "/versions/1", "{\"data\": {\"rows\": [" + rows + "]}}"));
            assertThat(answer.path("errors")).as(answer.toString()).hasSize(2);
            assertThat(answer.at("/errors/0/pointer").stringValue()).isEqualTo("/data/rows/0");
        }
        JsonNode explained = json(post(
                MODELS + "runs/" + run.path("id").stringValue() + "/explain",
                "{\"data\": {\"rows\": [" + none + "]}}"));
        assertThat(explained.at("/errors/0/pointer").stringValue())
                .as(explained.toString())
                .isEqualTo("/data");
    }

    @Test
    void refusesOtherEncodings() {
        String body = "{\"data\": {\"rows\": [" + ROW + "]}}";
        for (String type : new String[] {
            "application/json; charset=utf-16",
            "application/json;charset=latin1",
            "application/json; charset=nothing",
            "application/x-ndjson; charset=utf-16"
        }) {
            assertThat(sent(type, body).statusCode()).as(type).isEqualTo(415);
        }
        for (String type : new String[] {"application/json; charset=UTF-8", "application/json;charset=\"utf-8\""}) {
            assertThat(sent(type, body).statusCode()).as(type).isEqualTo(200);
        }
    }

    private HttpResponse<String> sent(String type, String body) {
        return send(request(MODELS + model + "/predict")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static ObjectNode someAges() {
        ObjectNode data = JSON.createObjectNode();
        var rows = data.putArray("rows");
        for (int row = 0; row < 60; row++) {
            rows.addObject()
                    .put("sex", row % 2 == 0 ? "male" : "female")
                    .put("passengerClass", row % 3 == 0 ? "1st" : "3rd")
                    .put("age", 20 + row % 2 * 5 + row % 3 * 3 + row % 7);
        }
        return data;
    }

    @Test
    void refusesWhatIsNotJson() {
        for (String body : new String[] {"", "{", "{\"data\"", "nothing", "{\"data\": {\"rows\": [{\"age\": 1,}]}}"}) {
            assertThat(predict(model, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(predict(model, "{\"data\":" + "[".repeat(100_000)).statusCode())
                .isEqualTo(400);
        assertThat(predict(model, "{\"" + "x".repeat(100_000) + "\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(predict(model, " ".repeat(5_000_000)).statusCode()).isEqualTo(413);
        assertThat(predict(model + "?threshold=0.5", "{}").statusCode()).isEqualTo(404);
        assertThat(post(MODELS + model + "/predict?threshold=0.5", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void saysWhoIsNotThere() {
        assertThat(predict("no-such-model", "{}").statusCode()).isEqualTo(404);
        assertThat(predict("train", "{}").statusCode()).isEqualTo(404);
        String name = model.substring(0, model.indexOf('@'));
        assertThat(predict(name, "{}").statusCode()).isEqualTo(409);
        assertThat(predict(name + "@nobody", "{}").statusCode()).isEqualTo(404);
        assertThat(predict(name + "/versions/7", "{}").statusCode()).isEqualTo(404);
        assertThat(predict(name + "/versions/0", "{}").statusCode()).isEqualTo(404);
        assertThat(predict(name + "/versions/99999999999", "{}").statusCode()).isBetween(400, 404);
    }

    /** Line by line: what is wrong is answered in its place, and the others go on. */
    @Test
    void goesOnAfterABadLine() {
        String body = String.join(
                "\n",
                ROW,
                "{\"age\": \"x\", \"sex\": \"male\", \"passengerClass\": \"1st\"}",
                "",
                "nothing",
                "{\"age\": 1, \"sex\": \"male\", \"passengerClass\": \"1st\", \"pad\": \"" + "x".repeat(1_200_000)
                        + "\"}",
                "{\"age\": 1, \"age\": 2, \"sex\": \"male\", \"passengerClass\": \"1st\"}",
                "{\"sex\": \"male\"}",
                ROW + ROW,
                "[1]",
                ROW);
        HttpResponse<String> answer = lines(model, "", body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        List<JsonNode> lines = answer.body().lines().map(JSON::readTree).toList();
        assertThat(lines.stream().map(line -> line.path("line").asInt(0)).toList())
                .containsExactly(0, 2, 4, 5, 6, 7, 8, 9, 0);
        assertThat(lines.get(1).at("/error/errors/0/pointer").stringValue()).isEqualTo("/age");
        assertThat(lines.get(8).path("prediction")).isEqualTo(lines.getFirst().path("prediction"));
        assertThat(lines(model, "", "").body()).isEmpty();
        assertThat(lines(model, "?threshold=2", ROW).statusCode()).isEqualTo(400);
        assertThat(lines(model, "?nothing=2", ROW).statusCode()).isEqualTo(400);
    }
}
