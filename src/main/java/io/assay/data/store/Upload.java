package io.assay.data.store;

import io.assay.data.csv.CsvOptions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the query of an upload says; null where it says nothing.
 *
 * @param format of the file, where the media type does not say
 */
record Upload(
        @Nullable String name,
        @Nullable String description,
        @Nullable String fileName,
        @Nullable DatasetFormat format,
        @Nullable String encoding,
        boolean quarantine,
        @Nullable Instant expiresAt,
        CsvOptions options) {}
