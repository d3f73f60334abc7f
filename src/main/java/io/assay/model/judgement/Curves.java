package io.assay.model.judgement;

import io.assay.statistics.calibration.BrierParts;
import io.assay.statistics.calibration.CalibrationCurve;
import io.assay.statistics.classification.Gain;
import io.assay.statistics.classification.PrecisionRecallCurve;
import io.assay.statistics.classification.RocCurve;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Curves of probabilities of two classes. */
@Schema(name = "ModelCurves")
public record Curves(
        @Schema(description = "ROC; null where a class has no row") @Nullable
        RocCurve roc,

        @Schema(description = "Precision and recall; null without a positive row") @Nullable
        PrecisionRecallCurve precisionRecall,

        @Schema(description = "Calibration in ten bins of equal width")
        List<CalibrationCurve.Bin> calibration,

        @Schema(description = "Calibration in ten bins of about equally many rows")
        List<CalibrationCurve.Bin> calibrationQuantile,

        @Schema(description = "What the Brier score is made of; null where no row has a weight") @Nullable
        BrierParts brier,

        @Schema(description = "Gain and lift by tenths of the rows, the highest probabilities first")
        List<Gain> gain) {}
