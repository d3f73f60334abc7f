package io.assay.platform.backup;

import java.util.Map;

/**
 * What a backup should hold, in its last entry: a file that was cut off has none.
 *
 * @param tables by name
 */
record Contents(Map<String, Rows> tables) {

    static final String ENTRY = "contents.json";

    Contents {
        tables = Map.copyOf(tables);
    }

    /** @param sha256 of the rows as PostgreSQL's COPY writes them */
    record Rows(long rows, String sha256) {}

    long rows() {
        return tables.values().stream().mapToLong(Rows::rows).sum();
    }
}
