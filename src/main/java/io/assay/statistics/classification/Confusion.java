package io.assay.statistics.classification;

import org.jspecify.annotations.Nullable;

/**
 * How many rows, or how much weight, of each class a threshold takes for positive. Every rate is null, undefined, where its
 * denominator is 0.
 *
 * @param truePositives positive and taken for it
 * @param falsePositives negative and taken for positive
 * @param falseNegatives positive and not taken for it
 * @param trueNegatives negative and not taken for positive
 */
public record Confusion(double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {

    /** Takes a row for positive when its score is the threshold or more. */
    public static Confusion at(BinaryPredictions predictions, double threshold) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        double truePositives = 0;
        double falsePositives = 0;
        for (int place = scores.length - 1; place >= 0 && scores[place] >= threshold; place--) {
            double weight = predictions.weight(place);
            truePositives += positive[place] ? weight : 0;
            falsePositives += positive[place] ? 0 : weight;
        }
        return of(predictions, truePositives, falsePositives);
    }

    static Confusion of(BinaryPredictions predictions, double truePositives, double falsePositives) {
        return new Confusion(
                truePositives,
                falsePositives,
                // Sums of weights in two orders may differ in their last place.
                Math.max(0, predictions.positiveWeight() - truePositives),
                Math.max(0, predictions.negativeWeight() - falsePositives));
    }

    public double total() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** TP/(TP + FP). */
    public @Nullable Double precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    /** TP/(TP + FN), sensitivity. */
    public @Nullable Double recall() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    /** TN/(TN + FP). */
    public @Nullable Double specificity() {
        return ratio(trueNegatives, trueNegatives + falsePositives);
    }

    /** (TP + TN)/n. */
    public @Nullable Double accuracy() {
        return ratio(truePositives + trueNegatives, total());
    }

    /** The share that is taken for positive. */
    public @Nullable Double flagged() {
        return ratio(truePositives + falsePositives, total());
    }

    /** The mean of recall and specificity. */
    public @Nullable Double balancedAccuracy() {
        Double recall = recall();
        Double specificity = specificity();
        return recall == null || specificity == null ? null : (recall + specificity) / 2;
    }

    /** TP/(TP + (FP + FN)/2), the harmonic mean of precision and recall. */
    public @Nullable Double f1() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    /**
     * Matthews' correlation, Pearson's of the two yes-or-no columns. Source: Matthews (1975), Biochimica et Biophysica Acta
     * 405.
     */
    public @Nullable Double matthews() {
        double taken = truePositives + falsePositives;
        double left = falseNegatives + trueNegatives;
        double positives = truePositives + falseNegatives;
        double negatives = falsePositives + trueNegatives;
        // Two roots: the product of four large counts would lose nothing but might overflow.
        double scale = Math.sqrt(taken * left) * Math.sqrt(positives * negatives);
        return ratio(truePositives * trueNegatives - falsePositives * falseNegatives, scale);
    }

    private static @Nullable Double ratio(double part, double whole) {
        return whole > 0 ? (Double) (part / whole) : null;
    }
}
