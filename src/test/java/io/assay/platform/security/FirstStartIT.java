package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service when it starts where calls need a credential, and how it refuses to. */
@Tag("process")
class FirstStartIT {

    @TempDir
    private Path temporary;

    private Path folder(String name) throws IOException {
        return Files.createDirectory(temporary.resolve(name));
    }

    @Test
    void leavesAKeyThatWorksInAFileAndNotInTheLog() throws Exception {
        Path folder = folder("first");
        try (var service = PackagedService.startUnpacked(folder, "--assay.security.mode=required")
                .awaitReady()) {
            String key =
                    Files.readString(folder.resolve("data/initial-admin-key")).strip();

            assertThat(service.get("/api/v1/keys").statusCode()).isEqualTo(401);
            assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(service.send(service.request("/api/v1/keys").header("Authorization", "Bearer " + key))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(service.send(service.request("/api/v1/keys")
                                    .header("Authorization", "Bearer " + key)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"name\":\"next\",\"role\":\"admin\"}")))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(service.log()).contains("initial-admin-key").doesNotContain(key.substring(15));
        }
    }

    @Test
    void refusesAWeakAdminKeyWithoutShowingIt() throws Exception {
        try (var service = PackagedService.startUnpacked(folder("weak"), "--assay.security.admin-key=hunter2")) {
            assertThat(service.awaitRefusal())
                    .contains("APPLICATION FAILED TO START", "ASSAY_ADMIN_KEY")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void refusesTokensForWhichEveryServiceIsTheAudience() throws Exception {
        try (var service = PackagedService.startUnpacked(
                folder("audience"),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=https://issuer.example.org")) {
            assertThat(service.awaitRefusal())
                    .contains("APPLICATION FAILED TO START", "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES");
        }
    }
}
