package io.assay.statistics.classification;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The area under the ROC curve: the probability that a positive scores higher than a negative, ties counting half.
 *
 * <p>AUC = U / (n₁ n₀), U = #{positive > negative} + ½ #{equal} over all pairs, which is the sum of the positives'
 * midranks less n₁(n₁ + 1)/2. U is counted in whole halves, so that nothing is rounded before the one division. Source:
 * Hanley and McNeil (1982), "The meaning and use of the area under a ROC curve", Radiology 143.
 */
public final class RocAuc {

    private RocAuc() {}

    /**
     * In O(n log n).
     *
     * @param scores the higher, the likelier positive; never NaN
     * @param positive as many
     * @return from 0 to 1; null, undefined, where one of the classes has no row
     */
    public static @Nullable Double of(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new InvalidInputException("scores", "must be as many as there are labels");
        }
        double[] positives = new double[scores.length];
        double[] negatives = new double[scores.length];
        int n1 = 0;
        int n0 = 0;
        for (int row = 0; row < scores.length; row++) {
            // Adding 0 makes 0 of -0, which the sort would put before it.
            double score = scores[row] + 0.0;
            if (Double.isNaN(score)) {
                throw new InvalidInputException("scores", "must not be missing");
            }
            if (positive[row]) {
                positives[n1++] = score;
            } else {
                negatives[n0++] = score;
            }
        }
        if (n1 == 0 || n0 == 0) {
            return null;
        }
        return halves(Arrays.copyOf(positives, n1), Arrays.copyOf(negatives, n0)) / (2.0 * n1 * n0);
    }

    /**
     * The same of predictions that may have weights: a pair weighs the product of its two.
     *
     * @return from 0 to 1; null, undefined, where one of the classes has no row that counts
     */
    public static @Nullable Double of(BinaryPredictions predictions) {
        if (!predictions.hasBothClasses()) {
            return null;
        }
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        double halves = 0;
        double below = 0;
        int place = 0;
        while (place < scores.length) {
            double score = scores[place];
            double positives = 0;
            double negatives = 0;
            for (; place < scores.length && scores[place] == score; place++) {
                double weight = predictions.weight(place);
                positives += positive[place] ? weight : 0;
                negatives += positive[place] ? 0 : weight;
            }
            // Without weights these are whole halves, exact up to 2^53.
            halves += positives * (2 * below + negatives);
            below += negatives;
        }
        return halves / (2 * predictions.positiveWeight() * predictions.negativeWeight());
    }

    /**
     * How the area moves with the weight of each row, w ∂AUC/∂w, by row: for a positive row w (V - AUC) over the weight of
     * positives, V the share of negatives that it outscores, for a negative likewise.
     *
     * @param predictions of both classes
     */
    public static double[] influences(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        int[] order = predictions.order();
        double ofPositives = predictions.positiveWeight();
        double ofNegatives = predictions.negativeWeight();
        double auc = Objects.requireNonNull(of(predictions));
        double[] influences = new double[scores.length];
        double positivesBelow = 0;
        double negativesBelow = 0;
        int first = 0;
        while (first < scores.length) {
            int end = first;
            double positives = 0;
            double negatives = 0;
            for (; end < scores.length && scores[end] == scores[first]; end++) {
                positives += positive[end] ? predictions.weight(end) : 0;
                negatives += positive[end] ? 0 : predictions.weight(end);
            }
            double outscored = (negativesBelow + negatives / 2) / ofNegatives;
            double outscoring = 1 - (positivesBelow + positives / 2) / ofPositives;
            for (int place = first; place < end; place++) {
                double move = positive[place] ? (outscored - auc) / ofPositives : (outscoring - auc) / ofNegatives;
                influences[order[place]] = predictions.weight(place) * move;
            }
            positivesBelow += positives;
            negativesBelow += negatives;
            first = end;
        }
        return influences;
    }

    /** Twice the Mann-Whitney statistic. */
    private static long halves(double[] positives, double[] negatives) {
        Arrays.sort(positives);
        Arrays.sort(negatives);
        long halves = 0;
        int less = 0;
        int notGreater = 0;
        for (double score : positives) {
            while (less < negatives.length && negatives[less] < score) {
                less++;
            }
            while (notGreater < negatives.length && negatives[notGreater] <= score) {
                notGreater++;
            }
            halves += less + notGreater;
        }
        return halves;
    }
}
