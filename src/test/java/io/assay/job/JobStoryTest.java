package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.story.Rule;
import io.assay.story.Story;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.StringNode;

/**
 * The examples of the operations on jobs: a fit that is done, and one that is cancelled while it waits. What is random
 * or a time is made the same. {@code -Dassay.docs.write=true} rewrites the answers.
 */
class JobStoryTest extends HttpTest {

    private static final String PIPELINES = "/api/v1/features/pipelines";

    private final Story story = new Story(
            this::send,
            Rule.ids("", "0b0e6a5c-3d0f-4f35-9be0-7f3a54a0f9a1"),
            Rule.times("[a-z]+_at"),
            Rule.member("deadlines", "deadline", "\"[^\"]*\"", "\"2026-10-05T10:00:00Z\""),
            Rule.cursors("\"NDE\""),
            Rule.member("versions", "version", "\\d+", "1"));

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

        story.tells("getJob.200.done", 200, get(done));
        story.tells("getJobResult.201.a-fit", 201, get(done + "/result"));
        story.tells("listJobs.200.newest", 200, get("/api/v1/jobs?kind=pipeline_fit&limit=1"));
        story.tells(
                "watchJob.200.done",
                StringNode.valueOf(story.same(get(done + "/events").body())));
        story.tells("cancelJob.200.before-it-began", 200, cancelled());
    }

    /** All threads are busy, so it waits. */
    private HttpResponse<String> cancelled() throws InterruptedException {
        Digging.createTable(jdbc);
        List<String> busy = List.of(dig(), dig());
        for (String job : busy) {
            awaitState(job, "running");
        }
        return send(request(fit() + "/cancel").POST(BodyPublishers.noBody()).build());
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
}
