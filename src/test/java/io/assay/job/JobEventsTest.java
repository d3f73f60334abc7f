package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The progress of a job as server-sent events, read as a browser reads them. */
class JobEventsTest extends HttpTest {

    private final String label = UUID.randomUUID().toString();

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Digging digging;

    /** An event as the standard says that it is put together of lines. */
    private record Event(String id, String type, JsonNode data) {}

    @BeforeEach
    void createTable() {
        Digging.createTable(jdbc);
    }

    @AfterEach
    void leaveNothingRunning() {
        digging.open(label);
        client.close();
    }

    private String job() {
        digging.keepSilent(label);
        HttpResponse<String> accepted = send(request(HoleController.PATH)
                .headers("Content-Type", "application/json", "Prefer", "respond-async")
                .POST(BodyPublishers.ofString("{\"label\":\"" + label + "\",\"gated\":true}"))
                .build());
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<InputStream> watch(String job, String... headers) throws IOException, InterruptedException {
        var request = request(job + "/events").header("Accept", "text/event-stream");
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofInputStream());
    }

    /** Before that, progress could be told together with the state, and not by itself. */
    private static boolean isRunning(Event event) {
        return event.data().path("state").asString("").equals("running");
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Null at the end of the stream. */
    private static @Nullable Event next(BufferedReader lines) throws IOException {
        String id = "";
        String type = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return new Event(id, type, JsonMapper.shared().readTree(data.toString()));
            }
            int colon = line.indexOf(':');
            String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
            switch (colon < 0 ? line : line.substring(0, colon)) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> data.append(value);
                default -> {
                    // A comment.
                }
            }
        }
        return null;
    }

    @Test
    void tellsOfEachStepAndEnds() throws Exception {
        String job = job();
        HttpResponse<InputStream> response = watch(job);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");

        List<Event> events = new ArrayList<>();
        try (BufferedReader lines = lines(response)) {
            for (Event event = next(lines); event != null; event = next(lines)) {
                events.add(event);
                if (isRunning(event)) {
                    digging.speak(label);
                }
                if (event.type().equals("progress")) {
                    digging.open(label);
                }
            }
        }

        assertThat(events)
                .extracting(Event::type)
                .contains("progress")
                .startsWith("state")
                .endsWith("state");
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates().first().isEqualTo("1");
        assertThat(events.stream()
                        .filter(event -> event.type().equals("progress"))
                        .map(event -> event.data().at("/progress/fraction").asDouble()))
                .containsOnly(0.25);
        JsonNode last = events.getLast().data();
        assertThat(last.get("state").asString()).isEqualTo("succeeded");
        assertThat(last.at("/result/status").asInt()).isEqualTo(201);
        assertThat(last.get("id").asString()).isEqualTo(job.substring(job.lastIndexOf('/') + 1));
    }

    @Test
    void aClientThatComesBackHasMissedNothing() throws Exception {
        String job = job();
        try (BufferedReader first = lines(watch(job))) {
            assertThat(next(first)).isNotNull();
        }
        digging.open(label);
        Instant giveUp = Instant.now().plusSeconds(20);
        while (!json(get(job)).get("state").asString().equals("succeeded")) {
            assertThat(Instant.now()).isBefore(giveUp);
            Thread.sleep(10);
        }
        for (String last : List.of("1", "99", "", "no number")) {
            try (BufferedReader again = lines(watch(job, "Last-Event-ID", last))) {
                Event event = Objects.requireNonNull(next(again));
                assertThat(event.data().get("state").asString()).isEqualTo("succeeded");
                assertThat(next(again)).isNull();
            }
        }
    }

    @Test
    void theEndIsToldAtOnce() throws Exception {
        String job = job();
        try (BufferedReader lines = lines(watch(job))) {
            Event event = next(lines);
            while (event != null && !event.type().equals("progress")) {
                if (isRunning(event)) {
                    digging.speak(label);
                }
                event = next(lines);
            }
            Instant begun = Instant.now();
            digging.open(label);
            while (event != null) {
                event = next(lines);
            }
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aSilentConnectionIsKeptAlive() throws Exception {
        String job = job();
        Instant begun = Instant.now();
        try (BufferedReader lines = lines(watch(job))) {
            String line = lines.readLine();
            while (line != null && !line.startsWith(":")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
        }
    }

    @Test
    void whatIsNotThereIsAProblem() {
        ProblemAssertions.isProblem(
                send(request("/api/v1/jobs/none/events")
                        .header("Accept", "text/event-stream")
                        .build()),
                404,
                "not-found");
        ProblemAssertions.isProblem(
                send(request(job() + "/events")
                        .header("Accept", "application/json")
                        .build()),
                406,
                "not-acceptable");
    }
}
