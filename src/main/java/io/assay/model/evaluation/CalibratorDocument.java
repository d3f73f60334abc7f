package io.assay.model.evaluation;

import io.assay.model.ModelRequest.CalibrationMethod;
import io.assay.statistics.calibration.Calibrator;
import io.assay.statistics.calibration.Identity;
import io.assay.statistics.calibration.Isotonic;
import io.assay.statistics.calibration.Platt;
import io.assay.statistics.calibration.ScoreScale;
import io.assay.statistics.calibration.Temperature;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A calibrator as it is written and read again. */
@Schema(name = "Calibrator")
public record CalibratorDocument(
        CalibrationMethod method,

        @Schema(description = "Of temperature and none: what scores are; null for the others") @Nullable
        ScoreScale scale,

        @Schema(description = "Of sigmoid: p = 1/(1 + exp(a f + b))") @Nullable
        Double a,

        @Schema(description = "Of sigmoid") @Nullable Double b,

        @Schema(description = "Of temperature: p = 1/(1 + exp(-f/temperature))") @Nullable
        Double temperature,

        @Schema(description = "Of isotonic: the scores between which it is straight, flat outside") @Nullable
        List<Double> scores,

        @Schema(description = "Of isotonic: the probabilities at these scores") @Nullable
        List<Double> probabilities) {

    static CalibratorDocument of(Calibrator calibrator) {
        return switch (calibrator) {
            case Identity(ScoreScale scale) ->
                new CalibratorDocument(CalibrationMethod.NONE, scale, null, null, null, null, null);
            case Platt(double a, double b) ->
                new CalibratorDocument(CalibrationMethod.SIGMOID, null, a, b, null, null, null);
            case Isotonic(List<Double> scores, List<Double> probabilities) ->
                new CalibratorDocument(CalibrationMethod.ISOTONIC, null, null, null, null, scores, probabilities);
            case Temperature(double temperature, ScoreScale scale) ->
                new CalibratorDocument(CalibrationMethod.TEMPERATURE, scale, null, null, temperature, null, null);
        };
    }

    /** The calibrator that it stands for. */
    public Calibrator calibrator() {
        return switch (method) {
            case NONE -> new Identity(Objects.requireNonNull(scale));
            case SIGMOID -> new Platt(Objects.requireNonNull(a), Objects.requireNonNull(b));
            case ISOTONIC -> new Isotonic(Objects.requireNonNull(scores), Objects.requireNonNull(probabilities));
            case TEMPERATURE -> new Temperature(Objects.requireNonNull(temperature), Objects.requireNonNull(scale));
            case BEST -> throw new IllegalArgumentException("no method of its own");
        };
    }
}
