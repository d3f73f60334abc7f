package io.assay.data.store;

import io.assay.data.csv.CsvOptions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was received and is to be stored; the parameters of its job.
 *
 * @param id of the dataset that it becomes, and of the file that waits
 * @param sha256 of the bytes that were sent
 * @param sentBytes how many those are
 * @param bytes how many they are decompressed
 * @param encoding of text; null where it is to be found out
 * @param quarantine whether bad rows are set aside, or make the whole file be refused
 */
record ImportRequest(
        String id,
        String name,
        @Nullable String description,
        @Nullable String fileName,
        DatasetFormat format,
        String sha256,
        long sentBytes,
        long bytes,
        boolean gzip,
        @Nullable String encoding,
        boolean quarantine,
        @Nullable Instant expiresAt,
        CsvOptions options) {}
