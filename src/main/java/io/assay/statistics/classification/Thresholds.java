package io.assay.statistics.classification;

import io.assay.statistics.InvalidInputException;

/** Where to draw the line between taking a row for positive and not, by what errors cost or by how many rows can be taken. */
public final class Thresholds {

    private Thresholds() {}

    /**
     * The threshold with the least c_fp FP + c_fn FN, of equal ones the highest, which takes the fewest rows; above all
     * scores when it is cheapest to take none.
     *
     * @param falsePositive c_fp, what it costs to take a negative row; 0 or more
     * @param falseNegative c_fn, what it costs to leave a positive row; 0 or more, and not both 0
     */
    public static double cheapest(BinaryPredictions predictions, double falsePositive, double falseNegative) {
        if (!(falsePositive >= 0 && falseNegative >= 0 && falsePositive + falseNegative > 0)) {
            throw new InvalidInputException("costs", "must be 0 or more, and not both 0");
        }
        Steps steps = Steps.of(predictions);
        double threshold = above(predictions);
        double least = falseNegative * predictions.positiveWeight();
        for (int step = 0; step < steps.size(); step++) {
            double missed = predictions.positiveWeight() - steps.truePositives(step);
            double cost = falsePositive * steps.falsePositives(step) + falseNegative * missed;
            if (cost < least) {
                least = cost;
                threshold = steps.threshold(step);
            }
        }
        return threshold;
    }

    /**
     * The lowest threshold that takes at most so many rows: rows of one score are taken together or not at all. Above all
     * scores when already the first ones are too many.
     *
     * @param most rows, or weight of them, that can be taken
     */
    public static double withCapacity(BinaryPredictions predictions, double most) {
        Steps steps = Steps.of(predictions);
        double threshold = above(predictions);
        for (int step = 0; step < steps.size(); step++) {
            if (steps.truePositives(step) + steps.falsePositives(step) > most) {
                break;
            }
            threshold = steps.threshold(step);
        }
        return threshold;
    }

    /** The least double above all scores. */
    private static double above(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        return scores.length == 0 ? 0 : Math.nextUp(scores[scores.length - 1]);
    }
}
