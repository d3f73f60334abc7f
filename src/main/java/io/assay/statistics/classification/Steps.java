package io.assay.statistics.classification;

import java.util.Arrays;

/** What is taken for positive at each distinct score as a threshold, from the highest on. */
final class Steps {

    private final double[] thresholds;
    private final double[] truePositives;
    private final double[] falsePositives;

    private Steps(double[] thresholds, double[] truePositives, double[] falsePositives) {
        this.thresholds = thresholds;
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
    }

    static Steps of(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        double[] thresholds = new double[scores.length];
        double[] truePositives = new double[scores.length];
        double[] falsePositives = new double[scores.length];
        double positives = 0;
        double negatives = 0;
        int steps = 0;
        for (int place = scores.length - 1; place >= 0; place--) {
            double weight = predictions.weight(place);
            positives += positive[place] ? weight : 0;
            negatives += positive[place] ? 0 : weight;
            if (place == 0 || scores[place - 1] != scores[place]) {
                thresholds[steps] = scores[place];
                truePositives[steps] = positives;
                falsePositives[steps++] = negatives;
            }
        }
        if (steps > 0) {
            // The same sums as of all rows, added in another order.
            truePositives[steps - 1] = predictions.positiveWeight();
            falsePositives[steps - 1] = predictions.negativeWeight();
        }
        return new Steps(
                Arrays.copyOf(thresholds, steps),
                Arrays.copyOf(truePositives, steps),
                Arrays.copyOf(falsePositives, steps));
    }

    int size() {
        return thresholds.length;
    }

    double threshold(int step) {
        return thresholds[step];
    }

    double truePositives(int step) {
        return truePositives[step];
    }

    double falsePositives(int step) {
        return falsePositives[step];
    }
}
