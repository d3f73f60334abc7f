package io.assay.data.store;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a dataset beside its rows and what is searched for.
 *
 * @param notes what was found out or changed while it was read
 */
record DatasetDocument(@Nullable String description, List<StoredColumn> columns, Source source, List<String> notes) {

    DatasetDocument {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    DatasetDocument noted(List<String> before) {
        return new DatasetDocument(
                description,
                columns,
                source,
                Stream.concat(before.stream(), notes.stream()).toList());
    }

    /** Where it came from and how it was read. */
    @Schema(name = "DatasetSource")
    record Source(
            @Schema(description = "as the caller named it") @Nullable
            String fileName,

            @Schema(description = "csv, ndjson, parquet or inline")
            String format,

            boolean gzip,

            @Schema(description = "SHA-256 of the bytes that were sent")
            String sha256,

            long sentBytes,

            @Schema(description = "of text; null for Parquet") @Nullable
            String encoding,

            @Schema(description = "how CSV was read; null for other formats") @Nullable
            Csv csv,

            @Schema(description = "refuse or quarantine") String badRows) {}

    /** How CSV was read: what the caller said and what was found out. */
    @Schema(name = "DatasetCsv")
    record Csv(
            String delimiter,
            @Schema(description = "empty for none") String quote,
            String escape,
            boolean header,
            int skip,
            @Schema(description = "point or comma") String decimal,
            List<String> missing,
            @Nullable String dateFormat,
            @Nullable String datetimeFormat) {

        Csv {
            missing = List.copyOf(missing);
        }
    }
}
