package io.assay.feature.instant;

import io.assay.data.TableData;
import io.assay.feature.pipeline.FitOptions;
import io.assay.feature.pipeline.PipelineRequest;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A pipeline, the rows that it learns from, and others that it is applied to. */
@Schema(name = "FitTransformRequest")
record FitTransformRequest(
        @Schema(description = "The document, or in short its numeric_cols and categorical_cols") @NotNull @Valid
        PipelineRequest pipeline,

        @Schema(description = "The training rows, and no others") @NotNull @Valid
        TableData data,

        @Schema(description = "The column of the outcome, where a step learns from it", example = "survived")
        @Nullable
        @Size(min = 1, max = 1000)
        String target,

        @Schema(description = "The value of the target that is 1, where it is not 0 and 1 already", example = "yes")
        @Nullable
        @Size(max = 1000)
        String positive,

        @Schema(
                description = "In how many folds a step that learns from the target is cross-fitted",
                defaultValue = "5")
        @Nullable
        @Min(2)
        @Max(100)
        Integer folds,

        @Schema(description = "Of the shuffle into folds", defaultValue = "42") @Nullable @Min(0) @Max(4_294_967_295L)
        Long seed,

        @Schema(description = "Rows that were not learned from") @Nullable @Valid
        TableData test)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        if (positive != null && target == null) {
            violations.reject("/target", "must be given with positive");
        }
    }

    FitOptions options() {
        return new FitOptions(
                target,
                positive,
                folds == null ? FitOptions.DEFAULT_FOLDS : folds,
                seed == null ? FitOptions.DEFAULT_SEED : seed,
                null);
    }
}
