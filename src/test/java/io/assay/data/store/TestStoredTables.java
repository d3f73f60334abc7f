package io.assay.data.store;

import io.assay.data.duck.TestDuck;
import io.assay.data.file.DatasetFolder;
import io.assay.data.file.TestFolders;
import io.assay.platform.json.Binders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Stored tables of no database: nobody gets as far as to ask it. */
public final class TestStoredTables {

    private TestStoredTables() {}

    /** As {@link #none}, for who would make one. */
    public static NewDatasets noneMade() {
        try {
            Path folder = folder();
            DatasetFolder files = TestFolders.at(folder);
            return new NewDatasets(
                    new ImportKind(new Importing(TestDuck.in(folder), files), files, repository()), files);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path folder() throws IOException {
        return Files.createDirectories(Path.of("target/database")).resolve("no-datasets");
    }

    private static DatasetRepository repository() {
        return new DatasetRepository(
                JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none")), Binders.mapper());
    }

    public static StoredTables none() {
        try {
            Path folder = folder();
            DatasetRepository repository = repository();
            return new StoredTables(
                    new DatasetService(repository, TestFolders.at(folder), TestDuck.in(folder), Binders.mapper()),
                    repository,
                    TestDuck.in(folder));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
