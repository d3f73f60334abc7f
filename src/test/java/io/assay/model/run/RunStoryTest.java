package io.assay.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples of runs tell one life, and the running service answers every step as its file says.
 * {@code -Dassay.docs.write=true} writes them anew.
 */
class RunStoryTest extends HttpTest {

    private static final Path EXAMPLES = Path.of("src/main/resources/openapi-examples");

    private static final String MODELS = "/api/v1/models";
    private static final String RUN = "run-5d0c6c1e-94a8-4a5e-9d8f-0b8f6f3f2a10";
    private static final String RUNS = MODELS + "/runs";

    private static final Pattern RUN_ID = Pattern.compile("run-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\"created_at\" ?: ?\"[^\"]*\"");
    private static final Pattern VERSION = Pattern.compile("\"(code_version|replayed_by)\" ?: ?\"[^\"]*\"");
    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\" ?: ?\"[^\"]*\"");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One call: an operation, and the name of its example. */
    private record Step(String operation, int status, String name, String method, String path) {}

    private static final List<Step> STORY = List.of(
            new Step("trainModel", 201, "churn", "POST", MODELS + "/train"),
            new Step("getRun", 200, "churn", "GET", RUNS + "/" + RUN),
            new Step("listRuns", 200, "churn", "GET", RUNS + "?experiment=churn&limit=1"),
            new Step("getRunArtifact", 200, "model", "GET", RUNS + "/" + RUN + "/artifacts/model.json"),
            new Step("evaluateRun", 200, "churn", "POST", RUNS + "/" + RUN + "/evaluate"),
            new Step("explainRun", 200, "churn", "POST", RUNS + "/" + RUN + "/explain"),
            new Step("replayRun", 200, "churn", "POST", RUNS + "/" + RUN + "/replay"),
            new Step("deleteRun", 200, "churn", "DELETE", RUNS + "/" + RUN));

    @Test
    void theExamplesTellOneLife() throws IOException {
        String run = "";
        for (Step step : STORY) {
            HttpRequest.Builder request =
                    request(step.path().replace(RUN, run)).header("Content-Type", "application/json");
            Path asked = EXAMPLES.resolve("%s.request.%s.json".formatted(step.operation(), step.name()));
            String body = Files.exists(asked) ? Files.readString(asked) : "";
            HttpResponse<String> response = send(
                    request.method(step.method(), BodyPublishers.ofString(body)).build());

            assertThat(response.statusCode()).as(step + ": " + response.body()).isEqualTo(step.status());
            JsonNode told = JSON.readTree(response.body());
            run = step.operation().equals("trainModel") ? told.get("id").asString() : run;
            JsonNode answer = JSON.readTree(timeless(response.body()));
            Path answered = EXAMPLES.resolve("%s.%d.%s.json".formatted(step.operation(), step.status(), step.name()));
            if (Boolean.getBoolean("assay.docs.write")) {
                Files.writeString(
                        answered, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
            }
            assertThat(answer).as(step.toString()).isEqualTo(JSON.readTree(Files.readString(answered)));
        }
        assertThat(get(RUNS + "/" + run).statusCode()).isEqualTo(404);
    }

    private static String timeless(String json) {
        String sameRun = RUN_ID.matcher(json).replaceAll(RUN);
        String sameTime = TIME.matcher(sameRun).replaceAll("\"created_at\":\"2026-10-05T09:00:00Z\"");
        String sameVersion = VERSION.matcher(sameTime).replaceAll("\"$1\":\"1.0.0\"");
        return CURSOR.matcher(sameVersion).replaceAll("\"next_cursor\":null");
    }
}
