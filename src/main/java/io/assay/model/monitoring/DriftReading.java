package io.assay.model.monitoring;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far rows are from those that were frozen. */
@Schema(name = "DriftReading")
public record DriftReading(
        @Schema(description = "stable, watch or retrain; null where there are too few rows to say") @Nullable
        Verdict verdict,

        @Schema(description = "Why, in words") List<String> reasons,

        @Schema(
                description =
                        "The excess of the stability index of the columns that have surely moved, each by its weight, added up")
        double weightedExcess,

        @Schema(description = "The columns, what has moved most by its weight first")
        List<ColumnDrift> columns,

        @Schema(description = "What the model says, one for each of its numbers")
        List<ColumnDrift> scores) {}
