package io.assay.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.problem.ProblemAssertions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are large, deep, doubled, packed, or no JSON. */
class BodyTest extends AttackTest {

    private static final int MEGABYTE = 1 << 20;

    private static final String LARGEST = "x".repeat(5 * MEGABYTE);

    @Test
    void aLengthBeyondTheLimitIsRefusedWhenTheBodyBegins() {
        for (String length : List.of("70000000", "9000000000")) {
            isProblem(
                    raw(head("POST " + ANALYZE, "Content-Type: application/json", "Content-Length: " + length) + "{"),
                    413,
                    "payload-too-large");
        }
    }

    @Test
    void aLargeBodyIsRefusedWithAndWithoutItsLength() {
        HttpResponse<String> declared = post(ANALYZE, "\"" + LARGEST + "\"");
        HttpResponse<String> chunked = send(request(ANALYZE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new Endless(20 * MEGABYTE)))
                .build());

        ProblemAssertions.isProblem(declared, 413, "payload-too-large");
        ProblemAssertions.isProblem(chunked, 413, "payload-too-large");
    }

    /** As many as are asked for. */
    private static final class Endless extends InputStream {

        private int left;

        Endless(int size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            int given = Math.min(most, left);
            left -= given;
            return given <= 0 ? -1 : given;
        }
    }

    static Stream<String> excessive() {
        return Stream.of(
                "[".repeat(100_000),
                "[".repeat(65) + "]".repeat(65),
                "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
                "{\"alpha\":" + "9".repeat(1_001) + "}",
                "{\"alpha\":0." + "1".repeat(100_000) + "}",
                "{\"" + "k".repeat(1_001) + "\":1}",
                "[" + Collections.nCopies(600_000, "1").stream().collect(Collectors.joining(","))
                        + ",[[]]".repeat(200_000) + "]",
                "{\"control\":",
                "\u0000{}",
                "{\"alpha\":1\u0000}",
                "{} {}",
                "{'alpha':1}",
                "/* */{}",
                "{\"alpha\":0x10}",
                "{\"alpha\":1,}",
                "NaN1");
    }

    @ParameterizedTest
    @MethodSource("excessive")
    void whatIsTooMuchOrNoJsonIsRefused(String body) {
        ProblemAssertions.isProblem(post(ANALYZE, body), 400, "invalid-json");
    }

    static Stream<String> unfit() {
        return Stream.of(
                "{\"alpha\":1e999999999}",
                "{\"alpha\":1e-999999999}",
                "{\"control\":{\"conversions\":1e400,\"visitors\":-1e308}}",
                "{\"control\":{\"conversions\":" + "9".repeat(999) + "}}",
                "{\"alpha\":0.1,\"alpha\":0.2}",
                "{\"control\":{\"visitors\":1,\"visitors\":2}}",
                "{\"__proto__\":{\"admin\":true},\"@class\":\"java.lang.Runtime\",\"@type\":\"x\"}",
                "{\"alpha\":\"${jndi:ldap://127.0.0.1/x}\",\"control\":\"#{T(Runtime)}\"}",
                "{"
                        + IntStream.range(0, 20_000)
                                .mapToObj(i -> "\"k" + i + "\":1")
                                .collect(Collectors.joining(",")) + "}",
                "\"" + "s".repeat(3 * MEGABYTE) + "\"",
                "[[]]");
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatCannotBeMeantIsRefused(String body) {
        HttpResponse<String> answer = post(ANALYZE, body);

        ProblemAssertions.isProblem(answer, 400, "invalid-body");
        assertThat(answer.body())
                .as("an answer is not as long as what it refuses")
                .hasSizeLessThan(100_000);
    }

    /** Names that hash to the same slot make a map slow where it is not prepared for them. */
    @Test
    void namesThatCollideDoNotTakeLong() {
        String body = IntStream.range(0, 1 << 14)
                .mapToObj(number -> IntStream.range(0, 14)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":1")))
                .collect(Collectors.joining(",", "{", "}"));
        long begun = System.nanoTime();

        ProblemAssertions.isProblem(post(ANALYZE, body), 400, "invalid-body");

        assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    }

    /** Nothing is unpacked, so there is nothing that could burst. */
    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "x-gzip", "deflate", "br", "zstd", "compress", "gzip, gzip", "identity, gzip", "madeup"})
    void packedBodiesAreRefused(String coding) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 64; i++) {
                packed.write(new byte[MEGABYTE]);
            }
        }
        HttpResponse<String> answer = send(request(ANALYZE)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofByteArray(bomb.toByteArray()))
                .build());

        ProblemAssertions.isProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=x",
                "multipart/mixed",
                "application/x-www-form-urlencoded",
                "text/plain",
                "application/xml",
                "application/yaml",
                "application/x-java-serialized-object",
                "application/cbor",
                "application/json; charset=utf-7",
                "*/*",
                "nonsense"
            })
    void otherThanJsonIsRefused(String type) {
        HttpResponse<String> answer = send(request(ANALYZE)
                .header("Content-Type", type)
                .POST(
                        BodyPublishers.ofString(
                                "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"../../a\"\r\n\r\nb\r\n--x--\r\n"))
                .build());

        ProblemAssertions.isProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC0AF, 0xFFFE, 0xEDA080, 0xF8888080, 0x80, 0xC3})
    void whatIsNoUtf8IsRefused(int bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {'{', '"'});
        for (int shift = 24; shift >= 0; shift -= 8) {
            if (bytes >>> shift != 0) {
                body.write(bytes >>> shift);
            }
        }
        body.writeBytes(new byte[] {'"', ':', '1', '}'});
        HttpResponse<String> answer = send(request(ANALYZE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());

        ProblemAssertions.isProblem(answer, 400, "invalid-json");
    }
}
