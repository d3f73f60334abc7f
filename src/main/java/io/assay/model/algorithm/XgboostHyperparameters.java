package io.assay.model.algorithm;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Map;

/** Of XGBoost, named as its own are; the defaults are its own, too. */
@Schema(name = "XgboostHyperparameters")
public record XgboostHyperparameters(
        @Schema(description = "Trees, of several classes for each of them", example = "100") @Min(1) @Max(10_000)
        int rounds,

        @Schema(description = "How much of each tree is added", example = "0.3") @DecimalMin("0.0001") @DecimalMax("1")
        double learningRate,

        @Schema(description = "Splits on the way to a leaf at most; 0 for any number up to max_leaves", example = "6")
        @Min(0)
        @Max(32)
        int maxDepth,

        @Schema(
                description =
                        "Leaves of a tree at most, the best split first wherever it is; 0 for as many as max_depth allows",
                example = "0")
        @Min(0)
        @Max(4096)
        int maxLeaves,

        @Schema(description = "The least sum of Hessians in a leaf", example = "1") @DecimalMin("0") @DecimalMax("1e6")
        double minChildWeight,

        @Schema(description = "The least gain of a split", example = "0") @DecimalMin("0") @DecimalMax("1e6")
        double gamma,

        @Schema(description = "The share of the rows that each tree sees", example = "1")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double subsample,

        @Schema(description = "The share of the features that each tree sees", example = "1")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double colsampleBytree,

        @Schema(description = "The L2 penalty on what leaves say", example = "1") @DecimalMin("0") @DecimalMax("1e6")
        double regLambda,

        @Schema(description = "The L1 penalty on what leaves say", example = "0") @DecimalMin("0") @DecimalMax("1e6")
        double regAlpha,

        @Schema(description = "Into how many bins a feature is put", example = "256") @Min(2) @Max(4096)
        int maxBin,

        @Schema(description = "How many times a positive row weighs; for two classes", example = "1")
        @DecimalMin("1e-6")
        @DecimalMax("1e6")
        double scalePosWeight,

        @Schema(
                description =
                        "Features that may only raise (1) or only lower (-1) what is foretold, by their names among the "
                                + "pipeline's outputs",
                example = "{\"num__age\":1}")
        @NotNull
        Map<String, @NotNull @Min(-1) @Max(1) Integer> monotoneConstraints,

        @Schema(
                description =
                        "Stops after so many rounds that did not lower the loss on rows that are held out of the training "
                                + "rows, and keeps the rounds up to the best; 0 to go through with all",
                example = "0")
        @Min(0)
        @Max(1000)
        int earlyStoppingRounds,

        @Schema(description = "The share of the training rows that is held out for early stopping", example = "0.1")
        @DecimalMin("0.01")
        @DecimalMax("0.5")
        double validationFraction) {

    static final XgboostHyperparameters DEFAULTS =
            new XgboostHyperparameters(100, 0.3, 6, 0, 1, 0, 1, 1, 1, 0, 256, 1, Map.of(), 0, 0.1);
}
