package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Trainings of a model on rows in the request. */
final class Training implements LongWork {

    private static final String RUNS = "/api/v1/models/runs";

    private static final int ROWS = 2_000;

    private final String body = body();

    private final Set<String> seen = new HashSet<>();

    /** The model of the first run: all of them learn from the same rows, and so are the same. */
    private String sha256 = "";

    private static String body() {
        SplittableRandom random = new SplittableRandom(11);
        StringJoiner x = new StringJoiner(",");
        StringJoiner z = new StringJoiner(",");
        StringJoiner y = new StringJoiner(",");
        for (int row = 0; row < ROWS; row++) {
            double first = random.nextDouble();
            double second = random.nextDouble();
            x.add(Double.toString(first));
            z.add(Double.toString(second));
            y.add(random.nextDouble() < first * second ? "1" : "0");
        }
        return """
                {"target": "y", "algorithm": "xgboost", "hyperparameters": {"rounds": 40}, "cv": 3,
                 "pipeline": {"features": [
                  {"name": "x", "column": "x", "meaning": "The first", "transform": [{"kind": "standardise"}]},
                  {"name": "z", "column": "z", "meaning": "The second", "transform": [{"kind": "standardise"}]}]},
                 "data": {"columns": {"x": [%s], "z": [%s], "y": [%s]}}}""".formatted(x, z, y);
    }

    @Override
    public String setting() {
        return "--assay.models.small-cells=1";
    }

    @Override
    public void prepare(PackagedService service) {
        // The rows are all that it needs.
    }

    @Override
    public HttpRequest.Builder request(PackagedService service, String key) throws IOException {
        return service.request("/api/v1/models/train")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    @Override
    public String operation() {
        return "trainModel";
    }

    /** Every run has all of its files, and its model still explains a row, which holds it against its digests. */
    @Override
    public List<String> made(Pages pages) throws IOException, InterruptedException {
        List<String> made = new ArrayList<>();
        for (JsonNode run : pages.all(RUNS, "runs")) {
            String path = RUNS + "/" + run.get("id").asString();
            if (seen.add(path)) {
                JsonNode whole = pages.get(path);
                assertThat(whole.get("artifacts")).hasSizeGreaterThanOrEqualTo(6);
                for (JsonNode artifact : whole.get("artifacts")) {
                    if (artifact.get("name").asString().equals("model.json")) {
                        assertThat(pages.get(path + "/artifacts/model.json")
                                        .get("kind")
                                        .asString())
                                .isEqualTo("tree_ensemble");
                    }
                }
                String model = whole.at("/model/sha256").asString();
                sha256 = sha256.isEmpty() ? model : sha256;
                assertThat(model).isEqualTo(sha256);
            }
            made.add(path);
        }
        return made;
    }
}
