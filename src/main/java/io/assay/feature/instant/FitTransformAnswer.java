package io.assay.feature.instant;

import io.assay.feature.FeatureTable;
import io.assay.feature.pipeline.FittedDocument;
import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was learned, and the features of both tables. */
@Schema(name = "FitTransformAnswer")
record FitTransformAnswer(
        @Schema(description = "All that was learned") FittedDocument fit,

        @Schema(
                description =
                        "The training rows as a model may see them: where a step learned from the target, each row by what "
                                + "the other folds taught")
        FeatureTable trained,

        @Schema(description = "The test rows, by what all training rows taught; null without any") @Nullable
        FeatureTable test,

        @Schema(
                description =
                        "Whether test rows equal training rows in the columns that the pipeline reads; empty without test")
        List<Check> checks) {}
