package io.assay.cli;

import io.assay.data.DatasetFiles;
import io.assay.platform.backup.Backup;
import io.assay.platform.backup.Restore;
import io.assay.platform.database.DatabaseAccess;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A backup back into an empty database, from a file or from standard input. */
@Command(
        name = "restore",
        description = "Fills an empty database, or a new data folder, from a backup. Exit code 0: all is there. 1: the"
                + " database is as empty as it was.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DatabaseSettings settings = new DatabaseSettings();

    @Option(names = "--from", paramLabel = "FILE", required = true, description = "The backup; - for standard input.")
    private Path from = Standard.STREAM;

    @Override
    public Integer call() throws IOException, SQLException {
        try (InputStream in = from.equals(Standard.STREAM)
                        ? Standard.input()
                        : new BufferedInputStream(Files.newInputStream(from));
                var environment = settings.read();
                DatabaseAccess database = DatabaseAccess.toWrite(environment.getEnvironment())) {
            Backup.Summary summary = Restore.read(database, DatasetFiles.of(environment.getEnvironment()), in);
            spec.commandLine()
                    .getErr()
                    .println("restored " + summary.rows() + " rows in " + summary.tables()
                            + " tables" + (summary.files() == 0 ? "" : " and " + summary.files() + " files")
                            + " from a backup of schema " + summary.schema());
            return ExitCode.OK;
        }
    }
}
