package io.assay.model.metrics;

import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.model.ModelRequest.CalibrationMethod;
import io.assay.model.evaluation.Calibrating;
import io.assay.model.evaluation.Calibration;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.calibration.Calibrator;
import io.assay.statistics.calibration.ScoreScale;
import io.assay.statistics.classification.BinaryPredictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Fits a calibrator to scores that were given anywhere. */
@Component
class CalibrateKind implements JobKind<CalibrateRequest> {

    private static final int SMALL = 200_000;
    private static final long BYTES = 200;
    private static final int FEW = 200;

    private final AnalysisTimer timer;

    CalibrateKind(AnalysisTimer timer) {
        this.timer = timer;
    }

    @Override
    public String name() {
        return "model_calibration";
    }

    @Override
    public Class<CalibrateRequest> parameters() {
        return CalibrateRequest.class;
    }

    @Override
    public boolean isSmall(CalibrateRequest request) {
        return request.scores().size() <= SMALL;
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(CalibrateRequest request, JobContext context) {
        context.needs(request.scores().size() * BYTES, "the scores");
        context.progress(0, "calibrating");
        CalibrateAnswer answer = timer.time("model_calibration", () -> calibrated(request));
        return () -> ResponseEntity.ok(answer);
    }

    private static CalibrateAnswer calibrated(CalibrateRequest request) {
        double[] scores = doubles(request.scores());
        boolean[] positive = new boolean[scores.length];
        int[] classes = new int[scores.length];
        for (int row = 0; row < scores.length; row++) {
            classes[row] = request.y().get(row);
            positive[row] = classes[row] == 1;
        }
        List<Double> weighed = request.weights();
        double[] weights = weighed == null ? null : doubles(weighed);
        ScoreScale scale = request.scaleOrGuess();
        BinaryPredictions predictions = BinaryPredictions.of(scores, positive, weights);
        int[] whose = request.whose();
        int[] folds = request.folds(classes, whose);
        Calibration calibration =
                Calibrating.choose(request.methodOrBest(), scores, scale, positive, weights, folds, whose);
        Calibrator calibrator = calibration.calibrator().calibrator();
        List<Double> at = request.at();
        return new CalibrateAnswer(
                scores.length,
                predictions.positives(),
                scale,
                (int) Arrays.stream(folds).distinct().count(),
                calibration,
                at == null ? null : at.stream().map(calibrator::apply).toList(),
                warnings(calibration.method(), predictions));
    }

    private static List<String> warnings(CalibrationMethod method, BinaryPredictions predictions) {
        List<String> warnings = new ArrayList<>();
        if (Math.min(predictions.positives(), predictions.negatives()) < FEW && method == CalibrationMethod.ISOTONIC) {
            warnings.add("Isotonic calibration on fewer than " + FEW
                    + " rows of a class follows chance; sigmoid needs less.");
        }
        return List.copyOf(warnings);
    }

    private static double[] doubles(List<Double> values) {
        double[] doubles = new double[values.size()];
        int row = 0;
        for (double value : values) {
            doubles[row++] = value;
        }
        return doubles;
    }
}
