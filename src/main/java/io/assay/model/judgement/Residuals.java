package io.assay.model.judgement;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where predicted numbers are off; an error is predicted less actual. */
@Schema(name = "ModelResiduals")
public record Residuals(
        @Schema(description = "Rows by prediction, the lowest first, in tenths; rows of one prediction are shared out")
        List<Part> calibration,

        @Schema(description = "Quantiles of the error, by weight; between two rows their mean")
        List<Quantile> quantiles) {

    /** A part of the rows. */
    @Schema(name = "ResidualPart")
    public record Part(
            @Schema(description = "How many") long rows,

            @Schema(description = "Mean prediction, by weight") @Nullable
            Double predicted,

            @Schema(description = "Mean of what came, by weight") @Nullable
            Double actual) {}

    /** A quantile. */
    @Schema(name = "ResidualQuantile")
    public record Quantile(
            @Schema(description = "Its share") double share,

            @Schema(description = "The error") double error) {}
}
