package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.registry.ModelReference;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Of a row of ten bytes a model makes 512 features, and explains each of them for three classes: 4.4 kB a row, 29 kB where it
 * is explained.
 */
@Tag("attack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "assay.database.directory=target/database/wide",
            "assay.jobs.threads=1",
            "assay.jobs.memory=80MB",
            "assay.mlflow.tracking-uri="
        })
class WideModelHttpTest extends ServingApi {

    @Autowired
    private LoadedModels models;

    @Autowired
    private Scoring scoring;

    private String run = "";
    private String version = "";

    @BeforeAll
    void registerOne() {
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "y", "algorithm": "xgboost", "hyperparameters": {"rounds": 3}, "cv": 2, "explain": false,
                 "pipeline": {"features": [{"name": "h", "column": "c", "meaning": "Hashed",
                                            "transform": [{"kind": "hashing", "buckets": 512}]}]}}""");
        ArrayNode rows = request.putObject("data").putArray("rows");
        for (int row = 0; row < 150; row++) {
            rows.addObject().put("c", "w" + row % 7).put("y", "k" + (row % 7 + row % 2) % 3);
        }
        JsonNode trained = trained(request);
        run = trained.path("id").stringValue();
        String name = name();
        version = name + "/versions/" + register(name, trained);
    }

    private static String rows(int rows) {
        return "{\"rows\": [" + "{\"c\":\"w1\"},".repeat(rows - 1) + "{\"c\":\"w1\"}]}";
    }

    private static void isTooMuch(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer).path("type").stringValue()).isEqualTo("urn:assay:problem:too-much-memory");
    }

    @Test
    void rowsThatBecomeTooMuchAreRefused() {
        HttpResponse<String> refused = predict(version, "{\"data\": " + rows(40_000) + "}");
        isTooMuch(refused);
        assertThat(json(refused).path("detail").stringValue())
                .isEqualTo(
                        "This needs 167.7 MB of memory for 40,000 rows of 512 features, of which 19,082 rows fit at once,"
                                + " and a job may take 80.0 MB.");
        assertThat(predict(version, "{\"data\": " + rows(19_000) + "}").statusCode())
                .isEqualTo(200);
        isTooMuch(predict(version, "{\"explain\": true, \"data\": " + rows(4_000) + "}"));
        assertThat(predict(version, "{\"explain\": true, \"data\": " + rows(2_500) + "}")
                        .statusCode())
                .isEqualTo(200);
        String words = "\"w1\",".repeat(39_999) + "\"w1\"";
        isTooMuch(post(
                "/v2/models/" + version + "/infer",
                "{\"inputs\": [{\"name\": \"c\", \"shape\": [40000], \"datatype\": \"BYTES\", \"data\": [" + words
                        + "]}]}"));
    }

    @Test
    void explainingARunsModelIsBoundedToo() {
        isTooMuch(explained(4_000));
        assertThat(explained(2_000).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> explained(int rows) {
        return send(request(MODELS + "runs/" + run + "/explain")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=60")
                .POST(BodyPublishers.ofString("{\"data\": " + rows(rows) + "}"))
                .build());
    }

    /** Fewer lines wait for each other, and all of them are answered. */
    @Test
    void aStreamTakesFewerTogether() {
        Loaded model = models.get(new ModelReference(version.split("/", -1)[0], 1, null));
        assertThat(scoring.most(model, new Predictor.Wanted(3, null), 512)).isEqualTo(512);
        assertThat(scoring.most(model, new Predictor.Wanted(3, null), 5_000)).isEqualTo(2_895);
        HttpResponse<String> answer = lines(version, "?explain=true", "{\"c\":\"w1\"}\n".repeat(1_500));
        assertThat(answer.body().lines()).hasSize(1_500).allMatch(line -> line.contains("explanation"));
    }

    /** Each has room alone, and all together have not: they wait for each other. */
    @Test
    void manyAtOnceWaitForEachOther() {
        String body = "{\"data\": " + rows(15_000) + "}";
        List<CompletableFuture<Integer>> asked = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> predict(version, body).statusCode()))
                .toList();
        assertThat(asked.stream().map(CompletableFuture::join)).containsOnly(200);
    }
}
