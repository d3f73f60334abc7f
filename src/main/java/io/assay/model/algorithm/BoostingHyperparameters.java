package io.assay.model.algorithm;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Of gradient boosting. */
@Schema(name = "BoostingHyperparameters")
public record BoostingHyperparameters(
        @Schema(description = "Trees, of several classes for each of them", example = "300") @Min(1) @Max(5_000)
        int trees,

        @Schema(description = "How much of each tree is added", example = "0.05") @DecimalMin("0.0001") @DecimalMax("1")
        double learningRate,

        @Schema(description = "Splits on the way to a leaf at most", example = "20") @Min(2) @Max(100)
        int maxDepth,

        @Schema(description = "Leaves of a tree at most", example = "6") @Min(2) @Max(4096)
        int maxLeaves,

        @Schema(description = "The fewest rows of a leaf", example = "5") @Min(1) @Max(100_000)
        int minLeafRows,

        @Schema(description = "The share of the rows that each tree sees, drawn without replacement", example = "0.7")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double subsample) {

    static final BoostingHyperparameters DEFAULTS = new BoostingHyperparameters(300, 0.05, 20, 6, 5, 0.7);
}
