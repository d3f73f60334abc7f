package io.assay.data.store;

import java.util.Locale;

/** What a file is. */
enum DatasetFormat {
    CSV("text/csv"),
    NDJSON("application/x-ndjson"),
    PARQUET("application/vnd.apache.parquet"),
    /** Rows of a request's JSON. */
    INLINE("application/json");

    private final String mediaType;

    DatasetFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    boolean isJson() {
        return this == NDJSON || this == INLINE;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
