package io.assay.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.problem.ProblemAssertions;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attacks by way of jobs: their names, what waits for them, and what is kept waiting. */
class JobsAttackTest extends AttackTest {

    private static final String JOBS = "/api/v1/jobs/";

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'%20or%201=1--",
                "%22;drop%20table%20job;--",
                "..",
                "..%2f..%2fetc",
                "%E2%80%AE",
                "%F0%9F%99%82",
                "00000000-0000-0000-0000-000000000000",
                "%00",
                "%C0%80"
            })
    void aNameOfNoJobIsNothing(String id) {
        for (String path : List.of(id, id + "/result", id + "/events")) {
            HttpResponse<String> response = get(JOBS + path);
            assertThat(response.statusCode()).as(path).isIn(400, 404);
            assertThat(response.body()).doesNotContain("SQL", "ERROR", "syntax");
        }
        HttpResponse<String> cancelled = send(
                request(JOBS + id + "/cancel").POST(BodyPublishers.noBody()).build());
        assertThat(cancelled.statusCode()).isIn(400, 404);
    }

    @Test
    void aVeryLongNameIsNothing() {
        ProblemAssertions.isProblem(get(JOBS + "a".repeat(4_000)), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait=99999999999999999999",
                "wait=-1",
                "wait=NaN",
                "respond-async; wait=\"\\\"\\\"",
                "\"\"\"\"\"\"\"\"\"\"\"\"",
                ";;;;,,,,====",
                "wait=\u00e9"
            })
    void noPreferenceDoesHarm(String prefer) {
        jdbc.sql("create table if not exists test_hole (number bigserial primary key, label text not null)")
                .update();
        String body = "{\"label\":\"attacked\",\"small\":true}";
        String answer = raw("POST /api/test/holes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\nPrefer: " + prefer
                + "\r\n\r\n" + body);
        assertThat(answer).startsWith("HTTP/1.1 20");
    }

    /** Watchers that never read hold no thread of a processor, and none of the others up. */
    @Test
    void watchersThatDoNotReadKeepNobodyWaiting() throws IOException {
        HttpResponse<String> accepted = send(request("/api/test/holes")
                .headers("Content-Type", "application/json", "Prefer", "respond-async")
                .POST(BodyPublishers.ofString("{\"label\":\"watched\",\"gated\":true}"))
                .build());
        String job = accepted.headers().firstValue("Location").orElseThrow();
        List<Socket> watchers = new ArrayList<>();
        try {
            for (int number = 0; number < 200; number++) {
                Socket watcher = connect();
                watcher.getOutputStream()
                        .write(("GET " + job + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                watchers.add(watcher);
            }
            answersANormalCallAfterwards();
            assertThat(get(job).statusCode()).isEqualTo(200);
        } finally {
            for (Socket watcher : watchers) {
                watcher.close();
            }
            send(request(job + "/cancel").POST(BodyPublishers.noBody()).build());
        }
    }
}
