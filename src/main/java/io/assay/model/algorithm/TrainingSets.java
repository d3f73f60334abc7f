package io.assay.model.algorithm;

import io.assay.model.scoring.Task;
import java.util.Arrays;

/** What every algorithm asks of a training set. */
final class TrainingSets {

    private TrainingSets() {}

    /**
     * Refuses what nothing can be learned from: no rows, no features, a class without a row.
     *
     * @throws io.assay.platform.problem.ProblemException with status 422
     */
    static void requireLearnable(TrainingSet data) {
        if (data.rows() == 0) {
            throw Refusal.of("There are no rows to learn from.");
        }
        if (data.names().isEmpty()) {
            throw Refusal.of("There are no features to learn from.");
        }
        if (data.task() != Task.REGRESSION) {
            double[] weights = classWeights(data);
            for (int number = 0; number < weights.length; number++) {
                if (!(weights[number] > 0)) {
                    throw Refusal.of(
                            "The training rows have none of class %d: both sides of a decision have to be seen to be learned."
                                    .formatted(number));
                }
            }
        }
    }

    /** Refuses missing values, by the name of the first feature that has one. */
    static void requireComplete(TrainingSet data, String algorithm) {
        for (int feature = 0; feature < data.columns().length; feature++) {
            for (double number : data.columns()[feature]) {
                if (Double.isNaN(number)) {
                    throw Refusal.of(
                            "The feature %s has missing values, which %s cannot learn from: let the pipeline impute them."
                                    .formatted(data.names().get(feature), algorithm));
                }
            }
        }
    }

    /** What Smile's trees ask for: enough rows to leave some out, none missing anything, none weighing more than others. */
    static void requireUnweighted(TrainingSet data, int fewestRows, String algorithm) {
        requireLearnable(data);
        requireComplete(data, algorithm);
        if (data.weights() != null) {
            throw Refusal.ofAlgorithm("%s takes no weights, and no class_weight: xgboost and logistic_regression do"
                    .formatted(algorithm));
        }
        if (data.rows() < fewestRows) {
            throw Refusal.ofAlgorithm("%s takes %d training rows at least, and there are %d"
                    .formatted(algorithm, fewestRows, data.rows()));
        }
    }

    /** The weight of the rows of each class, the number of rows where all weigh the same. */
    static double[] classWeights(TrainingSet data) {
        double[] sums = new double[data.classes()];
        double[] weights = data.weights();
        for (int row = 0; row < data.rows(); row++) {
            sums[(int) data.target()[row]] += weights == null ? 1 : weights[row];
        }
        return sums;
    }

    /** The mean of the target, weighted: of two classes the share of the positive one. */
    static double mean(TrainingSet data) {
        double[] weights = data.weights();
        double[] target = data.target();
        if (weights == null) {
            return Arrays.stream(target).average().orElse(0);
        }
        double sum = 0;
        double total = 0;
        for (int row = 0; row < target.length; row++) {
            sum += weights[row] * target[row];
            total += weights[row];
        }
        return sum / total;
    }
}
