package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * The examples of the operations on jobs: a fit that is done, and one that is cancelled while it waits. What is random
 * or a time is made the same. {@code -Dassay.docs.write=true} rewrites the answers.
 */
class JobStoryTest extends HttpTest {

    private static final Path EXAMPLES = Path.of("src/main/resources/openapi-examples");

    private static final String PIPELINES = "/api/v1/features/pipelines";

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<Pattern, String> RANDOM = new LinkedHashMap<>();

    static {
        RANDOM.put(
                Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"),
                "0b0e6a5c-3d0f-4f35-9be0-7f3a54a0f9a1");
        RANDOM.put(Pattern.compile("\"([a-z]+_at)\":\"\\d{4}-[^\"]*\""), "\"$1\":\"2026-10-05T09:00:00Z\"");
        RANDOM.put(Pattern.compile("\"deadline\":\"[^\"]*\""), "\"deadline\":\"2026-10-05T10:00:00Z\"");
        RANDOM.put(Pattern.compile("\"next_cursor\":\"[^\"]*\""), "\"next_cursor\":\"NDE\"");
        RANDOM.put(Pattern.compile("\"version\":\\d+"), "\"version\":1");
    }

    @Autowired
    private Digging digging;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void leaveNothingRunning() {
        digging.open("in-the-way");
    }

    private String fit() {
        HttpResponse<String> accepted = send(request(PIPELINES + "/an-example-of-jobs/fit")
                .headers("Content-Type", "application/json", "Prefer", "respond-async")
                .POST(BodyPublishers.ofString("{\"data\":{\"columns\":{\"age\":[29,null,41]}}}"))
                .build());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    private void awaitState(String job, String state) throws InterruptedException {
        Instant giveUp = Instant.now().plusSeconds(30);
        while (!json(get(job)).get("state").asString().equals(state)) {
            assertThat(Instant.now()).isBefore(giveUp);
            Thread.sleep(10);
        }
    }

    @Test
    void theExamplesAreAnswers() throws Exception {
        HttpResponse<String> made = post(PIPELINES, """
                {"name":"an-example-of-jobs","features":[{"name":"age","column":"age","meaning":"Age in years",
                 "transform":[{"kind":"impute","strategy":"median"}]}]}""");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String done = fit();
        awaitState(done, "succeeded");

        tells("getJob.200.done", JSON.readTree(timeless(get(done).body())));
        tells(
                "getJobResult.201.a-fit",
                JSON.readTree(timeless(get(done + "/result").body())));
        tells(
                "listJobs.200.newest",
                JSON.readTree(
                        timeless(get("/api/v1/jobs?kind=pipeline_fit&limit=1").body())));
        tells(
                "watchJob.200.done",
                StringNode.valueOf(timeless(get(done + "/events").body())));
        tells(
                "cancelJob.200.before-it-began",
                JSON.readTree(timeless(cancelled().body())));
    }

    /** All threads are busy, so it waits. */
    private HttpResponse<String> cancelled() throws InterruptedException {
        Digging.createTable(jdbc);
        List<String> busy = List.of(dig(), dig());
        for (String job : busy) {
            awaitState(job, "running");
        }
        HttpResponse<String> cancelled =
                send(request(fit() + "/cancel").POST(BodyPublishers.noBody()).build());
        assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
        return cancelled;
    }

    private String dig() {
        return send(request(HoleController.PATH)
                        .headers("Content-Type", "application/json", "Prefer", "respond-async")
                        .POST(BodyPublishers.ofString("{\"label\":\"in-the-way\",\"gated\":true}"))
                        .build())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static String timeless(String text) {
        String same = text;
        for (var random : RANDOM.entrySet()) {
            same = random.getKey().matcher(same).replaceAll(random.getValue());
        }
        return same;
    }

    private static void tells(String example, JsonNode answer) throws IOException {
        Path file = EXAMPLES.resolve(example + ".json");
        if (Boolean.getBoolean("assay.docs.write")) {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
        }
        assertThat(answer).as(example).isEqualTo(JSON.readTree(Files.readString(file)));
    }
}
