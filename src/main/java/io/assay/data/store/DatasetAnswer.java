package io.assay.data.store;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dataset, without its rows. */
@Schema(name = "Dataset")
record DatasetAnswer(
        String id,
        String name,
        @Nullable String description,
        long rows,

        @Schema(description = "of the file that it is stored in")
        long bytes,

        @Schema(
                description =
                        "SHA-256 of the content: the same for the same columns and rows, whatever format they were sent in")
        String fingerprint,

        List<Column> columns,

        @Schema(description = "bad rows that were set aside")
        long quarantined,

        @Schema(
                description =
                        "what was found out or changed while it was read; of scores what a lenient reader let pass")
        List<String> notes,

        DatasetDocument.Source source,
        Instant createdAt,
        String createdBy,

        @Schema(description = "when it is deleted, if nothing needs it then; null for never") @Nullable
        Instant expiresAt,

        @Schema(description = "what needs it, so that it is not deleted; the first 100")
        List<UsedBy> usedBy) {

    DatasetAnswer {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
        usedBy = List.copyOf(usedBy);
    }

    /** A column. */
    @Schema(name = "DatasetColumn")
    record Column(
            String name,

            @Schema(description = "integer, number, text, date, datetime (no time zone) or instant")
            String type) {}

    /** What needs a dataset. */
    @Schema(name = "DatasetUse")
    record UsedBy(
            @Schema(description = "what it is, such as fit") String by,
            @Schema(description = "which one") String reference,
            Instant since) {}

    static DatasetAnswer of(Dataset dataset, List<DatasetRepository.Use> uses) {
        return new DatasetAnswer(
                dataset.id(),
                dataset.name(),
                dataset.document().description(),
                dataset.rows(),
                dataset.bytes(),
                dataset.fingerprint(),
                dataset.columns().stream()
                        .map(column -> new Column(column.name(), column.type().word()))
                        .toList(),
                dataset.quarantined(),
                dataset.document().notes(),
                dataset.document().source(),
                dataset.createdAt(),
                dataset.createdBy(),
                dataset.expiresAt(),
                uses.stream()
                        .map(use -> new UsedBy(use.by(), use.reference(), use.since()))
                        .toList());
    }

    /** Datasets. */
    @Schema(name = "DatasetPage")
    record Page(
            List<DatasetAnswer> datasets,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {

        Page {
            datasets = List.copyOf(datasets);
        }
    }
}
