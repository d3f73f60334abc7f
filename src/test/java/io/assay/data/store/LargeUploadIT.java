package io.assay.data.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uploads to a process of its own: larger than its heap, and killed in the middle. */
@Tag("crash")
class LargeUploadIT {

    private static final String PATH = "/api/v1/datasets";

    private static final byte[] BLOCK =
            "12345,0.123456789,Kraków,2026-01-31\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    /** 370 MB, in a heap of 128. */
    private static final int BLOCKS = 700;

    @TempDir
    private Path parent;

    private Path folder = Path.of("");

    @BeforeEach
    void makeAnEmptyFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("service"));
    }

    private PackagedService start() throws Exception {
        return PackagedService.startUnpacked(
                        folder, Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m"), "--assay.duckdb.memory-limit=128MB")
                .awaitReady();
    }

    /** A header and blocks of rows, made as they are read. */
    private static final class Rows extends InputStream {

        private byte[] block = "id,x,city,day\n".getBytes(StandardCharsets.UTF_8);
        private int at;
        private int left = BLOCKS;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == block.length) {
                if (left == 0) {
                    return -1;
                }
                left--;
                block = BLOCK;
                at = 0;
            }
            int count = Math.min(length, block.length - at);
            System.arraycopy(block, at, target, offset, count);
            at += count;
            return count;
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static JsonNode finished(PackagedService service, HttpResponse<String> first) throws Exception {
        HttpResponse<String> last = first;
        while (last.statusCode() == 202 || last.statusCode() == 409) {
            Thread.sleep(200);
            last = service.get(first.headers().firstValue("Location").orElseThrow() + "/result");
        }
        assertThat(last.statusCode()).as(last.body()).isEqualTo(201);
        return json(last);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("data/datasets"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("lock"))
                    .toList();
        }
    }

    private static HttpRequest.Builder upload(PackagedService service) throws IOException {
        return service.request(PATH).timeout(Duration.ofMinutes(3)).header("Content-Type", "text/csv");
    }

    @Test
    void aFileLargerThanTheHeapIsStored() throws Exception {
        try (PackagedService service = start()) {
            HttpResponse<String> answer = service.send(upload(service).POST(BodyPublishers.ofInputStream(Rows::new)));
            JsonNode dataset = finished(service, answer);
            assertThat(dataset.path("rows").longValue()).isEqualTo(BLOCKS * 10_000L);
            assertThat(dataset.at("/source/sent_bytes").longValue()).isGreaterThan(250_000_000L);
            assertThat(service.log()).doesNotContain("OutOfMemory");
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void whatIsKilledInTheMiddleLeavesNothingAndWhatWasAcknowledgedStays() throws Exception {
        String id;
        String acknowledged;
        try (PackagedService service = start()) {
            HttpResponse<String> stored = service.send(upload(service).POST(BodyPublishers.ofString("a,b\n1,2\n")));
            acknowledged = stored.body();
            id = json(stored).path("id").asString();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
                socket.getOutputStream()
                        .write(("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                                        + "Content-Length: 100000000\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                for (int block = 0; block < 20; block++) {
                    socket.getOutputStream().write(BLOCK);
                }
                assertThat(files()).hasSize(2);
                service.kill();
            }
        }
        try (PackagedService again = start()) {
            assertThat(json(again.get(PATH)).path("datasets").size()).isEqualTo(1);
            assertThat(json(again.get(PATH + "/" + id)))
                    .isEqualTo(JsonMapper.shared().readTree(acknowledged));
            assertThat(json(again.get(PATH + "/" + id + "/rows")).at("/rows/0").toString())
                    .isEqualTo("{\"a\":1,\"b\":2}");
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void aJobThatWasAcknowledgedIsDoneByTheNextProcess() throws Exception {
        String job;
        try (PackagedService service = start()) {
            HttpResponse<String> accepted = service.send(upload(service)
                    .header("Prefer", "respond-async")
                    .POST(BodyPublishers.ofString("a,b\n" + "1,2\n".repeat(3_000_000))));
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            job = accepted.headers().firstValue("Location").orElseThrow();
            service.kill();
        }
        try (PackagedService again = start()) {
            HttpResponse<String> result = again.get(job + "/result");
            for (int wait = 0; wait < 300 && result.statusCode() == 409; wait++) {
                Thread.sleep(200);
                result = again.get(job + "/result");
            }
            assertThat(result.statusCode()).as(result.body()).isEqualTo(201);
            assertThat(json(result).path("rows").intValue()).isEqualTo(3_000_000);
            assertThat(files()).hasSize(1);
        }
    }
}
