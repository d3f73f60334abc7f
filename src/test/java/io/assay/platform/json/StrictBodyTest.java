package io.assay.platform.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are refused as a whole, and bodies with many errors at once. */
class StrictBodyTest extends HttpTest {

    private static final int LIMIT = 4 * 1024 * 1024;

    @Test
    void reportsEverythingWrongWithABodyAtOnce() {
        HttpResponse<String> response = post("/test/echo", """
                {
                  "control": {"conversions": 11, "visitors": 10, "visitor": 10},
                  "treatment": {"conversions": "1", "visitors": -5},
                  "alpha": 1,
                  "alpha": 0.05,
                  "alternative": "less",
                  "weights": [0.5, "x", null, 1e999],
                  "seed": 1.5,
                  "correct": NaN,
                  "labels": "a"
                }
                """);

        ProblemAssertions.isProblem(response, 400, "invalid-body");
        assertThat(ProblemAssertions.errors(response))
                .containsExactly(
                        "/alpha is given more than once",
                        "/correct must be a finite number; JSON has no NaN and no Infinity",
                        "/control/visitor is not a known field; did you mean \"visitors\"?",
                        "/treatment/conversions must be an integer, not the string \"1\"",
                        "/alternative must be one of \"two_sided\", \"greater\", not the string \"less\"",
                        "/weights/1 must be a number, not the string \"x\"",
                        "/weights/3 must be at most 1.7976931348623157E308 in magnitude",
                        "/seed must be an integer, not the number 1.5",
                        "/labels is not a known field; did you mean \"label\"?",
                        "/control/conversions must be at most visitors",
                        "/treatment/visitors must be greater than or equal to 0",
                        "/weights/2 is required");
        assertThat(json(response).get("detail").asString()).isEqualTo("The request body has 12 errors.");
    }

    @Test
    void callsWhatIsWellFormedAndImpossibleUnprocessable() {
        HttpResponse<String> response =
                post("/test/echo", "{\"control\":{\"conversions\":3,\"visitors\":2},\"alpha\":0}");

        ProblemAssertions.isProblem(response, 422, "impossible-input");
        assertThat(ProblemAssertions.errors(response))
                .containsExactly(
                        "/alpha must be greater than 0",
                        "/control/conversions must be at most visitors",
                        "/treatment is required");
    }

    @Test
    void bindsBytesForAControllerThatChoosesTheRecord() {
        HttpResponse<String> response = post("/test/bytes", "{\"control\":{\"conversions\":3,\"visitors\":2}}");

        ProblemAssertions.isProblem(response, 422, "impossible-input");
        assertThat(ProblemAssertions.errors(response))
                .containsExactly("/control/conversions must be at most visitors", "/treatment is required");
    }

    @Test
    void listsNoMoreThanAHundredErrors() {
        String nulls = "null,".repeat(500) + "1";

        HttpResponse<String> response = post("/test/echo", "{\"weights\":[" + nulls + "]}");

        ProblemAssertions.isProblem(response, 422, "impossible-input");
        assertThat(json(response).get("errors").size()).isEqualTo(100);
        assertThat(json(response).get("detail").asString())
                .isEqualTo("The request body has many errors; 100 are listed.");
    }

