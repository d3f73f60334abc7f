package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Clients of a stream that are gone before its end, however they go: no thread is left to wait for them, nothing of what they
 * sent is held, nobody has to read about it in the log, and what is counted is what was kept.
 */
@Tag("attack")
class HangUpHttpTest extends ServingApi {

    private static final String LINE = "{\"age\": 30, \"sex\": \"male\", \"passengerClass\": \"1st\"}\n";

    /** Themselves, and no lambda of theirs, of which there is one for ever. */
    private static final Pattern HELD = Pattern.compile("(LineStream\\$Session|serving\\.RowsReader)(\\s|$)");

    private static final int TIMES = 10;

    private static final int LINES = 700;

    /** What Tomcat waits for whoever does not read, and room for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcClient jdbc;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private String name = "";

    @BeforeEach
    void registerOne() {
        name = name();
        register(name, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(log);
    }

    /** How a client leaves. */
    enum Leaving {

        /** In the middle of a line, of a body whose length it has said. */
        IN_A_LINE,

        /** In the middle of a chunk. */
        IN_A_CHUNK,

        /** After a whole chunk, without the last one. */
        BETWEEN_CHUNKS,

        /** As a machine that crashes and is asked afterwards: with a reset. */
        WITH_A_RESET,

        /** Before it has read what it was told. */
        WITHOUT_WAITING,

        /** It goes on listening, but sends no more. */
        HALF,

        /** What should be the length of a chunk is none. */
        WITH_NONSENSE,

        /** It sends as much as is taken from it, and reads nothing of what is answered. */
        WITHOUT_READING
    }

    private String head(String length) {
        return "POST " + MODELS + name + "/versions/1/predict HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-ndjson\r\n" + length + "\r\n\r\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text;
    }

    private void leave(Leaving leaving) throws IOException {
        String chunked = head("Transfer-Encoding: chunked");
        String lines = LINE.repeat(LINES);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            switch (leaving) {
                case IN_A_LINE -> {
                    out.write(ascii(head("Content-Length: 10000000") + lines + LINE.substring(0, 20)));
                    readAnswers(socket);
                }
                case IN_A_CHUNK -> {
                    out.write(ascii(chunked + chunk(lines + LINE).substring(0, lines.length() + 20)));
                    readAnswers(socket);
                }
                case BETWEEN_CHUNKS -> {
                    out.write(ascii(chunked + chunk(lines) + "\r\n"));
                    readAnswers(socket);
                }
                case WITH_A_RESET -> {
                    out.write(ascii(chunked + chunk(lines) + "\r\n"));
                    readAnswers(socket);
                    socket.setSoLinger(true, 0);
                }
                case WITHOUT_WAITING -> {
                    out.write(ascii(chunked + chunk(lines) + "\r\n"));
                    assertThat(socket.getInputStream().readNBytes(200)).hasSize(200);
                }
                case HALF -> {
                    out.write(ascii(chunked + chunk(lines) + "\r\n"));
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
                case WITH_NONSENSE -> {
                    out.write(ascii(chunked + chunk(lines) + "\r\nnonsense\r\n"));
                    try {
                        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                    } catch (SocketException reset) {
                        assertThat(reset).hasMessageContaining("reset");
                    }
                }
                case WITHOUT_READING -> {
                    out.write(ascii(chunked));
                    socket.setSendBufferSize(10_000);
                    byte[] more = ascii(chunk(lines) + "\r\n");
                    Thread.ofVirtual().start(() -> writeOn(out, more));
                    pause(500);
                }
            }
        }
    }

    private static void writeOn(OutputStream out, byte[] more) {
        try {
            while (true) {
                out.write(more);
            }
        } catch (IOException closed) {
            // As it is meant to be.
        }
    }

