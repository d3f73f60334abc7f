package io.assay.model.metrics;

import io.assay.model.evaluation.Calibration;
import io.assay.statistics.calibration.ScoreScale;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A calibrator, what it does, and how good it is on rows that it was not fitted on. */
@Schema(name = "CalibrateAnswer")
record CalibrateAnswer(
        @Schema(description = "How many rows it was fitted on")
        int rows,

        @Schema(description = "How many of them are positive")
        long positives,

        @Schema(description = "What the scores were taken for")
        ScoreScale scale,

        @Schema(description = "In how many folds calibrators were judged")
        int folds,

        @Schema(description = "What was chosen, and the curves before and after")
        Calibration calibration,

        @Schema(description = "The calibrated probabilities of the scores at; null without any") @Nullable
        List<Double> at,

        @Schema(description = "What to know before using it")
        List<String> warnings) {}
