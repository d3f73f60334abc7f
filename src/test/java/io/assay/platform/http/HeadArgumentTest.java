package io.assay.platform.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may say in its headers and its query, and how each thing it may not is refused. */
class HeadArgumentTest extends HttpTest {

    private static void refused(HttpResponse<String> response, String detail) {
        ProblemAssertions.isProblem(response, 400, "bad-request");
        assertThat(json(response).get("detail").asString()).contains(detail);
        assertThat(json(response).get("errors")).isEmpty();
    }

    private HttpRequest.Builder patch(String contentType, String body) {
        return request("/api/test/item")
                .header("Content-Type", contentType)
                .method("PATCH", BodyPublishers.ofString(body));
    }

    /** A header as bytes, which the client of the JDK would not send. */
    private String callerNamed(byte[] name) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write("GET /api/test/items HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAssay-User: "
                    .getBytes(UTF_8));
            out.write(name);
            out.write("\r\n\r\n".getBytes(UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void knowsTheCallerByTheNameInTheHeader() throws IOException {
        assertThat(json(get("/api/test/items")).get("caller").asString()).isEqualTo("anonymous");
        assertThat(json(send(request("/api/test/items")
                                .header("Assay-User", "Ann O'Nym <ann@example.org>")
                                .build()))
                        .get("caller")
                        .asString())
                .isEqualTo("Ann O'Nym <ann@example.org>");
        assertThat(callerNamed("Zoë 😀".getBytes(UTF_8))).contains("\"caller\":\"Zoë 😀\"");
        assertThat(callerNamed("x".repeat(200).getBytes(UTF_8))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void refusesNamesThatNobodyCouldRead() throws IOException {
        for (byte[] name : new byte[][] {
            {}, "x".repeat(201).getBytes(UTF_8), "Zoë".getBytes(ISO_8859_1), "a\u200bb".getBytes(UTF_8), {'a', 1, 'b'},
        }) {
            assertThat(callerNamed(name))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("urn:assay:problem:bad-request")
                    .as(new String(name, ISO_8859_1));
        }
        refused(
                send(request("/api/test/items")
                        .header("Assay-User", "a")
                        .header("Assay-User", "b")
                        .build()),
                "Assay-User must be given once");
    }

    @Test
    void pagesListsByACursor() {
        assertThat(json(get("/api/test/items")).get("limit").asInt()).isEqualTo(50);
        assertThat(json(get("/api/test/items?limit=200")).get("limit").asInt()).isEqualTo(200);
        String cursor = Cursor.of("2026-11-24T10:00:00Z", "", "zoë/😀").encode();
        assertThat(cursor).matches("[A-Za-z0-9_.-]+");
        assertThat(json(get("/api/test/items?limit=1&cursor=" + cursor))
                        .get("keys")
                        .valueStream()
                        .map(key -> key.asString()))
                .containsExactly("2026-11-24T10:00:00Z", "", "zoë/😀");
        assertThat(get("/api/test/numbers?base=1&cursor=" + Cursor.of("41").encode())
                        .body())
                .isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20", "a", "!!!", "gA", "QQ.QR", "QQ==", "null", "QQ%0A", "€"})
    void refusesCursorsThatNoAnswerHad(String cursor) {
        String encoded = cursor.replace("€", "%E2%82%AC");

        refused(get("/api/test/numbers?base=1&cursor=" + encoded), "query parameter cursor must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag=%00", "tag=a%0Ab", "tag=%C2%85", "%00=1", "tag%00=1"})
    void refusesControlCharacters(String query) {
        refused(get("/api/test/items?" + query), "must be free of control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1.5", "x", "", "%2B1", "1e1", "99999999999999999999", "%D9%A1"})
    void refusesLimitsOutOfRange(String limit) {
        refused(get("/api/test/items?limit=" + limit), "query parameter limit must be an integer between 1 and 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "items?stat=draft|The query parameter stat is not known here; known: cursor, limit, state, tag.",
                "items?=draft|The query parameter  is not known here",
                "items?state=draft&state=draft|The query parameter state must be given once.",
                "items?limit=1&limit=2|The query parameter limit must be given once.",
                "items?state=DRAFT|The query parameter state must be one of draft, shut_down.",
                "items?state=nothing|The query parameter state must be one of draft, shut_down.",
                "items?state=|The query parameter state must be one of draft, shut_down.",
                "items?tag=%C3|The query is not encoded in UTF-8.",
                "items?tag=a&tag=b&cursor=%C3%28|The query is not encoded in UTF-8.",
                "numbers|The query parameter base is needed.",
                "numbers?base=x|The parameter base must be an integer.",
            })
    void refusesQueriesThatNobodyReads(String query, String detail) {
        refused(get("/api/test/" + query), detail);
    }

    @Test
    void refusesQueriesThatTheServerWouldFailOver() {
        refused(get("/api/test/items?" + "tag=a&".repeat(100)), "The query has more than 100 parameters.");
    }

    @Test
    void refusesQueriesWhereThereAreNone() {
        refused(
                post("/api/v1/experiments/sample-size?alpha=0.1", "{}"),
                "The query parameter alpha is not known here.");
    }

    @Test
    void readsFiltersOfAList() {
        HttpResponse<String> response = get("/api/test/items?state=shut_down&tag=a&tag=b%20c&");

        assertThat(json(response).get("state").asString()).isEqualTo("shut_down");
        assertThat(json(response).get("tags").toString()).isEqualTo("[\"a\",\"b c\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/merge-patch+json", "application/json"})
    void takesPatches(String contentType) {
        HttpResponse<String> response = send(patch(contentType, "{\"a\":null,\"b\":[1.50]}")
                .header("If-Match", "\"3\"")
                .build());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).contains("\"4\"");
        assertThat(response.body()).contains("\"patch\":{\"a\":null,\"b\":[1.5");
    }

    @Test
    void takesNothingButObjectsForPatches() {
        ProblemAssertions.isProblem(
                send(patch("application/merge-patch+json", "[]").build()), 400, "invalid-body");
        ProblemAssertions.isProblem(send(patch("text/plain", "{}").build()), 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"3\"", "\"1\", \"3\"", "W/\"1\" ,\"a,b\",,\"3\"", "\"3\","})
    void changesTheVersionThatWasMeant(String ifMatch) {
        assertThat(send(patch("application/json", "{}")
                                .header("If-Match", ifMatch)
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"3\"", "\"03\"", "\"\"", "\"2\", \"4\"", "\"*\""})
    void refusesToChangeAnotherVersion(String ifMatch) {
        HttpResponse<String> response =
                send(patch("application/json", "{}").header("If-Match", ifMatch).build());

        ProblemAssertions.isProblem(response, 412, "precondition-failed");
        assertThat(json(response).get("detail").asString()).contains("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "", ",", "\"3", "w/\"3\"", "W/ \"3\"", "\"3\" \"4\"", "*, \"3\"", "\"a b\"", "'3'"})
    void refusesMalformedVersions(String ifMatch) {
        refused(
                send(patch("application/json", "{}").header("If-Match", ifMatch).build()),
                "The header If-Match must be");
    }

    @Test
    void joinsSeveralLinesOfVersions() {
        assertThat(send(patch("application/json", "{}")
                                .header("If-Match", "\"1\"")
                                .header("If-Match", "\"3\"")
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesLargerBodiesWhereTheRecordSaysSo() {
        String content = "x".repeat(5 * 1024 * 1024);

        assertThat(post("/api/test/bundle", "{\"content\":\"" + content + "\"}").body())
                .isEqualTo(Integer.toString(content.length()));
        ProblemAssertions.isProblem(
                post("/api/test/bundle", "{\"content\":\"" + content + content + "\"}"), 413, "payload-too-large");
    }
}
