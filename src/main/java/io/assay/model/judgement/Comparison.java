package io.assay.model.judgement;

import io.assay.statistics.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two models on the same rows. */
@Schema(name = "ModelComparison")
public record Comparison(
        @Schema(description = "By metric, the first model less the second")
        Map<String, ComparedMetric> metrics) {

    /** Which of two models a metric speaks for. */
    public enum Favours {
        FIRST,
        SECOND
    }

    /** One metric of both. */
    @Schema(name = "ComparedMetric")
    public record ComparedMetric(
            @Schema(description = "Of the first model") @Nullable
            Double first,

            @Schema(description = "Of the second model") @Nullable
            Double second,

            @Schema(description = "First less second") @Nullable
            Double difference,

            @Schema(description = "Of the difference, with the method in it") @Nullable
            Interval interval,

            @Schema(description = "Two-sided, of no difference") @Nullable
            Double pValue,

            @Schema(description = "The better one, where the interval does not hold 0; else null") @Nullable
            Favours favours,

            @Schema(description = "Why something is null; else null") @Nullable
            String reason) {}
}
