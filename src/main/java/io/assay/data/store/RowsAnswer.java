package io.assay.data.store;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some rows of a dataset, in their order. */
@Schema(name = "DatasetRows")
record RowsAnswer(
        @Schema(description = "place of the first of them, the dataset's first row being 0")
        long first,

        @Schema(
                description =
                        "values by the name of their column; null is missing; dates and times are texts of ISO 8601")
        List<Map<String, @Nullable Object>> rows,

        @Schema(description = "cursor of the next page; null on the last") @Nullable
        String nextCursor) {

    /** Rows that were set aside while the file was read. */
    @Schema(name = "BadRows")
    record Bad(
            @Schema(description = "all of them") long total,

            List<BadRow> rows,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {

        Bad {
            rows = List.copyOf(rows);
        }
    }

    /** A row that was set aside. */
    @Schema(name = "BadRow")
    record BadRow(
            @Schema(description = "line of the file at which it begins, the first being 1")
            long line,

            @Schema(description = "what is wrong with it, after \"the row\"")
            String reason,

            @Schema(description = "as it was sent; cut after 65536 characters")
            String text) {}
}