    /** Of all whole lines; head and chunks have two characters at the ends of their lines. */
    private static void readAnswers(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        int before = 0;
        for (int lines = 0; lines < LINES; ) {
            int now = in.read();
            assertThat(now).isNotNegative();
            if (now == '\n' && before != '\r') {
                lines++;
            }
            before = now;
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void until(BooleanSupplier reached) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!reached.getAsBoolean() && Instant.now().isBefore(end)) {
            pause(100);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    /** Whether any thread, a virtual one too, is in a stream. */
    private static boolean isAnybodyThere(Path folder) {
        try {
            Path dump = Files.createTempFile(folder, "threads", ".json");
            Files.delete(dump);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
            return Files.readString(dump).contains("LineStream");
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Streams that something still holds after a full collection. */
    private static long held() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram.lines().filter(line -> HELD.matcher(line).find()).count();
    }

    private double counted(String outcome) {
        Counter counter = meters.find("assay.predictions")
                .tags("model", name, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private long kept() {
        return jdbc.sql("select coalesce(sum(rows), 0) from model_prediction_batch where model = :model")
                .param("model", name)
                .query(Long.class)
                .single();
    }

    private double internalErrors() {
        return meters.find("assay.problems").tag("status", "500").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private void nothingIsLeft(Path folder) throws Exception {
        until(() -> !isAnybodyThere(folder));
        assertThat(held()).isZero();
        until(() -> kept() == counted("scored"));
        assertThat(counted("refused")).isZero();
        assertThat(noise()).isEmpty();
    }

    private List<String> noise() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Leaving.class)
    void leavesNothing(Leaving leaving, @TempDir Path folder) throws Exception {
        double before = internalErrors();
        for (int i = 0; i < TIMES; i++) {
            leave(leaving);
        }
        nothingIsLeft(folder);
        assertThat(internalErrors()).isEqualTo(before);
        switch (leaving) {
            // What was on its way when it left may be answered or not.
            case WITHOUT_WAITING -> assertThat(counted("scored")).isLessThanOrEqualTo(TIMES * LINES);
            case WITHOUT_READING -> assertThat(counted("scored")).isPositive();
            // Lines that wait for each other when nothing more can be read are not answered.
            case WITH_NONSENSE -> assertThat(counted("scored")).isBetween(TIMES * 512.0, (double) TIMES * LINES);
            case IN_A_LINE, IN_A_CHUNK, BETWEEN_CHUNKS, WITH_A_RESET, HALF ->
                assertThat(counted("scored")).isEqualTo(TIMES * LINES);
        }
        // And whoever stays is answered.
        assertThat(lines(name + "/versions/1", "", LINE).body().lines()).hasSize(1);
    }

    /** What cannot be read on the wire is nobody's failure but the sender's. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/models/NAME/versions/1/predict, application/json, {\"data\":",
        "/v2/models/NAME/versions/1/infer, application/json, {\"inputs\":",
        "/api/v1/models/NAME/versions/1/labels, application/json, {\"labels\":",
        "/api/v1/datasets, text/csv, a"
    })
    void aChunkThatIsNoneIsABadRequest(String path, String type, String begin) throws IOException {
        double before = internalErrors();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream()
                    .write(ascii("POST " + path.replace("NAME", name) + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(begin)
                            + "\r\nnonsense\r\n"));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(status).startsWith("HTTP/1.1 400 ");
        }
        assertThat(internalErrors()).isEqualTo(before);
        assertThat(noise()).isEmpty();
    }

    /** Whoever neither reads nor goes is given up after a while. */
    @Test
    void doesNotWaitForEver(@TempDir Path folder) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            out.write(ascii(head("Transfer-Encoding: chunked")));
            byte[] more = ascii(chunk(LINE.repeat(LINES)) + "\r\n");
            Thread writer = Thread.ofVirtual().start(() -> writeOn(out, more));
            until(() -> isAnybodyThere(folder));
            nothingIsLeft(folder);
            writer.join(PATIENCE);
            assertThat(writer.isAlive()).isFalse();
        }
    }
}
