package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.AssayApplication;
import io.assay.HttpTest;
import io.assay.process.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

class HealthCommandTest extends HttpTest {

    private record Outcome(int code, String out, String err) {}

    @Autowired
    private ApplicationContext context;

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.commandLine(AssayApplication.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Outcome(code, out.toString().strip(), err.toString().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void isZeroWhenReady(String end) {
        assertThat(run("health", "--url", "http://127.0.0.1:" + port() + end)).isEqualTo(new Outcome(0, "ready", ""));
    }

    @Test
    void isOneWhenNotReadyAndSaysWhy() {
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        try {
            Outcome outcome = run("health", "--url=http://127.0.0.1:" + port());

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out()).startsWith("not ready: ").contains("503", "OUT_OF_SERVICE");
        } finally {
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @Test
    void isOneWhereNobodyListens() {
        int free = FreePort.find();

        Outcome outcome = run("health", "--url", "http://127.0.0.1:" + free);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).startsWith("not reached: http://127.0.0.1:" + free + "/readyz");
    }

    @Test
    void doesNotWaitForAServerThatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = run("health", "--timeout=1", "--url", "http://127.0.0.1:" + silent.getLocalPort());

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.out()).contains("timed out");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://127.0.0.1",
                "127.0.0.1:8080",
                "http:///x",
                "http://a b",
                "localhost:8080",
                "http://127.0.0.1:99999"
            })
    void isTwoForAnAddressThatIsNone(String url) {
        Outcome outcome = run("health", "--url", url);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--url", "Usage: assay health");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--timeout=0", "--timeout=soon", "--tiemout=1", "more"})
    void isTwoForWhatItDoesNotKnow(String argument) {
        assertThat(run("health", argument).code()).isEqualTo(2);
    }
}
