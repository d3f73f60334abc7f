package io.assay.model.judgement;

import io.assay.statistics.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A metric and how sure it is. */
@Schema(name = "MetricReading")
public record Measured(
        @Schema(description = "The value; null where it is undefined") @Nullable
        Double value,

        @Schema(description = "The direction in which it gets better; null for neither") @Nullable
        Better better,

        @Schema(description = "Its confidence interval, with the method in it; null where there is none") @Nullable
        Interval interval,

        @Schema(description = "Why value or interval is null; else null") @Nullable
        String reason) {}
