package io.assay.statistics.classification;

import org.jspecify.annotations.Nullable;

/**
 * The largest distance between the distribution functions of the positives' and the negatives' scores, max |F₁ - F₀|:
 * the two-sample statistic of Kolmogorov and Smirnov (1948), and the height of the ROC curve above its diagonal.
 */
public final class KolmogorovSmirnov {

    private KolmogorovSmirnov() {}

    /** From 0 to 1; null, undefined, where one of the classes has no row that counts. */
    public static @Nullable Double of(BinaryPredictions predictions) {
        if (!predictions.hasBothClasses()) {
            return null;
        }
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        double positives = 0;
        double negatives = 0;
        double largest = 0;
        for (int place = 0; place < scores.length; place++) {
            double weight = predictions.weight(place);
            positives += positive[place] ? weight : 0;
            negatives += positive[place] ? 0 : weight;
            if (place + 1 == scores.length || scores[place + 1] != scores[place]) {
                double distance =
                        Math.abs(positives / predictions.positiveWeight() - negatives / predictions.negativeWeight());
                largest = Math.max(largest, distance);
            }
        }
        return largest;
    }
}
