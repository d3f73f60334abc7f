package io.assay.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Files that are not what they seem. It shares the service of {@link SlowRequestTest}. */
@TestPropertySource(
        properties = {
            "assay.database.directory=target/database/slow",
            "assay.http.request-timeout=2s",
            "assay.http.upload-rate=20KB",
            "server.tomcat.connection-timeout=1s",
            "assay.datasets.max-upload=20MB"
        })
class UploadTest extends AttackTest {

    private static final Path FOLDER = Path.of("target/database/slow/datasets");

    private static final String PATH = "/api/v1/datasets";

    private HttpResponse<String> upload(String query, String mediaType, byte[] body) {
        return send(request(PATH + query)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static byte[] gzip(byte[] block, int times) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (int time = 0; time < times; time++) {
                gzip.write(block);
            }
        }
        return out.toByteArray();
    }

    /** What is neither stored nor known to be wanted. */
    private static List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(FOLDER.resolve("stored")))
                    .filter(file -> !file.getFileName().toString().equals("lock"))
                    .filter(file -> !file.toString().contains("/spill/"))
                    .toList();
        }
    }

    @Test
    void aBombIsStoppedWhereItGrowsTooLarge() throws IOException {
        byte[] bomb = gzip("1,2\n".repeat(250_000).getBytes(UTF_8), 1_000);
        assertThat(bomb.length).isLessThan(5_000_000);

        HttpResponse<String> refused = upload("", "text/csv", bomb);

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aBombInABombIsNoTable() throws IOException {
        byte[] inner = gzip(new byte[1_000_000], 15);

        HttpResponse<String> refused = upload("", "text/csv", gzip(inner, 1));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void whatSaysThatItIsTooLargeIsNotRead() {
        String answer = raw(head("POST " + PATH, "Content-Type: text/csv", "Content-Length: 99999999999"));

        isProblem(answer, 413, "payload-too-large");
    }

    @Test
    void whatIsCutOffIsNotStored() throws Exception {
        byte[] gzip = gzip("1,2\n".repeat(1000).getBytes(UTF_8), 10);
        assertThat(upload("", "text/csv", Arrays.copyOf(gzip, gzip.length - 9)).statusCode())
                .isEqualTo(422);
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                                    + "Content-Length: 1000\r\n\r\na,b\n1,2\n")
                            .getBytes(ISO_8859_1));
        }
        Thread.sleep(Duration.ofSeconds(2));
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            text/csv ~ PAR1 and what follows ~ 422
            application/vnd.apache.parquet ~ a,b ~ 422
            text/csv ~ PK\u0003\u0004 a workbook ~ 415
            multipart/form-data; boundary=x ~ --x ~ 415
            application/x-www-form-urlencoded ~ a=b ~ 415
            application/xml ~ <a/> ~ 415
            */* ~ a ~ 415
            """)
    void headersThatLieAreFoundOut(String mediaType, String body, int status) {
        HttpResponse<String> refused = upload("", mediaType, body.getBytes(UTF_8));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    }

    @Test
    void multipartIsToldWhatToSend() {
        assertThat(upload("", "multipart/form-data; boundary=x", "--x".getBytes(UTF_8))
                        .body())
                .contains("text/csv", "application/x-ndjson");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?name=..%2F..%2Fetc%2Fpasswd&file_name=..%2F..%2Fetc%2Fpasswd",
                "?name=%27%3B%20drop%20table%20dataset%3B%20--",
                "?name=%F0%9F%98%80%22%27",
                "?description=%3Cscript%3E"
            })
    void namesAreOnlyNames(String query) throws IOException {
        HttpResponse<String> stored = upload(query, "text/csv", "a,b\n1,2\n".getBytes(UTF_8));

        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        assertThat(json(stored).path("id").asString()).matches("ds_[0-9a-f]{20}");
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?delimiter=ab",
                "?delimiter=a",
                "?delimiter=%C3%A9",
                "?quote=%00",
                "?encoding=utf-7",
                "?types=a",
                "?types=a:blob",
                "?skip=-1",
                "?format=csv&format=ndjson",
                "?header=yes",
                "?expires_at=2020-01-01T00:00:00Z",
                "?expires_at=soon",
                "?name=",
                "?unknown=1"
            })
    void whatTheQueryCannotMeanIsRefused(String query) {
        assertThat(upload(query, "text/csv", "a,b\n1,2\n".getBytes(UTF_8)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../etc/passwd",
                "/..%2F..%2Fetc%2Fpasswd",
                "/ds_0123456789abcdef0123/rows",
                "/ds_0123456789abcdef0123.parquet",
                "/%00/rows"
            })
    void idsThatAreNoneAreNotFound(String id) {
        String answer = raw(head("GET " + PATH + id));

        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(answer).doesNotContain("root:");
    }

    @Test
    void bytesOfAnyKindAreNoTable() {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        assertThat(upload("", "text/csv", noise).statusCode()).isEqualTo(422);
        assertThat(upload("?format=ndjson", "application/octet-stream", noise).statusCode())
                .isEqualTo(422);
    }

    @Test
    void aCellCannotEscapeIntoAStatement() {
        String csv = "a,b\n\"'); drop table x; --\",$$\n\"{0}\",\"%s ? :x\"\n";
        HttpResponse<String> stored =
                upload("?missing=%27%29%3B%20--&missing=%7B0%7D", "text/csv", csv.getBytes(UTF_8));
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        String rows =
                get(PATH + "/" + json(stored).path("id").asString() + "/rows").body();
        assertThat(rows).contains("'); drop table x; --", "%s ? :x").contains("\"a\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type:", "Content-Type: ;", "Content-Type: text", "Content-Type: /", "X-None: 1"})
    void aBodyOfNoMediaTypeIsRefused(String header) {
        isProblem(
                raw("POST /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 8\r\n"
                        + header + "\r\n\r\na,b\n1,2\n"),
                415,
                "unsupported-media-type");
    }
}
