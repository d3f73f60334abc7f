package io.assay.cli;

import io.assay.data.DatasetFiles;
import io.assay.platform.backup.Backup;
import io.assay.platform.database.DatabaseAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A backup, to a file that is there whole or not at all, or to standard output. */
@Command(
        name = "backup",
        description = "Writes everything that the service has stored to one file, while it runs or while it is stopped."
                + " Exit code 0: the backup is whole. 1: there is none.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DatabaseSettings settings = new DatabaseSettings();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "The file to write, which must not be there yet; - for standard output.")
    private Path to = Standard.STREAM;

    @Override
    public Integer call() throws IOException, SQLException {
        Backup.Summary summary;
        if (to.equals(Standard.STREAM)) {
            try (OutputStream out = Standard.output()) {
                summary = write(out);
            }
        } else {
            if (Files.exists(to)) {
                throw new IOException(to + " is there already");
            }
            summary = write(to.toAbsolutePath());
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("backup of " + summary.rows() + " rows in " + summary.tables() + " tables"
                + (summary.files() == 0 ? "" : " and " + summary.files() + " files") + ", schema "
                + summary.schema());
        return ExitCode.OK;
    }

    /** Temporary files are made readable by their owner alone. */
    private Backup.Summary write(Path file) throws IOException, SQLException {
        @Nullable Path folder = file.getParent();
        Path unfinished = Files.createTempFile(folder, "unfinished-", ".zip");
        try {
            Backup.Summary summary;
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                summary = write(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return summary;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Backup.Summary write(OutputStream out) throws IOException, SQLException {
        try (var environment = settings.read();
                DatabaseAccess database = DatabaseAccess.toRead(environment.getEnvironment());
                Connection connection = database.connect()) {
            return Backup.write(connection, DatasetFiles.of(environment.getEnvironment()), out);
        }
    }
}
