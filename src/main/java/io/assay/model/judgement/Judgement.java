package io.assay.model.judgement;

import io.assay.model.scoring.Task;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is said of predictions. */
@Schema(name = "Judgement")
public record Judgement(
        @Schema(description = "What was predicted") Task task,

        @Schema(description = "How many rows") long rows,

        @Schema(description = "How many of them are positive; null where there are not two classes") @Nullable
        Long positives,

        @Schema(description = "The share of positives, by weight; null where there are not two classes") @Nullable
        Double prevalence,

        @Schema(description = "The metrics by name, each with its interval")
        Map<String, Measured> metrics,

        @Schema(description = "Curves, ready to plot; null where there are not two classes") @Nullable
        Curves curves,

        @Schema(description = "What a threshold makes of the rows; null where there are not two classes") @Nullable
        ThresholdReading threshold,

        @Schema(description = "Each class against the others; null where there are not several") @Nullable
        ClassReadings classes,

        @Schema(description = "Where numbers are off; null where no numbers were predicted") @Nullable
        Residuals residuals,

        @Schema(description = "A second model's predictions of the same rows; null where there are none") @Nullable
        Comparison comparison,

        @Schema(description = "The same of parts of the rows")
        List<SegmentReading> segments,

        @Schema(description = "What to know before believing it")
        List<String> warnings) {}
