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
        return predictions.hasBothClasses() ? (Double) farthest(predictions).distance() : null;
    }

    /**
     * How it moves with the weight of each row, w ∂D/∂w, by row, the score at which the two are farthest apart staying
     * where it is.
     *
     * @param predictions of both classes
     */
    public static double[] influences(BinaryPredictions predictions) {
        Farthest at = farthest(predictions);
        boolean[] positive = predictions.positive();
        double[] influences = new double[positive.length];
        double sign = at.ofPositives > at.ofNegatives ? 1 : -1;
        for (int place = 0; place < positive.length; place++) {
            double below = place <= at.place ? 1 : 0;
            double move = positive[place]
                    ? (below - at.ofPositives) / predictions.positiveWeight()
                    : (at.ofNegatives - below) / predictions.negativeWeight();
            influences[predictions.order()[place]] = sign * predictions.weight(place) * move;
        }
        return influences;
    }

    /** The place up to which the shares of the two classes differ most. */
    private record Farthest(int place, double ofPositives, double ofNegatives) {

        double distance() {
            return Math.abs(ofPositives - ofNegatives);
        }
    }

    private static Farthest farthest(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        double positives = 0;
        double negatives = 0;
        int farthest = -1;
        double ofPositives = 0;
        double ofNegatives = 0;
        for (int place = 0; place < scores.length; place++) {
            double weight = predictions.weight(place);
            positives += positive[place] ? weight : 0;
            negatives += positive[place] ? 0 : weight;
            if (place + 1 == scores.length || scores[place + 1] != scores[place]) {
                double positivesHere = positives / predictions.positiveWeight();
                double negativesHere = negatives / predictions.negativeWeight();
                if (Math.abs(positivesHere - negativesHere) > Math.abs(ofPositives - ofNegatives)) {
                    farthest = place;
                    ofPositives = positivesHere;
                    ofNegatives = negativesHere;
                }
            }
        }
        return new Farthest(farthest, ofPositives, ofNegatives);
    }
}
