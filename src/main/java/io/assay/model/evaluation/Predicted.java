package io.assay.model.evaluation;

import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Judge;
import io.assay.model.judgement.JudgeOptions;
import io.assay.model.judgement.Judgement;
import io.assay.model.judgement.Segmentation;
import io.assay.model.scoring.Task;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.MulticlassPredictions;
import io.assay.statistics.regression.RegressionPredictions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model said of rows, and what they were. Nobody writes to the arrays. */
final class Predicted {

    private final Task task;
    private final double[][] predictions;
    private final double[] target;
    private final double @Nullable [] weights;
    private final int @Nullable [] groups;

    /**
     * Takes the arrays as they are.
     *
     * @param predictions for each output one number per row
     * @param target numbers of classes, or values
     * @param weights null where all weigh the same
     * @param groups whose each row is, numbers from 0; null where nobody has two
     */
    Predicted(
            Task task, double[][] predictions, double[] target, double @Nullable [] weights, int @Nullable [] groups) {
        this.task = task;
        this.predictions = predictions;
        this.target = target;
        this.weights = weights;
        this.groups = groups;
    }

    /** The metric by which models are held against each other. */
    static String primary(Task task) {
        return switch (task) {
            case BINARY -> "roc_auc";
            case MULTICLASS -> "log_loss";
            case REGRESSION -> "rmse";
        };
    }

    /** Every metric's value, null where it is undefined. */
    Map<String, @Nullable Double> values(Judge judge) {
        return switch (task) {
            case BINARY -> judge.values(binary());
            case MULTICLASS -> judge.values(multiclass());
            case REGRESSION -> judge.values(regression());
        };
    }

    /** One metric's value, null where it is undefined. */
    @Nullable
    Double value(Judge judge, String metric) {
        return switch (task) {
            case BINARY -> judge.value(metric, binary());
            case MULTICLASS -> judge.value(metric, multiclass());
            case REGRESSION -> judge.value(metric, regression());
        };
    }

    /** Everything that is to be said of them. */
    Judgement judged(Judge judge, List<Segmentation> segments, JudgeOptions options) {
        return switch (task) {
            case BINARY -> judge.binary(binary(), null, segments, options);
            case MULTICLASS -> judge.multiclass(multiclass(), null, segments, options);
            case REGRESSION -> judge.regression(regression(), null, segments, options);
        };
    }

    /** Against another model's predictions of the same rows, by the primary metric. */
    ComparedMetric against(Predicted other, Judge judge, JudgeOptions options) {
        String metric = primary(task);
        return switch (task) {
            case BINARY -> judge.compared(metric, binary(), other.binary(), options);
            case MULTICLASS -> judge.compared(metric, multiclass(), other.multiclass(), options);
            case REGRESSION -> judge.compared(metric, regression(), other.regression(), options);
        };
    }

    /** The same probability for every row. */
    Predicted ofNothing() {
        double[] half = new double[target.length];
        Arrays.fill(half, 0.5);
        return new Predicted(task, new double[][] {half}, target, weights, groups);
    }

    Task task() {
        return task;
    }

    /** For each output one number per row. */
    double[][] predictions() {
        return predictions;
    }

    double[] target() {
        return target;
    }

    double @Nullable [] weights() {
        return weights;
    }

    int @Nullable [] groups() {
        return groups;
    }

    /** Which rows are of the positive class. */
    boolean[] positive() {
        boolean[] positive = new boolean[target.length];
        for (int row = 0; row < target.length; row++) {
            positive[row] = target[row] == 1;
        }
        return positive;
    }

    BinaryPredictions binary() {
        return BinaryPredictions.of(predictions[0], positive(), weights).grouped(groups);
    }

    private MulticlassPredictions multiclass() {
        int[] classes = Arrays.stream(target).mapToInt(value -> (int) value).toArray();
        return MulticlassPredictions.of(predictions, classes, weights).grouped(groups);
    }

    private RegressionPredictions regression() {
        return RegressionPredictions.of(predictions[0], target, weights).grouped(groups);
    }
}
