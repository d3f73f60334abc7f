package io.assay.data.store;

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
 * The examples of the operations on datasets are one dataset's life, told in order. Times and its id are made the same.
 * {@code -Dassay.docs.write=true} rewrites the answers.
 */
class StoryTest extends DatasetHttp {

    private static final Path EXAMPLES = Path.of("src/main/resources/openapi-examples");

    private static final Pattern TIME = Pattern.compile("\"created_at\" ?: ?\"[^\"]*\"");

    private static final Pattern ID = Pattern.compile("ds_[0-9a-f]{20}");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** One call: an operation, and the name of its example. */
    private record Step(String operation, int status, String name, String method, String path) {}

    private static final List<Step> STORY = List.of(
            new Step("uploadDataset", 422, "mixed-column", "POST", ""),
            new Step("uploadDataset", 201, "trials", "POST", ""),
            new Step("getDataset", 200, "trials", "GET", "/ID"),
            new Step("readDataset", 200, "first-rows", "GET", "/ID/rows?limit=2"),
            new Step("readQuarantine", 200, "none", "GET", "/ID/quarantine"),
            new Step("profileDataset", 200, "who-stayed", "POST", "/ID/profile?target=stayed"),
            new Step("getProfile", 200, "who-stayed", "GET", "/ID/profile?target=stayed"),
            new Step("listDatasets", 200, "by-name", "GET", "?name=trials"),
            new Step("deleteDataset", 200, "trials", "DELETE", "/ID"),
            new Step("getDataset", 404, "deleted", "GET", "/ID"));

    @Test
    void theExamplesTellOneLife() throws IOException {
        String id = "";
        for (Step step : STORY) {
            HttpRequest.Builder request = request(PATH + step.path().replace("ID", id));
            Path asked = EXAMPLES.resolve("%s.request.%s.json".formatted(step.operation(), step.name()));
            boolean withBody = Files.exists(asked);
            if (withBody) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> response = send(request.method(
                            step.method(),
                            withBody ? BodyPublishers.ofString(Files.readString(asked)) : BodyPublishers.noBody())
                    .build());

            assertThat(response.statusCode()).as(step + ": " + response.body()).isEqualTo(step.status());
            if (step.status() == 201) {
                id = json(response).path("id").asString();
            }
            JsonNode answer = JSON.readTree(same(response.body()));
            Path answered = EXAMPLES.resolve("%s.%d.%s.json".formatted(step.operation(), step.status(), step.name()));
            if (Boolean.getBoolean("assay.docs.write")) {
                Files.writeString(
                        answered, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
            }
            assertThat(answer).as(step.toString()).isEqualTo(JSON.readTree(Files.readString(answered)));
        }
    }

    private static String same(String json) {
        String timeless = TIME.matcher(json).replaceAll("\"created_at\":\"2026-10-05T09:00:00Z\"");
        return ID.matcher(timeless).replaceAll("ds_0123456789abcdef0123");
    }
}
