package io.assay.feature.instant;

import io.assay.feature.leakage.ColumnFigures;
import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What leaks in a table, and what was looked at. */
@Schema(name = "LeakageAnswer")
record LeakageAnswer(
        @Schema(description = "Training rows that were looked at")
        int rows,

        @Schema(description = "Test rows; null where there are none") @Nullable
        Integer testRows,

        Target target,

        @Schema(
                description =
                        "What the figures of columns are: the area under the ROC curve of classes, Spearman's rank "
                                + "correlation with numbers")
        Measure measure,

        @Schema(description = "Each column's figures, in the order of the table")
        List<ColumnFigures> columns,

        @Schema(description = "What was looked for, in a fixed order, with the evidence")
        List<Check> checks) {

    /** The outcome. */
    @Schema(name = "LeakageTarget")
    record Target(
            String column,

            @Schema(
                    description =
                            "The value that is 1, as it was named; null where it is numbers, or the larger of two numbers")
            @Nullable
            String positive,

            @Schema(description = "Mean of the target, of classes the share of 1; null without any") @Nullable
            Double mean,

            @Schema(description = "Rows without a target, which have no part in the figures")
            int missing) {}

    /** What figures of columns are. */
    enum Measure {
        AUC,
        RANK_CORRELATION
    }
}
