package io.assay.model.algorithm;

import io.assay.model.scoring.Task;
import io.assay.model.split.Dependence;
import io.assay.model.split.Splits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model learns from. Nobody writes to its arrays. */
public final class TrainingSet {

    private final Task task;
    private final int classes;
    private final List<String> names;
    private final double[][] columns;
    private final double[] target;
    private final double @Nullable [] weights;
    private final List<int[]> categories;
    private final Dependence dependence;

    /** Of rows that nothing ties to each other. */
    public TrainingSet(
            Task task,
            int classes,
            List<String> names,
            double[][] columns,
            double[] target,
            double @Nullable [] weights,
            List<int[]> categories) {
        this(task, classes, names, columns, target, weights, categories, Dependence.NONE);
    }

    /**
     * Takes the arrays as they are.
     *
     * @param classes how many; 2 for two of them, 0 for a regression
     * @param names of the features
     * @param columns one array for each feature, NaN where it is missing
     * @param target the number of the class, from 0, of two 1 is the positive one; or the value
     * @param weights of the rows; null where all weigh the same
     * @param categories for each one-hot encoded category the places of its columns
     * @param dependence what ties the rows to each other, which every split within a training heeds
     */
    public TrainingSet(
            Task task,
            int classes,
            List<String> names,
            double[][] columns,
            double[] target,
            double @Nullable [] weights,
            List<int[]> categories,
            Dependence dependence) {
        this.task = task;
        this.classes = classes;
        this.names = List.copyOf(names);
        this.columns = columns;
        this.target = target;
        this.weights = weights;
        this.categories = List.copyOf(categories);
        this.dependence = dependence;
    }

    /** These rows alone. */
    public TrainingSet take(int[] rows) {
        double[][] taken = new double[columns.length][];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = pick(columns[i], rows);
        }
        return new TrainingSet(
                task,
                classes,
                names,
                taken,
                pick(target, rows),
                weights == null ? null : pick(weights, rows),
                categories,
                dependence.take(rows));
    }

    private static double[] pick(double[] values, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    public Task task() {
        return task;
    }

    public int classes() {
        return classes;
    }

    public int rows() {
        return target.length;
    }

    public List<String> names() {
        return names;
    }

    public double[][] columns() {
        return columns;
    }

    public double[] target() {
        return target;
    }

    public double @Nullable [] weights() {
        return weights;
    }

    public List<int[]> categories() {
        return categories;
    }

    /** How the rows may be split. */
    public Splits splits() {
        return new Splits(task, target, dependence);
    }
}
