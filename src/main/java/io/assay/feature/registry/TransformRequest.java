package io.assay.feature.registry;

import io.assay.data.TableData;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** Rows that are to become features. */
@Schema(name = "TransformRequest")
record TransformRequest(
        @Schema(description = "The rows") @NotNull @Valid TableData data,

        @Schema(
                description =
                        "Earlier rows of the same entities for windows to look back on; put before the rows, and not "
                                + "answered with")
        @Nullable
        @Valid
        TableData history,

        @Schema(
                description = "What the features are for: evaluation is refused for rows that the fit learned from",
                defaultValue = "serving")
        @Nullable
        Purpose purpose,

        @Schema(description = "The first of the rows that is answered with, counted from 0", defaultValue = "0")
        @Nullable
        @Min(0)
        Integer offset,

        @Schema(description = "How many rows are answered with; without it all that follow") @Nullable @Min(1)
        Integer limit) {

    /** What features are made for. */
    enum Purpose {
        SERVING,
        EVALUATION
    }

    /** The first row that is answered with. */
    int from(long rows) {
        return offset == null ? 0 : (int) Math.min(offset, rows);
    }

    /** The row after the last one that is answered with. */
    int to(long rows) {
        return (int) Math.min(rows, from(rows) + (limit == null ? rows : limit));
    }

    Purpose purposeOrDefault() {
        return purpose == null ? Purpose.SERVING : purpose;
    }
}
