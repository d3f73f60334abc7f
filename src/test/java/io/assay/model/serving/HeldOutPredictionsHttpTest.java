package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run said of the rows that it held out, in its {@code predictions.csv}, is what its model says of these rows when it
 * is served, whichever way it is asked: the same bits of every number.
 */
class HeldOutPredictionsHttpTest extends ServingApi {

    private static final List<String> READ = List.of("age", "sex", "passengerClass");

    /** @param said by output, for each row */
    private record HeldOut(List<Integer> rows, List<double[]> said) {}

    private HeldOut heldOut(JsonNode run) {
        String csv = get(MODELS + "runs/" + run.path("id").stringValue() + "/artifacts/predictions.csv")
                .body();
        HeldOut heldOut = new HeldOut(new ArrayList<>(), new ArrayList<>());
        csv.lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
            heldOut.rows().add(Integer.valueOf(cells[0]));
            double[] said = new double[cells.length - 2];
            for (int output = 0; output < said.length; output++) {
                said[output] = Double.parseDouble(cells[2 + output]);
            }
            heldOut.said().add(said);
        });
        return heldOut;
    }

    /** The columns that a model reads, of these rows. */
    private static Map<String, ArrayNode> taken(ObjectNode training, List<Integer> rows, String target) {
        Map<String, ArrayNode> taken = new TreeMap<>();
        for (Map.Entry<String, JsonNode> column : training.at("/data/columns").properties()) {
            if (READ.contains(column.getKey()) && !column.getKey().equals(target)) {
                ArrayNode values = JSON.createArrayNode();
                rows.forEach(row -> values.add(column.getValue().get(row)));
                taken.put(column.getKey(), values);
            }
        }
        return taken;
    }

    private static ObjectNode inRows(Map<String, ArrayNode> columns, int rows) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode data = request.putObject("data").putArray("rows");
        for (int row = 0; row < rows; row++) {
            ObjectNode one = data.addObject();
            for (Map.Entry<String, ArrayNode> column : columns.entrySet()) {
                one.set(column.getKey(), column.getValue().get(row));
            }
        }
        return request;
    }

    private static String csv(Map<String, ArrayNode> columns, int rows) {
        StringBuilder csv = new StringBuilder(String.join(",", columns.keySet())).append('\n');
        for (int row = 0; row < rows; row++) {
            int at = row;
            csv.append(columns.values().stream()
                            .map(values -> values.get(at).asString(""))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return csv.toString();
    }

    private static ObjectNode tensors(Map<String, ArrayNode> columns, int rows) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode inputs = request.putArray("inputs");
        columns.forEach((name, values) -> {
            ObjectNode input = inputs.addObject().put("name", name);
            input.put("datatype", name.equals("age") ? "FP64" : "BYTES");
            input.putArray("shape").add(rows);
            input.set("data", values);
        });
        return request;
    }

    private static double[] numbers(JsonNode prediction) {
        return prediction.values().stream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private List<JsonNode> stored(String path, Map<String, ArrayNode> columns, int rows) {
        HttpResponse<String> upload = send(request("/api/v1/datasets?name=held-out")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv(columns, rows)))
                .build());
        assertThat(upload.statusCode()).as(upload.body()).isEqualTo(201);
        ObjectNode request = JSON.createObjectNode();
        request.putObject("data").put("dataset", json(upload).path("id").stringValue());
        String scores =
                asked(MODELS + path + "/predict", request, 201).path("id").stringValue();
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(get("/api/v1/datasets/" + scores + "/rows?limit=200" + cursor));
            page.path("rows").forEach(found::add);
            cursor = "&cursor=" + page.path("next_cursor").asString("");
        } while (!cursor.equals("&cursor="));
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "logistic_regression, survived, isotonic",
        "logistic_regression, survived, none",
        "xgboost, survived, sigmoid",
        "xgboost, survived, none",
        "random_forest, survived, isotonic",
        "random_forest, passengerClass, none",
        "xgboost, passengerClass, none",
        "linear_regression, age, none",
        "xgboost, age, none",
        "random_forest, survived, temperature"
    })
    void areServedToTheLastBit(String algorithm, String target, String calibration) {
        ObjectNode training = titanic("{\"cv\": 2, \"explain\": false, \"pipeline\": {}}");
        training.put("algorithm", algorithm).put("target", target);
        if (target.equals("survived")) {
            training.put("calibration", calibration);
        } else {
            training.remove("positive");
        }
        ObjectNode pipeline = (ObjectNode) training.get("pipeline");
        for (String column : READ) {
            if (!column.equals(target)) {
                pipeline.withArray(column.equals("age") ? "numeric_cols" : "categorical_cols")
                        .add(column);
            }
        }
        JsonNode run = trained(training);
        String name = name();
        String path = name + "/versions/" + register(name, run);
        HeldOut heldOut = heldOut(run);
        int rows = heldOut.rows().size();
        assertThat(rows).isGreaterThan(200);
        Map<String, ArrayNode> columns = taken(training, heldOut.rows(), target);

        JsonNode inRows =
                asked(MODELS + path + "/predict", inRows(columns, rows), 200).path("predictions");
        ObjectNode inColumns = JSON.createObjectNode();
        ObjectNode given = inColumns.putObject("data").putObject("columns");
        columns.forEach(given::set);
        JsonNode byColumn = asked(MODELS + path + "/predict", inColumns, 200).path("predictions");
        String text = inRows(columns, rows).at("/data/rows").values().stream()
                .map(JsonNode::toString)
                .collect(Collectors.joining("\n"));
        List<String> lines = lines(path, "", text).body().lines().toList();
        List<JsonNode> stored = stored(path, columns, rows);
        JsonNode inferred = asked("/v2/models/" + path + "/infer", tensors(columns, rows), 200)
                .at("/outputs/0");

        assertThat(inRows).hasSize(rows);
        assertThat(lines).hasSize(rows);
        assertThat(stored).hasSize(rows);
        for (int row = 0; row < rows; row++) {
            double[] said = heldOut.said().get(row);
            assertThat(numbers(inRows.get(row).path("prediction"))).containsExactly(said);
            assertThat(numbers(byColumn.get(row).path("prediction"))).containsExactly(said);
            assertThat(numbers(JSON.readTree(lines.get(row)).path("prediction")))
                    .containsExactly(said);
            assertThat(stored.get(row)
                            .propertyStream()
                            .filter(cell -> cell.getKey().startsWith("prediction"))
                            .mapToDouble(cell -> cell.getValue().doubleValue())
                            .toArray())
                    .containsExactly(said);
            assertThat(inferred(inferred, row, said.length)).containsExactly(said);
        }
    }

    /** Of two classes the tensor has both, the positive one last. */
    private static double[] inferred(JsonNode output, int row, int outputs) {
        int width = output.path("shape").size() == 1 ? 1 : output.at("/shape/1").intValue();
        double[] numbers = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            numbers[i] =
                    output.path("data").get(row * width + width - outputs + i).doubleValue();
        }
        return numbers;
    }
}
