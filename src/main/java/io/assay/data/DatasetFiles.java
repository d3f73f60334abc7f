package io.assay.data;

import io.assay.platform.backup.StoredFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The files of all datasets, for backups. */
public final class DatasetFiles {

    private static final String TABLE_IS_THERE = "select to_regclass('dataset') is not null";

    private DatasetFiles() {}

    /** Those that a service with these settings has. */
    public static StoredFiles of(Environment environment) {
        return in(Path.of(environment.getRequiredProperty("assay.datasets.directory")));
    }

    /** Those of a folder of datasets. */
    static StoredFiles in(Path folder) {
        return new StoredFiles(folder.toAbsolutePath().resolve("stored"), connection -> {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            // A database of before there were any is brought forward by a restore.
            if (!jdbc.sql(TABLE_IS_THERE).query(Boolean.class).single()) {
                return List.of();
            }
            List<String> names = new ArrayList<>();
            jdbc.sql("select id, quarantined from dataset order by position").query(row -> {
                names.add(row.getString("id") + ".parquet");
                if (row.getLong("quarantined") > 0) {
                    names.add(row.getString("id") + ".bad.ndjson");
                }
            });
            return names;
        });
    }
}
