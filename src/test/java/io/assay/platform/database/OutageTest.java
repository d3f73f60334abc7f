package io.assay.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service while its database hangs, is killed, or keeps a row locked. */
@Tag("crash")
@DirtiesContext
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "assay.database.directory=target/database/outage",
            "assay.database.binaries=target/database/binaries",
            "spring.flyway.clean-disabled=false"
        })
class OutageTest {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final PostmasterFile POSTMASTER = new PostmasterFile(
            Path.of("target", "database", "outage", "postgres").toAbsolutePath());

    private static final String ANALYSIS = "{\"control\":{\"conversions\":8502,\"visitors\":44700},"
            + "\"treatment\":{\"conversions\":8279,\"visitors\":45489}}";

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource pool;

    private final HttpClient client = HttpClient.newHttpClient();

    private record Timed(HttpResponse<String> response, Duration time) {}

    @AfterEach
    void letItRun() throws Exception {
        signal("-CONT");
        assertThat(untilStored("after")).isEqualTo(200);
    }

    private Timed send(HttpRequest.Builder request) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Timed(response, Duration.between(begun, Instant.now()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private Timed store(String key) throws IOException, InterruptedException {
        return send(request("/test/rows/" + key).POST(BodyPublishers.noBody()));
    }

    private int untilStored(String key) throws Exception {
        Instant giveUp = Instant.now().plusSeconds(20);
        int status = 0;
        while (status != 200 && Instant.now().isBefore(giveUp)) {
            Timed timed = store(key);
            status = timed.response().statusCode();
            if (status != 200) {
                isUnavailable(timed);
                Thread.sleep(50);
            }
        }
        return status;
    }

    private static void isUnavailable(Timed timed) {
        HttpResponse<String> response = timed.response();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(timed.time()).isLessThan(LONGEST.plusMillis(250));
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.get("type").asString()).isEqualTo("urn:assay:problem:unavailable");
        assertThat(problem.get("detail").asString()).contains("database");
    }

    /** Tells the server and all of its processes. */
    private static void signal(String signal) throws Exception {
        ProcessHandle server = POSTMASTER.server().orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(server), server.descendants())
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        new ProcessBuilder(command).start().waitFor();
    }

    private List<Timed> storeAtOnce(int calls) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Timed>> tasks = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                String key = "at-once-" + i;
                tasks.add(() -> store(key));
            }
            List<Timed> answers = new ArrayList<>();
            for (Future<Timed> answer : executor.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void answersWithinTwoSecondsWhileTheDatabaseHangs() throws Exception {
        storeAtOnce(20)
                .forEach(timed -> assertThat(timed.response().statusCode()).isEqualTo(200));

        signal("-STOP");

        for (int round = 0; round < 3; round++) {
            assertThat(storeAtOnce(20)).allSatisfy(OutageTest::isUnavailable);
        }
        assertThat(send(request("/readyz")).response().statusCode()).isEqualTo(503);
        assertThat(send(request("/livez")).response().statusCode()).isEqualTo(200);
        Timed analysis = send(request("/api/v1/experiments/analyze")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ANALYSIS)));
        assertThat(analysis.response().statusCode()).isEqualTo(200);
        assertThat(analysis.time()).isLessThan(LONGEST);

        signal("-CONT");

        assertThat(untilStored("back")).isEqualTo(200);
        assertThat(send(request("/readyz")).response().statusCode()).isEqualTo(200);
    }

    @Test
    void comesBackByItselfWhenTheServerIsKilled() throws Exception {
        for (int round = 0; round < 3; round++) {
            assertThat(untilStored("kill-" + round)).isEqualTo(200);
            long killed = POSTMASTER.server().orElseThrow().pid();

            signal("-KILL");

            assertThat(untilStored("killed-" + round)).isEqualTo(200);
            assertThat(POSTMASTER.server().orElseThrow().pid()).isNotEqualTo(killed);
        }
    }

    @Test
    void givesUpOnALockedRow() throws Exception {
        store("locked");
        try (Connection holder = pool.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select 1 from idempotency_key where key = 'locked' for update");

            isUnavailable(store("locked"));
            assertThat(store("another").response().statusCode()).isEqualTo(200);
            holder.rollback();
        }
        assertThat(store("locked").response().statusCode()).isEqualTo(200);
    }
}
