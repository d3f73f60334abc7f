package io.assay.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a process of its own, started from an empty folder as anybody would. */
@Tag("process")
class PackagedJarIT {

    private static final int TERMINATED = 143;

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void makeAnEmptyFolder() throws Exception {
        folder = Files.createDirectory(parent.resolve("empty"));
    }

    @Test
    void startsAnywhereAnswersAndStopsWhenTold() throws Exception {
        try (PackagedService service = PackagedService.start(folder).awaitReady()) {
            String text = service.log();
            assertThat(text.strip()).endsWith(Welcome.text("127.0.0.1", Integer.toString(service.port()), ""));
            assertThat(text).doesNotContain(" WARN ", " ERROR ");
            assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
            HttpResponse<String> answer = service.post(
                    "/api/v1/experiments/analyze",
                    "{\"control\":{\"conversions\":8502,\"visitors\":44700},"
                            + "\"treatment\":{\"conversions\":8279,\"visitors\":45489}}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"lift\":-0.0431");
            try (var files = Files.list(folder)) {
                assertThat(files).as("left where it was started").containsExactly(folder.resolve("data"));
            }

            assertThat(service.stop()).isEqualTo(TERMINATED);

            assertThat(service.log()).contains("Graceful shutdown complete");
            assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void saysWhoHasThePort() throws Exception {
        try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PackagedService service =
                        PackagedService.startUnpacked(folder, "--server.port=" + held.getLocalPort())) {
            assertThat(service.awaitRefusal())
                    .contains("APPLICATION FAILED TO START", "Port " + held.getLocalPort() + " is taken by ")
                    .contains("process " + ProcessHandle.current().pid() + " (", "--server.port=", "SERVER_PORT=")
                    .doesNotContain("\tat ");
        }
        assertThat(folder.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }
}
