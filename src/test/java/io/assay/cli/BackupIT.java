package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedCommand;
import io.assay.process.PackagedService;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service stored, taken out of it and put into another one by the packaged commands. */
@Tag("process")
class BackupIT {

    private static final Path BACKUPS = Path.of("src/test/resources/backups").toAbsolutePath();

    private static final String EXPORT = "/api/v1/experiments/green-button/export";

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

    private static String exportOf(PackagedService service) throws Exception {
        HttpResponse<String> answer = service.get(EXPORT);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /**
     * The backup was taken by the version that brought schema 2, of an experiment with three readouts, an amendment and
     * answers that are kept for their keys; the export beside it is what that version answered.
     */
    @Test
    void aBackupOfTheFirstReleaseIsServedAsItWas() throws Exception {
        PackagedCommand restored = PackagedCommand.run(
                folder, "restore", "--from", BACKUPS.resolve("schema-2.zip").toString());
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.err()).contains("restored 20 rows in 6 tables from a backup of schema 2");

        try (PackagedService service = start()) {
            assertThat(exportOf(service)).isEqualTo(Files.readString(BACKUPS.resolve("schema-2.export.json")));
        }
    }

    @Test
    void goesRoundWhileTheServiceRunsAndWhileItDoesNot() throws Exception {
        PackagedCommand.run(
                folder, "restore", "--from", BACKUPS.resolve("schema-2.zip").toString());
        Path file = parent.resolve("assay.zip");
        String export;
        try (PackagedService service = start()) {
            export = exportOf(service);
            PackagedCommand written = PackagedCommand.run(folder, "backup", "--to", file.toString());
            assertThat(written.code()).as(written.err()).isZero();
            assertThat(written.out()).isEmptyFile();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");

            PackagedCommand again = PackagedCommand.run(folder, "backup", "--to", file.toString());
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err()).contains("is there already");

            PackagedCommand refused = PackagedCommand.run(folder, "restore", "--from", file.toString());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("in use by another running Assay");
        }

        PackagedCommand streamed = PackagedCommand.run(folder, "backup", "--to", "-");
        assertThat(streamed.code()).as(streamed.err()).isZero();
        Path other = streamed.out();

        for (Path backup : new Path[] {file, other}) {
            Path data = parent.resolve("new-" + backup.getFileName());
            PackagedCommand restored =
                    PackagedCommand.run(folder, "restore", "--from", backup.toString(), "--data", data.toString());
            assertThat(restored.code()).as(restored.err()).isZero();
            try (PackagedService service = PackagedService.startUnpacked(folder, "--assay.database.directory=" + data)
                    .awaitReady()) {
                assertThat(exportOf(service)).isEqualTo(export);
            }
        }
    }

    @Test
    void saysWhyThereIsNone() throws Exception {
        PackagedCommand nothing = PackagedCommand.run(folder, "backup", "--to", "assay.zip");
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.err()).contains("There is no database in ").doesNotContain("\tat ");

        PackagedCommand missing = PackagedCommand.run(folder, "restore", "--from", "assay.zip");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("assay.zip").doesNotContain("\tat ");

        PackagedCommand unknown = PackagedCommand.run(folder, "restor", "--from", "assay.zip");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }
}
