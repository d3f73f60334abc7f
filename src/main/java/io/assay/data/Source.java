package io.assay.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a table came from, as fits and runs remember it.
 *
 * @param dataset id of the stored dataset; null for rows that came with a request
 * @param fingerprint SHA-256 of the content, see {@link Fingerprint}: equal for equal rows, whatever form they came in
 * @param rows how many there are
 * @param schema type by column, in the order of the columns: integer, number, text, date, datetime or instant
 */
public record Source(@Nullable String dataset, String fingerprint, long rows, Map<String, String> schema) {

    public Source {
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
    }
}
