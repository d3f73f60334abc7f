package io.assay.model.algorithm;

import io.assay.model.scoring.Task;
import io.assay.statistics.Logarithm;

/** How badly margins foretell the outcomes of rows that were held out: log loss, or of a regression the squared error. */
final class HeldOutLoss {

    private final Task task;
    private final double[] target;
    private final double[] weights;

    HeldOutLoss(TrainingSet data, int[] rows) {
        this.task = data.task();
        this.target = new double[rows.length];
        this.weights = new double[rows.length];
        double[] given = data.weights();
        for (int i = 0; i < rows.length; i++) {
            target[i] = data.target()[rows[i]];
            weights[i] = given == null ? 1 : given[rows[i]];
        }
    }

    /** The weighted mean over rows. */
    double of(float[][] margins) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < target.length; i++) {
            sum += weights[i] * ofRow(margins[i], target[i]);
            total += weights[i];
        }
        return sum / total;
    }

    private double ofRow(float[] margins, double outcome) {
        return switch (task) {
            case BINARY -> softplus(outcome == 1 ? -margins[0] : margins[0]);
            case MULTICLASS -> {
                double largest = Double.NEGATIVE_INFINITY;
                for (float margin : margins) {
                    largest = Math.max(largest, margin);
                }
                double sum = 0;
                for (float margin : margins) {
                    sum += Math.exp(margin - largest);
                }
                yield largest + Math.log(sum) - margins[(int) outcome];
            }
            case REGRESSION -> (margins[0] - outcome) * (margins[0] - outcome);
        };
    }

    /** ln(1 + exp(x)). */
    private static double softplus(double x) {
        return Math.max(x, 0) + Logarithm.ofOnePlus(Math.exp(-Math.abs(x)));
    }
}
