package io.assay.model.evaluation;

import io.assay.model.ModelRequest.CalibrationMethod;
import io.assay.model.scoring.Link;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.statistics.calibration.CalibrationCurve;
import io.assay.statistics.calibration.CalibrationCurve.Edges;
import io.assay.statistics.calibration.CalibrationError;
import io.assay.statistics.calibration.Calibrator;
import io.assay.statistics.calibration.Identity;
import io.assay.statistics.calibration.Isotonic;
import io.assay.statistics.calibration.Platt;
import io.assay.statistics.calibration.Scale;
import io.assay.statistics.calibration.Temperature;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.Brier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what makes the scores of a model into probabilities, on what models said of rows that they had not seen. Each
 * method is judged on folds that it was not fitted on, by their Brier score, and then fitted on all of them.
 */
final class Calibrating {

    private static final int BINS = 10;
    private static final double CONFIDENCE = 0.95;

    private final Predicted predicted;
    private final double[] scores;
    private final Scale scale;
    private final int[] folds;

    private Calibrating(Predicted predicted, double[] scores, Scale scale, int[] folds) {
        this.predicted = predicted;
        this.scores = scores;
        this.scale = scale;
        this.folds = folds;
    }

    /** A method on rows that it was not fitted on. */
    private record Tried(CalibrationMethod method, BinaryPredictions predictions, double brier, double ece) {}

    /** What is chosen for the model of a study; null where there are not two classes, or none is wanted. */
    static @Nullable Calibration of(CalibrationMethod wanted, Study study) {
        if (study.material().outcome().task() != Task.BINARY || wanted == CalibrationMethod.NONE) {
            return null;
        }
        Judged chosen = study.chosen();
        int[] rows = chosen.outOfFold().rows();
        Model model = chosen.trained().getLast().model();
        double[] scores = hasLogOdds(model)
                ? chosen.outOfFold().margins(rows)[0]
                : chosen.outOfFold().predictions(rows)[0];
        int[] fold = chosen.outOfFold().folds();
        return new Calibrating(
                        study.said(chosen),
                        scores,
                        scale(model),
                        Arrays.stream(rows).map(row -> fold[row]).toArray())
                .choose(wanted);
    }

    /** What a model says of rows as it would be served. */
    static double[][] served(Model model, @Nullable Calibrator calibrator, double[][] columns, int rows) {
        if (calibrator == null) {
            return model.predictions(columns, rows);
        }
        double[] scores = hasLogOdds(model) ? model.margins(columns, rows)[0] : model.predictions(columns, rows)[0];
        return new double[][] {calibrator.apply(scores)};
    }

    private static boolean hasLogOdds(Model model) {
        return model.link() == Link.LOGIT;
    }

    private static Scale scale(Model model) {
        return hasLogOdds(model) ? Scale.LOG_ODDS : Scale.PROBABILITY;
    }

    private Calibration choose(CalibrationMethod wanted) {
        List<Tried> tried = new ArrayList<>();
        for (CalibrationMethod method : CalibrationMethod.values()) {
            if (method != CalibrationMethod.BEST
                    && (wanted == CalibrationMethod.BEST || method == wanted || method == CalibrationMethod.NONE)) {
                tried.add(tried(method));
            }
        }
        // The first of equal ones: the simpler.
        Tried best = wanted == CalibrationMethod.BEST
                ? tried.stream().min(Comparator.comparingDouble(Tried::brier)).orElseThrow()
                : tried.getLast();
        Tried none = tried.getFirst();
        Calibrator calibrator = fit(best.method(), scores, predicted.positive(), predicted.weights());
        return new Calibration(
                best.method(),
                wanted == CalibrationMethod.BEST
                        ? "it has the least Brier score on rows that it was not fitted on"
                        : "it was asked for",
                tried.stream()
                        .map(one -> new Calibration.Tried(one.method(), one.brier(), one.ece()))
                        .toList(),
                none.ece(),
                best.ece(),
                CalibrationCurve.of(none.predictions(), BINS, Edges.UNIFORM, CONFIDENCE),
                CalibrationCurve.of(best.predictions(), BINS, Edges.UNIFORM, CONFIDENCE),
                CalibratorDocument.of(calibrator));
    }

    private Tried tried(CalibrationMethod method) {
        double[] probabilities = crossFitted(method);
        BinaryPredictions predictions = BinaryPredictions.of(probabilities, predicted.positive(), predicted.weights());
        double[] losses = Brier.losses(predictions);
        double sum = 0;
        for (int place = 0; place < losses.length; place++) {
            sum += predictions.weight(place) * losses[place];
        }
        return new Tried(
                method,
                predictions,
                sum / predictions.totalWeight(),
                Objects.requireNonNull(CalibrationError.of(predictions)));
    }

    /** The probabilities of each fold by a calibrator that was fitted on the others. */
    private double[] crossFitted(CalibrationMethod method) {
        double[] probabilities = new double[scores.length];
        for (int fold : Arrays.stream(folds).distinct().toArray()) {
            Calibrator calibrator = method == CalibrationMethod.NONE ? new Identity(scale) : without(method, fold);
            for (int row = 0; row < folds.length; row++) {
                if (folds[row] == fold) {
                    probabilities[row] = calibrator.apply(scores[row]);
                }
            }
        }
        return probabilities;
    }

    private Calibrator without(CalibrationMethod method, int fold) {
        int count = (int) Arrays.stream(folds).filter(other -> other != fold).count();
        double[] given = predicted.weights();
        boolean[] all = predicted.positive();
        double[] others = new double[count];
        boolean[] positive = new boolean[count];
        double[] weights = given == null ? null : new double[count];
        int at = 0;
        for (int row = 0; row < folds.length; row++) {
            if (folds[row] != fold) {
                others[at] = scores[row];
                positive[at] = all[row];
                if (weights != null && given != null) {
                    weights[at] = given[row];
                }
                at++;
            }
        }
        return fit(method, others, positive, weights);
    }

    private Calibrator fit(CalibrationMethod method, double[] of, boolean[] positive, double @Nullable [] weights) {
        return switch (method) {
            case NONE -> new Identity(scale);
            case SIGMOID -> Platt.fit(of, positive, weights);
            case ISOTONIC -> Isotonic.fit(of, positive, weights);
            case TEMPERATURE -> Temperature.fit(of, positive, weights, scale);
            case BEST -> throw new IllegalArgumentException("no method of its own");
        };
    }
}
