package io.assay.feature.registry;

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
 * The examples of the pipelines' operations are one pipeline's life, told in order. Times, ids of fits, the code's version
 * and cursors are made the same. {@code -Dassay.docs.write=true} rewrites the answers.
 */
class PipelineStoryTest extends FeatureApi {

    private static final Path EXAMPLES = Path.of("src/main/resources/openapi-examples");

    private static final String TITANIC = PIPELINES + "/titanic";

    private static final String FIT = "fit-7f1c2f0e-6a55-4d0e-9a0c-3f2c7f5b1c11";

    private static final Pattern FIT_ID = Pattern.compile("fit-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Pattern TIME = Pattern.compile("\"created_at\" ?: ?\"[^\"]*\"");

    private static final Pattern VERSION = Pattern.compile("\"code_version\" ?: ?\"[^\"]*\"");

    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\" ?: ?\"[^\"]*\"");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One call: an operation, and the name of its example. */
    private record Step(String operation, int status, String name, String method, String path) {}

    private static final List<Step> STORY = List.of(
            new Step("createPipeline", 422, "no-such-kind", "POST", PIPELINES),
            new Step("createPipeline", 201, "titanic", "POST", PIPELINES),
            new Step("getPipeline", 200, "titanic", "GET", TITANIC),
            new Step("getPipelineVersion", 200, "titanic", "GET", TITANIC + "/versions/1"),
            new Step("fitPipeline", 201, "titanic", "POST", TITANIC + "/fit"),
            new Step("getFit", 200, "titanic", "GET", FITS + "/" + FIT),
            new Step("listFits", 200, "titanic", "GET", TITANIC + "/fits"),
            new Step("transformByPipeline", 200, "titanic", "POST", TITANIC + "/transform"),
            new Step("transformByFit", 200, "a-passenger", "POST", FITS + "/" + FIT + "/transform"),
            new Step("transformByFit", 409, "one-it-learned-from", "POST", FITS + "/" + FIT + "/transform"),
            new Step("listPipelines", 200, "newest", "GET", PIPELINES + "?limit=1"),
            new Step("listFeatures", 200, "of-an-owner", "GET", FEATURES + "?owner=example-of-the-api&pii=true"),
            new Step("deleteFit", 200, "titanic", "DELETE", FITS + "/" + FIT));

    @Test
    void theExamplesTellOneLife() throws IOException {
        String fit = "";
        for (Step step : STORY) {
            HttpRequest.Builder request =
                    request(step.path().replace(FIT, fit)).header("Content-Type", "application/json");
            Path asked = EXAMPLES.resolve("%s.request.%s.json".formatted(step.operation(), step.name()));
            String body = Files.exists(asked) ? Files.readString(asked) : "";
            HttpResponse<String> response = send(
                    request.method(step.method(), BodyPublishers.ofString(body)).build());

            assertThat(response.statusCode()).as(step + ": " + response.body()).isEqualTo(step.status());
            JsonNode told = JSON.readTree(response.body());
            fit = step.operation().equals("fitPipeline") ? told.get("id").asString() : fit;
            JsonNode answer = JSON.readTree(timeless(response.body()));
            Path answered = EXAMPLES.resolve("%s.%d.%s.json".formatted(step.operation(), step.status(), step.name()));
            if (Boolean.getBoolean("assay.docs.write")) {
                Files.writeString(
                        answered, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
            }
            assertThat(answer).as(step.toString()).isEqualTo(JSON.readTree(Files.readString(answered)));
        }
        assertThat(get(FITS + "/" + fit).statusCode()).isEqualTo(404);
        assertThat(post(FITS + "/" + fit + "/transform", "{\"data\":" + SIX + "}")
                        .statusCode())
                .isEqualTo(404);
    }

    private static String timeless(String json) {
        String sameFit = FIT_ID.matcher(json).replaceAll(FIT);
        String sameTime = TIME.matcher(sameFit).replaceAll("\"created_at\":\"2026-10-05T09:00:00Z\"");
        String sameVersion = VERSION.matcher(sameTime).replaceAll("\"code_version\":\"1.0.0\"");
        return CURSOR.matcher(sameVersion).replaceAll("\"next_cursor\":null");
    }
}
