package io.assay.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A version whose migration fails on the data that are there does not start, and the version before it, which still
 * runs on the same database, does not notice.
 */
@Tag("process")
class FailedMigrationIT {

    private static final String DESIGN = """
            {"key":"upgrade","hypothesis":"It helps","owner":"team","randomisation_unit":"user",
             "arms":[{"key":"control"},{"key":"treatment"}],
             "metrics":[{"key":"conversion","kind":"proportion","role":"primary","business_meaning":"They buy",
             "unit_of_measure":"share of users"}],"plan":{"kind":"fixed_horizon"},"planned_n":1000}
            """;

    private final TestPostgres server = TestPostgres.embedded();

    private final String url = server.newDatabase();

    @TempDir
    private Path parent;

    private PackagedService start(String name, String... more) throws Exception {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "--spring.datasource.url=" + url;
        arguments[1] = "--spring.datasource.username=" + server.user();
        arguments[2] = "--spring.datasource.password=" + server.password();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return PackagedService.startUnpacked(Files.createDirectories(parent.resolve(name)), arguments);
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(url, server.user(), server.password()));
    }

    @Test
    void leavesTheOldVersionRunning() throws Exception {
        Path migrations = Files.createDirectory(parent.resolve("migrations"));
        Path failing = migrations.resolve("V900__failing.sql");
        String also = "--spring.flyway.locations=classpath:db/migration,filesystem:" + migrations;
        try (PackagedService old = start("old").awaitReady()) {
            assertThat(old.post("/api/v1/experiments", DESIGN).statusCode()).isEqualTo(201);
            Files.writeString(failing, """
                    alter table experiment add column added text;
                    alter table experiment alter column added set not null;
                    """);

            try (PackagedService next = start("next", also)) {
                assertThat(next.awaitRefusal()).contains("V900__failing.sql", "added");
            }

            assertThat(old.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(old.post("/api/v1/experiments/upgrade/start", "").statusCode())
                    .isEqualTo(200);
            assertThat(jdbc().sql("select count(*) from information_schema.columns where column_name = 'added'")
                            .query(Long.class)
                            .single())
                    .isZero();

            Files.writeString(failing, "alter table experiment add column added text not null default 'x';\n");
            try (PackagedService next = start("next", also).awaitReady()) {
                assertThat(next.get("/api/v1/experiments/upgrade").body()).contains("\"running\"");
                assertThat(old.get("/api/v1/experiments/upgrade").body()).contains("\"running\"");
            }
        }
        try (PackagedService rolledBack = start("old").awaitReady()) {
            assertThat(rolledBack
                            .post("/api/v1/experiments", DESIGN.replace("\"upgrade\"", "\"later\""))
                            .statusCode())
                    .as("a migration that only added something is no obstacle to the version before it")
                    .isEqualTo(201);
        }
    }
}
