package io.assay.platform.backup;

import java.util.List;
import java.util.Objects;

/**
 * What a backup is, in its first entry.
 *
 * @param format of the file
 * @param schema the last migration of the database it was taken of
 * @param createdAt as an ISO 8601 instant
 * @param tables in the order in which they can be filled, one after another
 * @param files that the rows tell of, after the tables; a backup of format 1 has none
 */
record Manifest(int format, String schema, String createdAt, List<Table> tables, List<String> files) {

    static final String ENTRY = "manifest.json";

    static final int FORMAT = 2;

    static final int OLDEST = 1;

    Manifest {
        if (!schema.matches("[0-9]{1,9}(\\.[0-9]{1,9})*")) {
            throw new IllegalArgumentException("schema is no version: " + schema);
        }
        tables = List.copyOf(tables);
        files = Objects.requireNonNullElse(files, List.<String>of());
    }

    static String fileEntry(String name) {
        return "files/" + name;
    }

    /** @param columns those that are stored and not computed */
    record Table(String name, List<String> columns) {

        Table {
            columns = List.copyOf(columns);
        }

        String entry() {
            return "tables/" + name;
        }
    }
}
