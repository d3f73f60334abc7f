package io.assay.data.store;

import io.assay.data.duck.TestDuck;
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

    public static StoredTables none() {
        try {
            Path folder = Files.createDirectories(Path.of("target/database")).resolve("no-datasets");
            DatasetRepository repository = new DatasetRepository(
                    JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none")),
                    Binders.mapper());
            return new StoredTables(
                    new DatasetService(repository, TestFolders.at(folder), TestDuck.in(folder), Binders.mapper()),
                    repository,
                    TestDuck.in(folder));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
