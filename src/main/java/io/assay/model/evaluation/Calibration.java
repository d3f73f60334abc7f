package io.assay.model.evaluation;

import io.assay.model.ModelRequest.CalibrationMethod;
import io.assay.statistics.Interval;
import io.assay.statistics.calibration.CalibrationCurve;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes scores into probabilities that mean what they say. */
@Schema(name = "ModelCalibration")
public record Calibration(
        @Schema(description = "What is chosen") CalibrationMethod method,

        @Schema(description = "Why, in words") String reason,

        @Schema(description = "Each method on rows that it was not fitted on")
        List<Tried> tried,

        @Schema(description = "Expected calibration error before")
        double eceBefore,

        @Schema(description = "Expected calibration error after, on rows that it was not fitted on")
        double eceAfter,

        @Schema(
                description =
                        "Interval of ece_after; 0 is in it where chance alone may have made it; null where no bin is off")
        @Nullable
        Interval eceInterval,

        @Schema(description = "Calibration before, in ten bins of equal width")
        List<CalibrationCurve.Bin> before,

        @Schema(description = "Calibration after, on rows that it was not fitted on")
        List<CalibrationCurve.Bin> after,

        @Schema(description = "The calibrator, fitted on all of these rows")
        CalibratorDocument calibrator) {

    /** The same for another reason. */
    Calibration because(String other) {
        return new Calibration(method, other, tried, eceBefore, eceAfter, eceInterval, before, after, calibrator);
    }

    /** A method that was tried. */
    @Schema(name = "TriedCalibration")
    public record Tried(
            CalibrationMethod method,

            @Schema(description = "Brier score") double brier,

            @Schema(description = "Logarithmic loss, which a probability of 0 or 1 that is wrong makes large")
            double logLoss,

            @Schema(description = "Expected calibration error")
            double ece) {}
}
