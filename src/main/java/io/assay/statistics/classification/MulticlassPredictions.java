package io.assay.statistics.classification;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.resampling.Groups;
import io.assay.statistics.resampling.Resamplable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was predicted of rows of several classes, and what they are. Immutable by agreement: whoever is handed its arrays
 * does not write to them.
 */
public final class MulticlassPredictions implements Resamplable<MulticlassPredictions> {

    /** Of fewer rows of a class all could be missing among rows that are drawn again. */
    private static final int FEW = 30;

    private final double[][] probabilities;
    private final int[] classes;
    private final double @Nullable [] weights;
    private final int @Nullable [] groups;

    /** Each class against all others, sorted when it is first asked for. */
    private final @Nullable BinaryPredictions[] against;

    private MulticlassPredictions(
            double[][] probabilities, int[] classes, double @Nullable [] weights, int @Nullable [] groups) {
        this(probabilities, classes, weights, groups, new @Nullable BinaryPredictions[probabilities.length]);
    }

    private MulticlassPredictions(
            double[][] probabilities,
            int[] classes,
            double @Nullable [] weights,
            int @Nullable [] groups,
            @Nullable BinaryPredictions[] against) {
        this.probabilities = probabilities;
        this.classes = classes;
        this.weights = weights;
        this.groups = groups;
        this.against = against;
    }

    /**
     * Takes the arrays as they are.
     *
     * @param probabilities for each class one array with a probability per row
     * @param classes the number of each row's class, from 0
     * @param weights of the rows, 0 or more and finite; null where all weigh the same
     */
    public static MulticlassPredictions of(double[][] probabilities, int[] classes, double @Nullable [] weights) {
        if (probabilities.length < 2) {
            throw new InvalidInputException("p", "must have two classes at least");
        }
        for (double[] ofClass : probabilities) {
            if (ofClass.length != classes.length) {
                throw new InvalidInputException("p", "must have a probability per row for each class");
            }
            for (int row = 0; row < ofClass.length; row++) {
                if (!Double.isFinite(ofClass[row])) {
                    throw new InvalidInputException("p/" + row, "must be finite numbers");
                }
            }
        }
        for (int row = 0; row < classes.length; row++) {
            if (classes[row] < 0 || classes[row] >= probabilities.length) {
                throw new InvalidInputException("y/" + row, "must be one of the classes");
            }
        }
        if (weights != null) {
            BinaryPredictions.requireWeights(weights, classes.length);
        }
        return new MulticlassPredictions(probabilities, classes, weights, null);
    }

    /** The same rows, those of one group alike; {@code whose} as {@link #groups()} says. */
    public MulticlassPredictions grouped(int @Nullable [] whose) {
        return new MulticlassPredictions(probabilities, classes, weights, Groups.checked(whose, classes.length));
    }

    @Override
    public MulticlassPredictions resampled(double[] counts) {
        double[] drawn = new double[counts.length];
        for (int row = 0; row < drawn.length; row++) {
            drawn[row] = counts[row] * weight(row);
        }
        @Nullable BinaryPredictions[] drawnAgainst = new @Nullable BinaryPredictions[against.length];
        for (int k = 0; k < against.length; k++) {
            drawnAgainst[k] = against(k).resampled(counts);
        }
        return new MulticlassPredictions(probabilities, classes, drawn, groups, drawnAgainst);
    }

    @Override
    public int @Nullable [] strata() {
        return Arrays.stream(counts()).anyMatch(count -> count < FEW) ? classes : null;
    }

    /** These rows alone. */
    public MulticlassPredictions where(boolean[] rows) {
        int n = 0;
        for (boolean row : rows) {
            n += row ? 1 : 0;
        }
        double[][] there = new double[probabilities.length][n];
        int[] classesThere = new int[n];
        double[] weightsThere = weights == null ? null : new double[n];
        int at = 0;
        for (int row = 0; row < rows.length; row++) {
            if (rows[row]) {
                for (int k = 0; k < there.length; k++) {
                    there[k][at] = probabilities[k][row];
                }
                classesThere[at] = classes[row];
                if (weightsThere != null && weights != null) {
                    weightsThere[at] = weights[row];
                }
                at++;
            }
        }
        return new MulticlassPredictions(there, classesThere, weightsThere, Groups.where(groups, rows));
    }

    @Override
    public int rows() {
        return classes.length;
    }

    @Override
    public int @Nullable [] groups() {
        return groups;
    }

    public int classCount() {
        return probabilities.length;
    }

    /** For each class a probability per row. */
    public double[][] probabilities() {
        return probabilities;
    }

    /** The class of each row. */
    public int[] classes() {
        return classes;
    }

    @Override
    public double @Nullable [] rowWeights() {
        return weights;
    }

    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    public boolean isWeighted() {
        return weights != null;
    }

    /** Rows of each class that have a weight. */
    public long[] counts() {
        long[] counts = new long[classCount()];
        for (int row = 0; row < classes.length; row++) {
            counts[classes[row]] += weight(row) > 0 ? 1 : 0;
        }
        return counts;
    }

    /** The same, or where rows come in groups the groups of them: see {@link Groups#ofClasses}. */
    public long[] independent() {
        return Groups.ofClasses(classes, classCount(), weights, groups);
    }

    /** One class against all others. */
    public BinaryPredictions against(int one) {
        BinaryPredictions known = against[one];
        if (known != null) {
            return known;
        }
        boolean[] positive = new boolean[classes.length];
        for (int row = 0; row < classes.length; row++) {
            positive[row] = classes[row] == one;
        }
        BinaryPredictions sorted =
                BinaryPredictions.of(probabilities[one], positive, weights).grouped(groups);
        against[one] = sorted;
        return sorted;
    }

    /** The likeliest class of a row, of equal ones the first. */
    public int likeliest(int row) {
        int likeliest = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k][row] > probabilities[likeliest][row]) {
                likeliest = k;
            }
        }
        return likeliest;
    }
}
