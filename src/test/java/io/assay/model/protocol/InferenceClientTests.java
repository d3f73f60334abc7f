package io.assay.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.benchmark.ServingPeer;
import io.assay.model.ModelApi;
import io.assay.process.PythonCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The service as clients of PyPI see it: Triton's, and MLServer's types and codecs; and MLServer itself beside it. */
@Tag("inference")
class InferenceClientTests extends ModelApi {

    private static final int ROWS = 200;

    private static final Pattern PAGE = Pattern.compile("```python\\n(.*?)```\\n\\n```text\\n(.*?)```", Pattern.DOTALL);

    private JsonNode python(ObjectNode work) throws IOException, InterruptedException {
        Path python = PythonCommand.MLSERVER.find().resolveSibling("python");
        Process process = new ProcessBuilder(
                        python.toString(),
                        "src/test/python/inference_client.py",
                        "127.0.0.1:" + port(),
                        work.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            List<String> lines = output.lines().toList();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("what Python came to").isZero();
            return JSON.readTree(lines.getLast());
        } finally {
            process.destroyForcibly();
        }
    }

    private static double[] column(JsonNode rows, int column) {
        return rows.values().stream()
                .mapToDouble(row -> row.path(column).doubleValue())
                .toArray();
    }

    private static double[] predicted(JsonNode answer) {
        return answer.path("predictions").values().stream()
                .mapToDouble(row -> row.at("/prediction/yes").doubleValue())
                .toArray();
    }

    private JsonNode survival() {
        return asked("/api/v1/models/train", titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2}"), 201);
    }

    /** The Python of the page prints what stands below it. */
    @Test
    void thePageIsAsPrinted() throws Exception {
        Path python = PythonCommand.MLSERVER.find().resolveSibling("python");
        String name = champion("passengers", survival());
        Matcher page = PAGE.matcher(Files.readString(Path.of("docs/open-inference.md")));
        assertThat(page.find()).isTrue();
        String code = page.group(1)
                .replace("127.0.0.1:8080", "127.0.0.1:" + port())
                .replace("passengers/", name + "/")
                .replace("\"passengers\"", '"' + name + '"');
        Process process = new ProcessBuilder(python.toString(), "-c", code)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(page.group(2));
    }

    @Test
    void framesWithWordsAndGapsAreScoredAsByPredict() throws Exception {
        PythonCommand.MLSERVER.find();
        String name = champion("frames", survival());
        ObjectNode columns = columns(Path.of("docs/data/titanic_survival.csv"));
        ObjectNode some = JSON.createObjectNode();
        for (String column : List.of("age", "sex", "passengerClass")) {
            ArrayNode values = some.putArray(column);
            IntStream.range(0, 100)
                    .forEach(row -> values.add(columns.path(column).path(row)));
        }
        assertThat(some.path("age").values()).anyMatch(JsonNode::isNull);
        ObjectNode rows = JSON.createObjectNode();
        rows.putObject("data").set("columns", some);
        double[] expected = predicted(asked("/api/v1/models/" + name + "/predict", rows, 200));
        ObjectNode work = JSON.createObjectNode();
        work.putObject("server");
        work.putObject("model").put("model", name);
        work.putObject("frame").put("model", name).set("columns", some);
        JsonNode said = python(work);

        assertThat(said.at("/server/live").booleanValue()).isTrue();
        assertThat(said.at("/server/ready").booleanValue()).isTrue();
        assertThat(said.at("/server/metadata/name").asString()).isEqualTo("assay");
        assertThat(said.at("/server/mlserver/name").asString()).isEqualTo("assay");
        assertThat(said.at("/model/ready").booleanValue()).isTrue();
        assertThat(said.at("/model/version_ready").booleanValue()).isTrue();
        assertThat(said.at("/model/other_ready").booleanValue()).isFalse();
        assertThat(said.at("/model/metadata").toString()).isEqualTo("""
                {"name":"%s","versions":["1"],"platform":"assay","inputs":[\
                {"name":"age","datatype":"FP64","shape":[-1,1]},\
                {"name":"sex","datatype":"BYTES","shape":[-1,1]},\
                {"name":"passengerClass","datatype":"BYTES","shape":[-1,1]}],"outputs":[\
                {"name":"predict_proba","datatype":"FP64","shape":[-1,2]},\
                {"name":"predict","datatype":"BYTES","shape":[-1]},\
                {"name":"id","datatype":"BYTES","shape":[-1]}]}""".formatted(name));
        assertThat(said.at("/model/mlserver/inputs").size()).isEqualTo(3);
        assertThat(said.at("/frame/id").asString()).isEqualTo("frame");
        assertThat(said.at("/frame/version").asString()).isEqualTo("1");
        assertThat(column(said.at("/frame/probabilities"), 1)).containsExactly(expected);
        assertThat(said.at("/frame/labels").values().stream().map(JsonNode::asString))
                .containsExactlyElementsOf(Arrays.stream(expected)
                        .mapToObj(probability -> probability >= 0.5 ? "yes" : "no")
                        .toList());
    }