    @Test
    void refusesATreeOfTooManyNodes() {
        HttpResponse<String> response = post("/test/echo", "[" + "[],".repeat(600_000) + "1]");

        ProblemAssertions.isProblem(response, 400, "invalid-json");
        assertThat(json(response).get("detail").asString()).contains("1000000 values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/yaml", "application/x-yaml", "application/xml", "application/cbor", "text/plain"})
    void readsNothingButJson(String contentType) {
        HttpResponse<String> response = send(request("/api/v1/experiments/analyze")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{}"))
                .build());

        ProblemAssertions.isProblem(response, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/problem+json", "text/html"})
    void writesNothingButJson(String accepted) {
        HttpResponse<String> response = send(request("/api/v1/experiments/sample-size")
                .header("Content-Type", "application/json")
                .header("Accept", accepted)
                .POST(BodyPublishers.ofString("{\"baseline_rate\":0.1,\"mde\":0.1}"))
                .build());

        ProblemAssertions.isProblem(response, 406, "not-acceptable");
    }

    @Test
    void answersSoonHoweverMuchIsWrong() {
        for (String element : new String[] {"null,", "NaN,", "\"\\ud800\",", "{},", "[],"}) {
            String elements = element.repeat(400_000);

            HttpResponse<String> response = assertTimeoutPreemptively(
                    Duration.ofSeconds(60), () -> post("/test/echo", "{\"weights\":[" + elements + "1]}"));

            assertThat(response.statusCode()).as(element).isIn(400, 422);
            assertThat(json(response).get("errors").size()).as(element).isBetween(10, 100);
        }
    }

    @Test
    void stopsAfterFiftyValuesThatDoNotBind() {
        HttpResponse<String> response = post("/test/echo", "{\"weights\":[" + "\"x\",".repeat(500) + "1]}");

        ProblemAssertions.isProblem(response, 400, "invalid-body");
        assertThat(json(response).get("errors").size()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"a\":}",
                "{\"a\"}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "[1,2",
                "[1 2]",
                "{} {}",
                "{} x",
                "{}]",
                "// comment\n{}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":tru}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "\uFEFF{}",
                "not json",
                "<xml/>",
            })
    void refusesWhatIsNotJson(String body) {
        HttpResponse<String> response = post("/test/echo", body);

        ProblemAssertions.isProblem(response, 400, "invalid-json");
        assertThat(json(response).get("detail").asString())
                .startsWith("The request body is not valid JSON: ")
                .contains(" at line ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void refusesAnEmptyBody(String body) {
        HttpResponse<String> response = post("/test/echo", body);

        ProblemAssertions.isProblem(response, 400, "invalid-json");
        assertThat(json(response).get("detail").asString()).isEqualTo("The request body is empty; JSON is needed.");
    }

    @Test
    void refusesNestingNamesAndNumbersBeyondTheLimits() {
        for (String body : new String[] {
            "[".repeat(65) + "]".repeat(65),
            "{\"a\":".repeat(100_000),
            "{\"" + "n".repeat(1_001) + "\":1}",
            "{\"alpha\":1" + "0".repeat(1_001) + "}",
            "{\"alpha\":0." + "1".repeat(1_001) + "}"
        }) {
            HttpResponse<String> response = post("/test/echo", body);

            ProblemAssertions.isProblem(response, 400, "invalid-json");
            assertThat(json(response).get("detail").asString()).contains("nested deeper than 64 levels");
        }
    }

    @Test
    void refusesWhatIsNotUtf8() {
        for (byte[] body : new byte[][] {
            "{\"label\":\"\u00e9\"}".getBytes(ISO_8859_1),
            "{\"label\":\"a\"}".getBytes(UTF_16),
            {(byte) 0xC0, (byte) 0x80},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}
        }) {
            HttpResponse<String> response = send(request("/test/echo")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build());

            ProblemAssertions.isProblem(response, 400, "invalid-json");
            assertThat(json(response).get("detail").asString()).isEqualTo("The request body is not encoded in UTF-8.");
        }
    }

    @Test
    void takesABodyAsLargeAsTheLimitAndNoLarger() {
        String padding = " ".repeat(LIMIT - 2);

        ProblemAssertions.isProblem(post("/test/echo", "{}" + padding), 422, "impossible-input");
        ProblemAssertions.isProblem(post("/test/echo", "{} " + padding), 413, "payload-too-large");
        ProblemAssertions.isProblem(post("/test/bytes", "{} " + padding), 413, "payload-too-large");
    }

    @Test
    void countsChunkedBodiesToo() {
        byte[] body = ("{}" + " ".repeat(LIMIT)).getBytes(ISO_8859_1);

        HttpResponse<String> response = send(request("/test/echo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());

        ProblemAssertions.isProblem(response, 413, "payload-too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json;charset=utf-8,422",
        "application/json;charset=UTF-8,422",
        "application/json;charset=iso-8859-1,415",
        "application/json;charset=utf-16,415",
        "application/json;charset=klingon,415",
        "application/json;charset=\"\",415",
        "text/plain,415",
        "application/xml,415",
        "application/x-www-form-urlencoded,415",
        "multipart/form-data,415",
        "application,415",
        "application/*,415",
        "*/*,415",
        ";,415",
    })
    void readsJsonInUtf8Only(String contentType, int status) {
        for (String path : new String[] {"/test/echo", "/test/bytes"}) {
            HttpResponse<String> response = send(request(path)
                    .header("Content-Type", contentType)
                    .POST(BodyPublishers.ofString("{}"))
                    .build());

            ProblemAssertions.isProblem(
                    response, status, status == 415 ? "unsupported-media-type" : "impossible-input");
        }
    }

    @Test
    void needsAContentType() {
        HttpResponse<String> response =
                send(request("/test/echo").POST(BodyPublishers.ofString("{}")).build());

        ProblemAssertions.isProblem(response, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({"gzip,415", "br,415", "nonsense,415", "'gzip, identity',415", "identity,422", "Identity,422"})
    void takesNoContentCoding(String coding, int status) {
        HttpResponse<String> response = send(request("/test/echo")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofString("{}"))
                .build());

        ProblemAssertions.isProblem(response, status, status == 415 ? "unsupported-media-type" : "impossible-input");
    }
}
