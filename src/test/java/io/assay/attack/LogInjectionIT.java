package io.assay.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Line ends, escape sequences and other control characters through every part of a request, with the libraries told to
 * log all they see: what is logged of a caller's text stays within the event that carries it.
 */
@Tag("attack")
class LogInjectionIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Pattern EVENT = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) (TRACE|DEBUG| INFO| WARN|ERROR) \\d+ --- .*");

    /** What would end the line, go back over it, or colour what follows. */
    private static final List<String> BREAKS =
            List.of("\r\n", "\n", "\r", "\u001b[2K\u001b[1A", "\u0000", "\b", "\u0085", "\t", "\u000b", "\u007f");

    private static final String FORGED = "2026-11-24T00:00:00.000Z ERROR 1 --- [main] forged : {\"forged\":true}";

    @TempDir
    private Path parent;

    private PackagedService start(String format) throws Exception {
        return PackagedService.startUnpacked(
                        Files.createDirectory(parent.resolve(format)),
                        "--assay.logging.format=" + format,
                        "--spring.mvc.log-request-details=true",
                        "--logging.level.org.springframework.web=TRACE",
                        "--logging.level.org.apache.coyote=DEBUG",
                        "--logging.level.org.apache.coyote.http11.Http11Processor=DEBUG",
                        "--logging.level.org.apache.tomcat.util.http=DEBUG",
                        "--logging.level.org.springframework.jdbc=DEBUG",
                        "--logging.level.io.assay=DEBUG")
                .awaitReady();
    }

    @Test
    void anEventIsALineOfText() throws Exception {
        try (PackagedService service = start("text")) {
            attack(service);

            List<String> lines = events(service).toList();

            assertThat(lines).allMatch(line -> EVENT.matcher(line).matches() || line.startsWith("\t"));
            assertThat(lines).noneMatch(hasControlCharacters());
        }
    }

    @Test
    void anEventIsAnObjectOfJson() throws Exception {
        try (PackagedService service = start("ecs")) {
            attack(service);

            List<JsonNode> events = service.log().lines().map(JSON::readTree).toList();

            assertThat(events)
                    .allMatch(event -> event.isObject()
                            && event.has("@timestamp")
                            && event.at("/log/level").isString()
                            && event.at("/service/name").asString().equals("assay")
                            && !event.has("forged"));
            assertThat(service.log().lines()).noneMatch(hasControlCharacters());
            assertThat(events)
                    .as("events of a request with its id")
                    .anyMatch(
                            event -> event.path("http.request.id").asString("").equals("order-4711"));
        }
    }

    /** After the lines that tell a person where the service is. */
    private static Stream<String> events(PackagedService service) throws IOException {
        String log = service.log();
        int tried = log.indexOf("  Try:");
        return log.substring(log.indexOf('\n', tried) + 1).lines();
    }

    private static Predicate<String> hasControlCharacters() {
        return Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029]")
                .asPredicate();
    }

    private static void attack(PackagedService service) throws Exception {
        int port = service.port();
        for (String end : BREAKS) {
            String text = end + FORGED;
            String escaped = percent(text);
            String json = JSON.writeValueAsString(text);
            send(port, "GET /" + escaped, "");
            send(port, "GET /api/v1/experiments/" + escaped, "");
            send(port, "GET /api/v1/experiments?tag=" + escaped + "&" + escaped + "=1", "");
            send(port, "GET /api/v1/experiments?text=" + text, "");
            send(port, "GET /livez" + text, "");
            send(port, "G" + text + "T /livez", "");
            for (String header : List.of(
                    "X-Request-Id",
                    "Assay-User",
                    "Idempotency-Key",
                    "If-Match",
                    "Authorization",
                    "Accept",
                    "Content-Type",
                    "Origin",
                    "traceparent",
                    "User-Agent",
                    "X-Forwarded-For")) {
                send(port, "GET /api/v1/experiments/x", header + ": a" + text + "\r\n");
            }
            post(port, "/api/v1/experiments/analyze", "{" + json + ":" + json + "}");
            post(port, "/api/v1/experiments/analyze", "{\"control\":" + json + ",\"alpha\":" + json + "}");
            post(port, "/api/v1/experiments/analyze", text);
            post(
                    port,
                    "/api/v1/experiments",
                    "{\"key\":" + json + ",\"hypothesis\":" + json + ",\"owner\":" + json + "}");
        }
        send(port, "GET /api/v1/experiments", "X-Request-Id: order-4711\r\n");
        assertThat(service.get("/livez").statusCode()).isEqualTo(200);
        assertThat(service.log()).as("what was sent was logged").contains("forged");
    }

    private static String percent(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : text.getBytes(UTF_8)) {
            escaped.append("%%%02x".formatted(one));
        }
        return escaped.toString();
    }

    private static void post(int port, String path, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        send(port, "POST " + path, "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n", bytes);
    }

    private static void send(int port, String start, String headers, byte... body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((start + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // Before all was sent the service refused and closed: what it logged is what counts here.
        }
    }
}
