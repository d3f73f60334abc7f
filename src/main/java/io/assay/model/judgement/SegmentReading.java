package io.assay.model.judgement;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of the rows that have one value in a column. */
@Schema(name = "SegmentReading")
public record SegmentReading(
        @Schema(description = "The column") String column,

        @Schema(description = "The value; null for rows without one") @Nullable
        String value,

        @Schema(description = "How many rows") long rows,

        @Schema(description = "How many of them are positive; null where there are not two classes") @Nullable
        Long positives,

        @Schema(description = "Whether they are enough to be judged")
        boolean reported,

        @Schema(description = "Why they are not; else null") @Nullable
        String reason,

        @Schema(description = "Metrics by name; none where they are too few")
        Map<String, Measured> metrics) {}
