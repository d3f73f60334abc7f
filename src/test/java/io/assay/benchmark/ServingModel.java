package io.assay.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The model that is served: a hundred trees of 31 leaves on thirty numbers that no step of a pipeline changes, trained and
 * registered by the service. The numbers are floats, so that all who serve it see the same.
 */
record ServingModel(String name, int version, String run) {

    static final int COLUMNS = 30;

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String OUTCOME = "outcome";

    static ServingModel train(DatasetClient service, Path folder, int rows, String name)
            throws IOException, InterruptedException {
        Path csv = folder.resolve("rows.csv");
        write(csv, rows);
        String dataset = service.upload(csv);
        ObjectNode request = JSON.createObjectNode();
        request.putObject("data").put("dataset", dataset);
        request.put("target", OUTCOME).put("positive", "yes").put("algorithm", "xgboost");
        request.putObject("hyperparameters")
                .put("rounds", 100)
                .put("max_leaves", 31)
                .put("max_depth", 0)
                .put("learning_rate", 0.1);
        ArrayNode features = request.putObject("pipeline").putArray("features");
        for (int column = 0; column < COLUMNS; column++) {
            features.addObject().put("name", "f" + column).put("column", column(column));
        }
        request.put("cv", 2).put("calibration", "none").put("allow_undocumented", true);
        JsonNode run = service.post("/api/v1/models/train", JSON.writeValueAsString(request));
        String id = run.path("id").asString();
        JsonNode version = service.post("/api/v1/models/" + name + "/versions", "{\"run\":\"" + id + "\"}");
        return new ServingModel(name, version.path("version").asInt(), id);
    }

    private static String column(int column) {
        return "x" + column;
    }

    private static float value(int row, int column) {
        return (float) ModelInputs.share(row, column);
    }

    private static void write(Path csv, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            StringBuilder line = new StringBuilder();
            IntStream.range(0, COLUMNS)
                    .forEach(column -> line.append(column(column)).append(','));
            out.write(line.append(OUTCOME).append('\n').toString());
            for (int row = 0; row < rows; row++) {
                line.setLength(0);
                double sum = 0;
                for (int column = 0; column < COLUMNS; column++) {
                    float value = value(row, column);
                    // The float's own digits, which are read as the double that it is.
                    line.append((double) value).append(',');
                    sum += column < 10 ? value * (column - 4) : 0;
                }
                sum += 6 * value(row, 10) * value(row, 11) + 3 * ModelInputs.share(row, COLUMNS);
                out.write(line.append(sum > 8.5 ? "yes\n" : "no\n").toString());
            }
        }
    }

    String path() {
        return "/api/v1/models/" + name + "/versions/" + version;
    }

    String inferPath() {
        return "/v2/models/" + name + "/versions/" + version + "/infer";
    }

    /** Rows by their columns' names, one as an object and more as columns, whichever is shorter. */
    static ObjectNode rows(int rows) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode data = body.putObject("data");
        if (rows == 1) {
            ObjectNode row = data.putArray("rows").addObject();
            IntStream.range(0, COLUMNS).forEach(column -> row.put(column(column), value(0, column)));
            return body;
        }
        ObjectNode columns = data.putObject("columns");
        for (int column = 0; column < COLUMNS; column++) {
            ArrayNode values = columns.putArray(column(column));
            for (int row = 0; row < rows; row++) {
                values.add(value(row, column));
            }
        }
        return body;
    }

    /** The same rows as one tensor, of which the service is to say its probabilities. */
    static ObjectNode tensorForProbabilities(int rows) {
        ObjectNode body = tensor(rows);
        body.putArray("outputs").addObject().put("name", "predict_proba");
        return body;
    }

    /** The same rows as one tensor. */
    static ObjectNode tensor(int rows) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode input = body.putArray("inputs").addObject();
        input.put("name", "rows").put("datatype", "FP32");
        input.putArray("shape").add(rows).add(COLUMNS);
        ArrayNode data = input.putArray("data");
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                data.add(value(row, column));
            }
        }
        return body;
    }

    /** The same rows as MLflow takes arrays. */
    static ObjectNode inputs(int rows) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode inputs = body.putArray("inputs");
        for (int row = 0; row < rows; row++) {
            ArrayNode one = inputs.addArray();
            for (int column = 0; column < COLUMNS; column++) {
                one.add(value(row, column));
            }
        }
        return body;
    }
}
