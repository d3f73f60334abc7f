package io.assay.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.web.server.PortInUseException;

class TakenPortTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesTheProcessThatHoldsThePort() throws IOException {
        try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.of(held.getLocalPort()).orElse(""))
                    .startsWith("process " + ProcessHandle.current().pid() + " (")
                    .contains("java");
        }
    }

    @Test
    void saysHowToLookWhenItCannotSeeTheHolder() throws IOException {
        int free;
        try (ServerSocket released = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = released.getLocalPort();
        }

        PortInUseException taken = new PortInUseException(free);

        var analysis = new TakenPortAnalyzer().analyze(taken, taken);

        assertThat(analysis.getDescription())
                .isEqualTo("Port " + free + " is taken by another process (to see which: ss -ltnp 'sport = :" + free
                        + "').");
        assertThat(analysis.getAction()).contains("--server.port=" + (free + 1)).contains("SERVER_PORT=" + (free + 1));
    }
}
