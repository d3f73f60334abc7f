package io.assay.model.search;

import io.assay.model.algorithm.TrainingSet;
import io.assay.model.scoring.Task;
import io.assay.statistics.classification.LogLoss;
import org.jspecify.annotations.Nullable;

/** What candidates are ranked by: the mean logarithmic loss of classes, the mean squared error of numbers. */
final class Loss {

    private Loss() {}

    static String name(Task task) {
        return task == Task.REGRESSION ? "mean_squared_error" : "log_loss";
    }

    /** @param predictions for each output one number per row */
    static double of(TrainingSet rows, double[][] predictions) {
        double[] weights = rows.weights();
        double sum = 0;
        double total = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double weight = weight(weights, row);
            sum += weight * one(rows, predictions, row);
            total += weight;
        }
        return sum / total;
    }

    private static double weight(double @Nullable [] weights, int row) {
        return weights == null ? 1 : weights[row];
    }

    private static double one(TrainingSet rows, double[][] predictions, int row) {
        double target = rows.target()[row];
        return switch (rows.task()) {
            case BINARY -> logarithmic(target == 1 ? predictions[0][row] : 1 - predictions[0][row]);
            case MULTICLASS -> logarithmic(predictions[(int) target][row]);
            case REGRESSION -> (target - predictions[0][row]) * (target - predictions[0][row]);
        };
    }

    private static double logarithmic(double probability) {
        return -Math.log(LogLoss.clipped(probability));
    }
}
