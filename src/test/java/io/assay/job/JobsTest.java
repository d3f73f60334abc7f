package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Long work, from asking for it to its end. */
class JobsTest extends HttpTest {

    private static final String JOBS = "/api/v1/jobs";

    private final String label = UUID.randomUUID().toString();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Digging digging;

    @Autowired
    private JobSweep sweep;

    @BeforeEach
    void createTable() {
        Digging.createTable(jdbc);
    }

    @AfterEach
    void leaveNothingRunning() {
        digging.open(label);
    }

    private HttpRequest.Builder hole(String rest) {
        return request(HoleController.PATH)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"label\":\"" + label + "\"" + rest + "}"));
    }

    private HttpResponse<String> dig(String rest, String... headers) {
        HttpRequest.Builder request = hole(rest);
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private HttpResponse<String> digLater() {
        HttpResponse<String> accepted = dig(",\"gated\":true", "Prefer", "respond-async");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return accepted;
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private JsonNode awaitState(String job, String state) {
        Instant giveUp = Instant.now().plusSeconds(20);
        JsonNode shown = json(get(job));
        while (!shown.get("state").asString().equals(state)) {
            assertThat(Instant.now()).as(shown.toString()).isBefore(giveUp);
            pause(10);
            shown = json(get(job));
        }
        return shown;
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void isTheHole(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(location(response)).isEqualTo("/api/test/holes/" + label);
        assertThat(response.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json(response).get("label").asString()).isEqualTo(label);
        assertThat(digging.dug(label)).isEqualTo(1);
    }

    @Test
    void whatIsSmallIsDoneWithoutAJob() {
        long before = jobs();
        isTheHole(dig(",\"small\":true"));
        assertThat(jobs()).isEqualTo(before);
    }

    private long jobs() {
        return jdbc.sql("select count(*) from job")
                .query((row, number) -> row.getLong(1))
                .single();
    }

    @Test
    void aJobThatEndsInTimeAnswersAsIfThereWereNone() {
        long before = jobs();
        isTheHole(dig(""));
        assertThat(jobs()).isEqualTo(before + 1);
    }

    @Test
    void aJobAddsLittleToShortWork() {
        dig("");
        List<Duration> times = new java.util.ArrayList<>();
        for (int time = 0; time < 20; time++) {
            Instant begun = Instant.now();
            assertThat(dig("").statusCode()).isEqualTo(201);
            times.add(Duration.between(begun, Instant.now()));
        }
        times.sort(null);
        assertThat(times.get(times.size() / 2)).isLessThan(Duration.ofMillis(150));
    }

    @Test
    void isAcceptedWhenItIsNotWaitedFor() {
        HttpResponse<String> accepted = digLater();

        assertThat(accepted.headers().firstValue("Preference-Applied")).hasValue("respond-async");
        String job = location(accepted);
        assertThat(job).startsWith(JOBS + "/");
        JsonNode shown = json(accepted);
        assertThat(shown.get("kind").asString()).isEqualTo(Digging.NAME);
        assertThat(shown.get("state").asString()).isIn("queued", "running");
        assertThat(shown.get("created_by").asString()).isEqualTo("anonymous");
        assertThat(shown.get("operation").asString()).isEqualTo("dig");
        assertThat(shown.get("result").isNull()).isTrue();
        assertThat(Instant.parse(shown.get("deadline").asString()))
                .isEqualTo(Instant.parse(shown.get("created_at").asString()).plusSeconds(3600));

        JsonNode running = awaitState(job, "running");
        while (running.at("/progress/doing").isNull()) {
            pause(20);
            running = json(get(job));
        }
        assertThat(running.at("/progress/fraction").asDouble()).isEqualTo(0.25);
        assertThat(running.at("/progress/doing").asString()).isEqualTo("digging   at " + label);
        assertThat(running.get("attempt").asInt()).isEqualTo(1);
        assertThat(running.get("finished_at").isNull()).isTrue();
        HttpResponse<String> early = get(job + "/result");
        ProblemAssertions.isProblem(early, 409, "conflict");

        digging.open(label);
        JsonNode done = awaitState(job, "succeeded");
        assertThat(done.at("/result/status").asInt()).isEqualTo(201);
        assertThat(done.at("/result/location").asString()).isEqualTo("/api/test/holes/" + label);
        assertThat(done.at("/result/body/label").asString()).isEqualTo(label);
        assertThat(done.at("/progress/fraction").asDouble()).isEqualTo(1);
        assertThat(done.get("finished_at").isNull()).isFalse();
        isTheHole(get(job + "/result"));
    }

    @Test
    void isWaitedForAsLongAsPreferred() {
        Instant begun = Instant.now();
        HttpResponse<String> accepted = dig(",\"gated\":true", "Prefer", "wait=1");

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofMillis(990), Duration.ofSeconds(4));
        assertThat(accepted.headers().firstValue("Preference-Applied")).hasValue("wait=1");
        assertThat(json(accepted).get("state").asString()).isEqualTo("running");
    }

    @Test
    void isAnsweredAsSoonAsItEnds() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> dig(",\"gated\":true", "Prefer", "respond-async, wait=30"));
        pause(200);
        digging.open(label);
        Instant begun = Instant.now();
        HttpResponse<String> response = waiting.get(20, TimeUnit.SECONDS);

        isTheHole(response);
        assertThat(response.headers().firstValue("Preference-Applied")).hasValue("respond-async, wait=30");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void evenSmallWorkIsAJobForWhoDoesNotWait() {
        HttpResponse<String> accepted = dig(",\"small\":true", "Prefer", "respond-async");
        assertThat(accepted.statusCode()).isEqualTo(202);
        awaitState(location(accepted), "succeeded");
        isTheHole(get(location(accepted) + "/result"));
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, 422, impossible-input, There is rock.",
        "FAILED, 500, internal-error, The service failed on this request; its log says why.",
        "REFUSED_AT_THE_END, 409, conflict, There is a hole already."
    })
    void aRefusalIsTheAnswer(String end, int status, String type, String detail) {
        for (String small : List.of("true", "false")) {
            HttpResponse<String> response =
                    dig(",\"small\":" + small + ",\"end\":\"" + end.toLowerCase(java.util.Locale.ROOT) + "\"");
            ProblemAssertions.isProblem(response, status, type);
            assertThat(json(response).get("detail").asString()).isEqualTo(detail);
            assertThat(json(response).get("instance").asString()).isEqualTo(HoleController.PATH);
        }
        assertThat(digging.dug(label)).isZero();
        JsonNode job = json(get(JOBS + "?limit=1&kind=" + Digging.NAME)).at("/jobs/0");
        assertThat(job.get("state").asString()).isEqualTo("failed");
        assertThat(job.at("/result/status").asInt()).isEqualTo(status);
        JsonNode shown = json(get(JOBS + "/" + job.get("id").asString()));
        assertThat(shown.at("/result/body/detail").asString()).isEqualTo(detail);
    }

    @Test
    void whatNeedsTooMuchMemoryIsRefusedWithANumber() {
        for (String small : List.of("true", "false")) {
            HttpResponse<String> response = dig(",\"small\":" + small + ",\"megabytes\":2000000");
            ProblemAssertions.isProblem(response, 422, "too-much-memory");
            assertThat(json(response).get("detail").asString())
                    .startsWith("This needs 2,000,000.0 MB of memory for a heap of earth, and a job may take ");
        }
        isTheHole(dig(",\"megabytes\":1"));
    }

    @Test
    void aRunningJobIsCancelled() {
        String job = location(digLater());
        awaitState(job, "running");
        HttpResponse<String> cancelled = cancel(job);

        assertThat(cancelled.statusCode()).as(cancelled.body()).isEqualTo(200);
        assertThat(json(cancelled).get("state").asString()).isEqualTo("cancelled");
        assertThat(json(cancelled).at("/result/status").asInt()).isEqualTo(409);
        ProblemAssertions.isProblem(get(job + "/result"), 409, "job-stopped");
        assertThat(cancel(job).statusCode()).isEqualTo(200);
        digging.open(label);
        pause(200);
        assertThat(digging.dug(label)).isZero();
        assertThat(json(get(job)).get("state").asString()).isEqualTo("cancelled");
    }

    private HttpResponse<String> cancel(String job) {
        return send(request(job + "/cancel").POST(BodyPublishers.noBody()).build());
    }

    @Test
    void whatIsOverIsNotCancelled() {
        HttpResponse<String> accepted = dig("", "Prefer", "respond-async");
        awaitState(location(accepted), "succeeded");
        ProblemAssertions.isProblem(cancel(location(accepted)), 409, "conflict");
        ProblemAssertions.isProblem(cancel(JOBS + "/none"), 404, "not-found");
    }

    @Test
    void aCancelledJobAnswersThoseWhoWait() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> dig(",\"gated\":true", "Prefer", "wait=30"));
        JsonNode job = json(get(JOBS + "?limit=1")).at("/jobs/0");
        while (!isOurs(job)) {
            pause(10);
            job = json(get(JOBS + "?limit=1")).at("/jobs/0");
        }
        cancel(JOBS + "/" + job.get("id").asString());
        ProblemAssertions.isProblem(waiting.get(20, TimeUnit.SECONDS), 409, "job-stopped");
    }

    private static boolean isOurs(JsonNode job) {
        return job.has("state") && job.get("state").asString().equals("running");
    }

    @Test
    void aJobIsGivenUpAtItsDeadline() {
        String job = location(digLater());
        awaitState(job, "running");
        jdbc.sql("update job set deadline = now() where id = :id")
                .param("id", job.substring(JOBS.length() + 1))
                .update();
        sweep.endOverdue();

        JsonNode shown = json(get(job));
        assertThat(shown.get("state").asString()).isEqualTo("expired");
        assertThat(shown.at("/result/body/detail").asString()).contains("deadline");
        digging.open(label);
        pause(100);
        assertThat(digging.dug(label)).isZero();
    }

    @Test
    void aRepeatedRequestFindsTheJobOfTheFirst() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = dig(",\"gated\":true", "Prefer", "wait=0", "Idempotency-Key", key);
        HttpResponse<String> running = dig(",\"gated\":true", "Prefer", "wait=0", "Idempotency-Key", key);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(running.statusCode()).isEqualTo(202);
        assertThat(location(running)).isEqualTo(location(first));
        assertThat(running.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        digging.open(label);
        HttpResponse<String> done = dig(",\"gated\":true", "Idempotency-Key", key);
        isTheHole(done);
        assertThat(done.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        ProblemAssertions.isProblem(dig(",\"gated\":false", "Idempotency-Key", key), 422, "idempotency-key-reused");
    }

    @Test
    void aRequestWhoseJobWasStoppedMayBeSentAgain() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = dig(",\"gated\":true", "Prefer", "wait=0", "Idempotency-Key", key);
        cancel(location(first));
        digging.open(label);
        HttpResponse<String> again = dig(",\"gated\":true", "Idempotency-Key", key);

        isTheHole(again);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void noMoreJobsAreTakenThanMayWait() {
        jdbc.sql("""
                        insert into job (id, kind, state, parameters, created_by, asked, created_at, deadline)
                        select 'waiting-' || number, 'none', 'queued', '{}', 'a', '{}', now(), now() + interval '1 hour'
                        from generate_series(1, 100) number
                        """).update();
        try {
            String key = UUID.randomUUID().toString();
            HttpResponse<String> refused = dig("", "Idempotency-Key", key);
            ProblemAssertions.isProblem(refused, 429, "queue-full");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(dig(",\"small\":true").statusCode()).isEqualTo(201);
            jdbc.sql("delete from job where id = 'waiting-1'").update();
            assertThat(dig("", "Idempotency-Key", key).statusCode()).isEqualTo(201);
        } finally {
            jdbc.sql("delete from job where kind = 'none'").update();
        }
    }

    @Test
    void theAuditLogTellsOfTheRequestAndOfItsEffect() {
        String caller = "digger-" + label;
        HttpResponse<String> accepted = dig("", "Prefer", "respond-async", "Assay-User", caller);
        awaitState(location(accepted), "succeeded");

        JsonNode entries = json(get("/api/v1/audit?who=" + caller)).get("entries");
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).get("resource").asString()).isEqualTo("/api/test/holes/" + label);
        assertThat(entries.get(0).get("status").asInt()).isEqualTo(201);
        assertThat(entries.get(0).get("version").asString()).isEqualTo("1");
        assertThat(entries.get(1).get("resource").asString()).isEqualTo(location(accepted));
        assertThat(entries.get(1).get("status").asInt()).isEqualTo(202);
        for (String same : List.of("operation", "method", "role", "credential", "request_id")) {
            assertThat(entries.get(0).get(same)).isEqualTo(entries.get(1).get(same));
        }
    }

    @Test
    void jobsAreListedInPages() {
        for (int number = 0; number < 3; number++) {
            assertThat(dig("").statusCode()).isEqualTo(201);
        }
        String query = JOBS + "?kind=" + Digging.NAME + "&state=succeeded&limit=2";
        JsonNode first = json(get(query));
        JsonNode second = json(get(query + "&cursor=" + first.get("next_cursor").asString()));

        assertThat(first.get("jobs")).hasSize(2);
        assertThat(first.at("/jobs/0/created_at").asString())
                .isGreaterThan(first.at("/jobs/1/created_at").asString());
        assertThat(first.at("/jobs/1/created_at").asString())
                .isGreaterThan(second.at("/jobs/0/created_at").asString());
        assertThat(first.at("/jobs/0/result/location").asString()).isEqualTo("/api/test/holes/" + label);
        assertThat(first.at("/jobs/0/result/body").isNull()).isTrue();
        assertThat(first.at("/jobs/0/result/status").asInt()).isEqualTo(201);
        assertThat(json(get(JOBS + "?kind=none")).get("jobs")).isEmpty();
        assertThat(get(JOBS + "?state=done").statusCode()).isEqualTo(400);
        assertThat(get(JOBS + "?cursor=tampered").statusCode()).isEqualTo(400);
    }
}
