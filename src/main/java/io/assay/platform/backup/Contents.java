package io.assay.platform.backup;

import java.util.Map;
import java.util.Objects;

/**
 * What a backup should hold, in its last entry: a file that was cut off has none.
 *
 * @param tables by name
 * @param files SHA-256 by name; a backup of format 1 has none
 */
record Contents(Map<String, Rows> tables, Map<String, String> files) {

    static final String ENTRY = "contents.json";

    Contents {
        tables = Map.copyOf(tables);
        files = Objects.requireNonNullElse(files, Map.<String, String>of());
    }

    /** @param sha256 of the rows as PostgreSQL's COPY writes them */
    record Rows(long rows, String sha256) {}

    long rows() {
        return tables.values().stream().mapToLong(Rows::rows).sum();
    }
}
