package io.assay.platform.backup;

import java.util.List;

/**
 * What a backup is, in its first entry.
 *
 * @param format of the file
 * @param schema the last migration of the database it was taken of
 * @param createdAt as an ISO 8601 instant
 * @param tables in the order in which they can be filled, one after another
 */
record Manifest(int format, String schema, String createdAt, List<Table> tables) {

    static final String ENTRY = "manifest.json";

    static final int FORMAT = 1;

    Manifest {
        if (!schema.matches("[0-9]{1,9}(\\.[0-9]{1,9})*")) {
            throw new IllegalArgumentException("schema is no version: " + schema);
        }
        tables = List.copyOf(tables);
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