    /** MLServer 1.7.1 serves the trees of the run by XGBoost 3.0.4; both compute in floats, so a few of their digits differ. */
    @Test
    void arraysAreScoredAsByPredictAndByMlserver(@TempDir Path folder) throws Exception {
        Path mlserver = PythonCommand.MLSERVER.find();
        ObjectNode training = (ObjectNode) JSON.readTree("""
                {"target": "y", "positive": "yes", "algorithm": "xgboost", "cv": 2, "calibration": "none",
                 "allow_undocumented": true, "hyperparameters": {"rounds": 40},
                 "pipeline": {"features": [{"name": "fa", "column": "a"}, {"name": "fb", "column": "b"},
                                           {"name": "fc", "column": "c"}]}}""");
        ArrayNode given = training.putObject("data").putArray("rows");
        ArrayNode rows = JSON.createArrayNode();
        for (int row = 0; row < ROWS; row++) {
            float a = row * 37 % 101 / 101f;
            float b = row * 53 % 97 / 97f;
            float c = row * 71 % 89 / 89f;
            given.addObject()
                    .put("a", a)
                    .put("b", b)
                    .put("c", c)
                    .put("y", a + b * c + row % 5 * 0.1 > 0.9 ? "yes" : "no");
            rows.addArray().add(a).add(b).add(c);
        }
        JsonNode run = asked("/api/v1/models/train", training, 201);
        String name = champion("arrays", run);
        ObjectNode asPredict = JSON.createObjectNode();
        asPredict.putObject("data").set("rows", given);
        double[] expected = predicted(asked("/api/v1/models/" + name + "/predict", asPredict, 200));

        ObjectNode work = JSON.createObjectNode();
        work.putObject("array").put("model", name).set("rows", rows);
        ObjectNode tensors = work.putObject("tensors").put("model", name);
        tensors.set("rows", rows);
        tensors.putArray("names").add("a").add("b").add("c");
        work.putObject("refusals").put("model", name);
        JsonNode said = python(work);
        assertThat(column(said.at("/array/probabilities"), 1)).containsExactly(expected);
        assertThat(column(said.at("/tensors/probabilities"), 1)).containsExactly(expected);
        assertThat(column(said.at("/tensors/by_column"), 1)).containsExactly(expected);
        assertThat(said.at("/tensors/id").asString()).isEqualTo("tensors");
        assertThat(said.at("/tensors/ids").values().stream().map(JsonNode::asString))
                .hasSize(ROWS)
                .doesNotHaveDuplicates();
        assertThat(said.at("/refusals/binary").asString()).startsWith("415: ").contains("binary_data=False");
        assertThat(said.at("/refusals/narrow").asString())
                .startsWith("422: ")
                .contains("/inputs/0/shape has 2 columns where the model has 3");
        assertThat(said.at("/refusals/unknown").asString()).startsWith("404: ").contains("no model");

        Path model = folder.resolve("model.json");
        Files.writeString(
                model,
                get("/api/v1/models/runs/" + run.path("id").asString() + "/artifacts/model.json")
                        .body());
        Path served = folder.resolve("served");
        Process converted = new ProcessBuilder(
                        mlserver.resolveSibling("python").toString(),
                        "src/test/python/serving_peers.py",
                        model.toString(),
                        served.toString())
                .inheritIO()
                .start();
        assertThat(converted.waitFor()).isZero();
        try (ServingPeer peer = ServingPeer.mlserver(mlserver, served)) {
            ObjectNode request = JSON.createObjectNode();
            ObjectNode input = request.putArray("inputs").addObject();
            input.put("name", "rows").put("datatype", "FP32");
            input.putArray("shape").add(ROWS).add(3);
            input.set("data", rows);
            JsonNode theirs = JSON.readTree(peer.post("/v2/models/peer/infer", request.toString()));
            JsonNode ours = asked("/v2/models/" + name + "/infer", request, 200);
            for (int row = 0; row < ROWS; row++) {
                assertThat(ours.at("/outputs/0/data/" + (2 * row + 1)).doubleValue())
                        .isCloseTo(theirs.at("/outputs/0/data/" + row).doubleValue(), within(1e-6));
            }
        }
    }
}
