package io.assay.model.monitoring;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the rows that a version is asked about are from those that it learned from. */
@Schema(name = "ModelDrift")
record ModelDrift(
        String model,
        int version,

        @Schema(description = "Predictions that were looked at, the newest of the time that was asked for")
        int rows,

        @Schema(description = "When the first of them was made; null where there are none") @Nullable
        Instant from,

        @Schema(description = "When the last of them was made; null where there are none") @Nullable
        Instant to,

        @Schema(description = "What has moved; null where that cannot be told") @Nullable
        DriftReading drift,

        @Schema(description = "Why that is null; else null") @Nullable
        String reason,

        @Schema(
                description =
                        "Other versions that said something of the same requests: the champion beside a challenger, or the "
                                + "challenger beside the champion")
        List<Beside> beside) {

    /** Two versions on the same rows. */
    @Schema(name = "VersionBeside")
    record Beside(
            @Schema(description = "The other version") int version,

            @Schema(description = "Whether the other's answers were given to nobody")
            boolean shadow,

            @Schema(description = "Of which of the model's numbers")
            String output,

            @Schema(description = "Rows of which both said something")
            int rows,

            @Schema(description = "This version's less the other's, the mean over rows")
            double meanDifference,

            @Schema(description = "The same without the sign")
            double meanAbsoluteDifference,

            @Schema(description = "Spearman's; null where one of them says always the same") @Nullable
            Double rankCorrelation) {}
}
