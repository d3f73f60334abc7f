package io.assay.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service killed as a process, and what its next start makes of what it left. */
@Tag("crash")
class KilledServiceIT {

    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private static final Pattern STARTED = Pattern.compile("PostgreSQL runs on .* after (\\d+) ms");

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void makeAnEmptyFolder() throws Exception {
        folder = Files.createDirectory(parent.resolve("service"));
    }

    private PackagedService start() throws Exception {
        return PackagedService.startUnpacked(folder).awaitReady();
    }

    private JdbcClient database(PackagedService service) throws Exception {
        return JdbcClient.create(new DriverManagerDataSource(
                EmbeddedCluster.url(Integer.parseInt(service.postmaster().get(3))),
                EmbeddedCluster.USER,
                Files.readString(folder.resolve("data/password"))));
    }

    /** Of a start, the part that what was left behind can make longer. */
    private static Duration untilDatabaseRan(PackagedService service) throws Exception {
        Matcher started = STARTED.matcher(service.log());
        assertThat(started.find()).isTrue();
        return Duration.ofMillis(Long.parseLong(started.group(1)));
    }

    @Test
    void takesOverFromTheServerThatAKilledServiceLeft() throws Exception {
        long left;
        try (PackagedService killed = start()) {
            database(killed).sql("create table kept as select 42 as answer").update();
            killed.kill();
            ProcessHandle server = killed.postmasterProcess();
            assertThat(server.isAlive()).isTrue();
            left = server.pid();
        }

        try (PackagedService next = start()) {
            assertThat(untilDatabaseRan(next)).isLessThan(LONGEST_START);
            assertThat(next.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(next.postmasterProcess().pid()).isNotEqualTo(left);
            assertThat(next.log()).contains("Stopping the PostgreSQL that an earlier run left");
            assertThat(database(next)
                            .sql("select answer from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
        }
    }

    @Test
    void recoversWhenServiceAndServerAreKilledTogether() throws Exception {
        try (PackagedService killed = start()) {
            database(killed).sql("create table kept as select 42 as answer").update();
            ProcessHandle server = killed.postmasterProcess();
            killed.kill();
            server.destroyForcibly();
        }

        try (PackagedService next = start()) {
            assertThat(untilDatabaseRan(next)).isLessThan(LONGEST_START);
            assertThat(database(next)
                            .sql("select answer from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(42);
        }
    }

    @Test
    void leavesTheFolderOfARunningServiceAlone() throws Exception {
        try (PackagedService first = start();
                PackagedService second = PackagedService.startUnpacked(folder)) {
            assertThat(second.awaitRefusal())
                    .contains(
                            "APPLICATION FAILED TO START",
                            folder.resolve("data") + " is in use by another running Assay")
                    .contains("ASSAY_DATABASE_DIRECTORY", "SPRING_DATASOURCE_URL")
                    .doesNotContain("\tat ");
            assertThat(first.get("/readyz").statusCode()).isEqualTo(200);
        }
    }
}
