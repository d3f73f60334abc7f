package io.assay.model.algorithm;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Of a random forest. */
@Schema(name = "ForestHyperparameters")
public record ForestHyperparameters(
        @Schema(description = "Trees", example = "100") @Min(1) @Max(2_000)
        int trees,

        @Schema(
                description =
                        "Among how many features each split is chosen, a category counting as one; 0 for the root of their "
                                + "number, in a regression for a third of it",
                example = "0")
        @Min(0)
        @Max(10_000)
        int featuresPerSplit,

        @Schema(description = "Splits on the way to a leaf at most", example = "20") @Min(2) @Max(100)
        int maxDepth,

        @Schema(description = "Leaves of a tree at most; 0 for a fifth of the rows", example = "0")
        @Min(0)
        @Max(1_000_000)
        int maxLeaves,

        @Schema(description = "The fewest rows of a leaf", example = "5") @Min(1) @Max(100_000)
        int minLeafRows,

        @Schema(
                description =
                        "The share of the rows that each tree sees, drawn without replacement; 1 for as many as there are, "
                                + "drawn with replacement",
                example = "1")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double subsample,

        @Schema(
                description =
                        "How many rows of each class are added to a leaf before its shares are taken: 0 for the shares of "
                                + "its rows, 1 for Laplace's rule, which lifts rare classes",
                example = "0")
        @DecimalMin("0")
        @DecimalMax("100")
        double leafSmoothing) {

    static final ForestHyperparameters DEFAULTS = new ForestHyperparameters(100, 0, 20, 0, 5, 1, 0);
}
