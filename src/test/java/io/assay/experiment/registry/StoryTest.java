package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

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
 * The examples of the registry's operations are one experiment's life, told in order: what one answers hangs on those
 * before it. Times are made the same. {@code -Dassay.docs.write=true} rewrites the answers.
 */
class StoryTest extends Api {

    private static final Path EXAMPLES = Path.of("src/main/resources/openapi-examples");

    private static final String KEY = "checkout-button";

    private static final Pattern TIME = Pattern.compile("\"(at|created_at)\" ?: ?\"[^\"]*\"");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One call: an operation, and the name of its example. */
    private record Step(String operation, int status, String name, String method, String path) {}

    private static final List<Step> STORY = List.of(
            new Step("createExperiment", 422, "two-primary-metrics", "POST", ""),
            new Step("createExperiment", 201, "checkout-button", "POST", ""),
            new Step("changeExperiment", 200, "more-power", "PATCH", "/" + KEY),
            new Step("startExperiment", 200, "freeze", "POST", "/" + KEY + "/start"),
            new Step("readExperiment", 201, "blinded", "POST", "/" + KEY + "/readouts"),
            new Step("readExperiment", 201, "planned-size", "POST", "/" + KEY + "/readouts"),
            new Step("readExperiment", 422, "fewer-units", "POST", "/" + KEY + "/readouts"),
            new Step("amendExperiment", 201, "after-a-look", "POST", "/" + KEY + "/amendments"),
            new Step("listReadouts", 200, "checkout-button", "GET", "/" + KEY + "/readouts"),
            new Step("getReadout", 200, "checkout-button", "GET", "/" + KEY + "/readouts/2"),
            new Step("stopExperiment", 200, "enough", "POST", "/" + KEY + "/stop"),
            new Step("exportExperiment", 200, "checkout-button", "GET", "/" + KEY + "/export"),
            new Step("archiveExperiment", 200, "done", "POST", "/" + KEY + "/archive"),
            new Step("getExperiment", 200, "checkout-button", "GET", "/" + KEY),
            new Step("auditExperiment", 200, "checkout-button", "GET", "/" + KEY + "/audit"),
            new Step("listExperiments", 200, "by-tag", "GET", "?tag=an-example-of-the-api"),
            new Step("replayExperiment", 200, "what-was-said", "POST", "/replay"));

    @Test
    void theExamplesTellOneLife() throws IOException {
        for (Step step : STORY) {
            HttpRequest.Builder request = request(PATH + step.path()).header("Content-Type", "application/json");
            Path asked = EXAMPLES.resolve("%s.request.%s.json".formatted(step.operation(), step.name()));
            String body = Files.exists(asked) ? Files.readString(asked) : "";
            HttpResponse<String> response = send(
                    request.method(step.method(), BodyPublishers.ofString(body)).build());

            assertThat(response.statusCode()).as(step + ": " + response.body()).isEqualTo(step.status());
            JsonNode answer = JSON.readTree(timeless(response.body()));
            Path answered = EXAMPLES.resolve("%s.%d.%s.json".formatted(step.operation(), step.status(), step.name()));
            if (Boolean.getBoolean("assay.docs.write")) {
                Files.writeString(
                        answered, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
            }
            assertThat(answer).as(step.toString()).isEqualTo(JSON.readTree(Files.readString(answered)));
        }
    }

    private static String timeless(String json) {
        return TIME.matcher(json).replaceAll("\"$1\":\"2026-10-05T09:00:00Z\"");
    }
}
