package io.assay.statistics.calibration;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.distribution.Normal;
import java.util.Objects;

/**
 * Whether log-odds are spread and placed right. Slope: the coefficient of the log-odds in a logistic regression on them; 1
 * is right, below 1 the probabilities are too extreme, as of an overfitted model, above 1 too timid. Intercept: what has to
 * be added to all log-odds, at a slope of 1, so that as many positives are expected as there were; 0 is right, below 0 the
 * probabilities are too high. Source: Cox (1958), "Two further applications of a model for binary regression", Biometrika
 * 45; Van Calster et al. (2016), "A calibration hierarchy for risk models was defined", Journal of Clinical Epidemiology 74.
 *
 * @param value the slope, or the intercept
 * @param standardError from the information; with weights from the sandwich of information and scores
 */
public record CalibrationLine(double value, double standardError) {

    private static final int MOST_STEPS = 200;
    private static final double CLOSE = 1e-14;

    /** Log-odds lie within 35 of 0, and no shift is farther away than both they and the log of what rows can be. */
    private static final double WIDEST = 1_000;

    /** The slope; not available without both classes, or where a threshold separates them, for then it is infinite. */
    public static Outcome<CalibrationLine> slope(BinaryPredictions predictions) {
        if (!predictions.hasBothClasses()) {
            return oneClass();
        }
        double[] scores = predictions.scores();
        if (scores[0] == scores[scores.length - 1]) {
            return Outcome.notAvailable("all predictions are the same, so no slope fits better than another");
        }
        if (isSeparated(predictions)) {
            return Outcome.notAvailable("a threshold separates the classes, and the best slope is infinite");
        }
        LogisticLine line = LogisticLine.fit(logits(predictions), targets(predictions), predictions.weights(), 1, 0);
        return Outcome.of(new CalibrationLine(line.slope(), line.slopeError()));
    }

    /** The intercept at slope 1; not available without both classes. */
    public static Outcome<CalibrationLine> intercept(BinaryPredictions predictions) {
        if (!predictions.hasBothClasses()) {
            return oneClass();
        }
        double[] logits = logits(predictions);
        double low = -WIDEST;
        double high = WIDEST;
        double shift = 0;
        double information = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double excess = -predictions.positiveWeight();
            information = 0;
            for (int place = 0; place < logits.length; place++) {
                double p = Logits.logistic(logits[place] + shift);
                excess += predictions.weight(place) * p;
                information += predictions.weight(place) * p * (1 - p);
            }
            if (excess > 0) {
                high = shift;
            } else {
                low = shift;
            }
            double next = shift - excess / information;
            // Newton's step within what is known to hold the root, else its middle.
            next = next > low && next < high ? next : (low + high) / 2;
            boolean close = Math.abs(next - shift) <= CLOSE * (1 + Math.abs(shift));
            shift = next;
            if (close) {
                break;
            }
        }
        double error = predictions.isWeighted()
                ? Math.sqrt(squares(predictions, logits, shift)) / information
                : 1 / Math.sqrt(information);
        return Outcome.of(new CalibrationLine(shift, error));
    }

    /** The sum of the squared scores, which is the information where all rows weigh 1 and the model is right. */
    private static double squares(BinaryPredictions predictions, double[] logits, double shift) {
        double sum = 0;
        for (int place = 0; place < logits.length; place++) {
            double y = predictions.positive()[place] ? 1 : 0;
            double score = predictions.weight(place) * (Logits.logistic(logits[place] + shift) - y);
            sum += score * score;
        }
        return sum;
    }

    /**
     * How the slope moves with the weight of each row, by row: its part of the inverse information times the row's score.
     *
     * @param predictions that have a slope
     */
    public static double[] slopeInfluences(BinaryPredictions predictions) {
        double[] logits = logits(predictions);
        double[] targets = targets(predictions);
        LogisticLine line = LogisticLine.fit(logits, targets, predictions.weights(), 1, 0);
        double total = 0;
        double sum = 0;
        double[] information = new double[logits.length];
        for (int place = 0; place < logits.length; place++) {
            double p = Logits.logistic(line.slope() * logits[place] + line.intercept());
            information[place] = predictions.weight(place) * p * (1 - p);
            total += information[place];
            sum += information[place] * logits[place];
        }
        double mean = sum / total;
        double squares = 0;
        for (int place = 0; place < logits.length; place++) {
            squares += information[place] * (logits[place] - mean) * (logits[place] - mean);
        }
        double[] influences = new double[logits.length];
        for (int place = 0; place < logits.length; place++) {
            double p = Logits.logistic(line.slope() * logits[place] + line.intercept());
            influences[predictions.order()[place]] =
                    predictions.weight(place) * (targets[place] - p) * (logits[place] - mean) / squares;
        }
        return influences;
    }

    /**
     * How the intercept moves with the weight of each row, by row.
     *
     * @param predictions that have an intercept
     */
    public static double[] interceptInfluences(BinaryPredictions predictions) {
        double shift =
                Objects.requireNonNull(intercept(predictions).valueOrNull()).value();
        double[] logits = logits(predictions);
        double[] targets = targets(predictions);
        double information = 0;
        double[] influences = new double[logits.length];
        for (int place = 0; place < logits.length; place++) {
            double p = Logits.logistic(logits[place] + shift);
            information += predictions.weight(place) * p * (1 - p);
            influences[predictions.order()[place]] = predictions.weight(place) * (targets[place] - p);
        }
        for (int row = 0; row < influences.length; row++) {
            influences[row] /= information;
        }
        return influences;
    }

    /** value ± z se, Wald's. */
    public Outcome<Interval> interval(double confidence) {
        double half = Normal.upperQuantile((1 - confidence) / 2) * standardError;
        return Double.isFinite(half)
                ? Outcome.of(new Interval(value - half, value + half, confidence, "wald"))
                : Outcome.notAvailable("the data carry no information on it");
    }

    private static Outcome<CalibrationLine> oneClass() {
        return Outcome.notAvailable("there are rows of one class only");
    }

    /** Whether no negative that counts scores above a positive that does, or the other way round. */
    private static boolean isSeparated(BinaryPredictions predictions) {
        double[] lowest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] highest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int place = 0; place < predictions.rows(); place++) {
            if (predictions.weight(place) > 0) {
                int side = predictions.positive()[place] ? 1 : 0;
                lowest[side] = Math.min(lowest[side], predictions.scores()[place]);
                highest[side] = Math.max(highest[side], predictions.scores()[place]);
            }
        }
        return highest[0] <= lowest[1] || highest[1] <= lowest[0];
    }

    private static double[] logits(BinaryPredictions predictions) {
        double[] logits = new double[predictions.rows()];
        for (int place = 0; place < logits.length; place++) {
            logits[place] = Logits.of(predictions.scores()[place]);
        }
        return logits;
    }

    private static double[] targets(BinaryPredictions predictions) {
        double[] targets = new double[predictions.rows()];
        for (int place = 0; place < targets.length; place++) {
            targets[place] = predictions.positive()[place] ? 1 : 0;
        }
        return targets;
    }
}
