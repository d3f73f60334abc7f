package io.assay.statistics.classification;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.resampling.Groups;
import io.assay.statistics.resampling.Resamplable;
import io.assay.statistics.sample.Order;
import org.jspecify.annotations.Nullable;

/**
 * What was predicted of rows of two classes, and what they are, sorted by score once so that everything that is asked of
 * it takes one pass. The place of a row is its rank by score, from 0, ascending. Immutable by agreement: whoever is
 * handed its arrays does not write to them.
 */
public final class BinaryPredictions implements Resamplable<BinaryPredictions> {

    /** Of fewer rows of a class all could be missing among rows that are drawn again. */
    private static final int FEW = 30;

    /** Between these the squares of weights, and their sums, are numbers of full precision. */
    public static final double LEAST_WEIGHT = 1e-100;

    public static final double MOST_WEIGHT = 1e100;

    private final double[] scores;
    private final boolean[] positive;
    private final double @Nullable [] weights;
    private final int[] order;
    private final int @Nullable [] groups;
    private final long positives;
    private final double positiveWeight;
    private final double negativeWeight;

    private BinaryPredictions(
            double[] scores, boolean[] positive, double @Nullable [] weights, int[] order, int @Nullable [] groups) {
        this.scores = scores;
        this.positive = positive;
        this.weights = weights;
        this.order = order;
        this.groups = groups;
        long count = 0;
        double ofPositives = 0;
        double ofNegatives = 0;
        for (int place = 0; place < scores.length; place++) {
            double weight = weights == null ? 1 : weights[place];
            if (positive[place]) {
                ofPositives += weight;
                count += weight == 0 ? 0 : 1;
            } else {
                ofNegatives += weight;
            }
        }
        this.positives = count;
        this.positiveWeight = ofPositives;
        this.negativeWeight = ofNegatives;
    }

    /**
     * Sorts, in linear time.
     *
     * @param scores one per row, the higher, the likelier positive; finite. Probabilities where a metric needs such
     * @param positive as many
     * @param weights as many, 0 or more and finite; null where all weigh the same
     */
    public static BinaryPredictions of(double[] scores, boolean[] positive, double @Nullable [] weights) {
        int n = scores.length;
        if (positive.length != n) {
            throw new InvalidInputException("y", "must be as many as there are predictions");
        }
        requireFinite(scores, "p");
        if (weights != null) {
            requireWeights(weights, n);
        }
        int[] order = Order.ascending(scores);
        double[] sorted = new double[n];
        boolean[] labels = new boolean[n];
        double[] weighed = weights == null ? null : new double[n];
        for (int place = 0; place < n; place++) {
            int row = order[place];
            sorted[place] = scores[row] + 0.0;
            labels[place] = positive[row];
            if (weighed != null && weights != null) {
                weighed[place] = weights[row];
            }
        }
        return new BinaryPredictions(sorted, labels, weighed, order, null);
    }

    /** The same rows, those of one group alike; {@code whose} as {@link #groups()} says. */
    public BinaryPredictions grouped(int @Nullable [] whose) {
        return new BinaryPredictions(scores, positive, weights, order, Groups.checked(whose, scores.length));
    }

    private static void requireFinite(double[] values, String parameter) {
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row])) {
                throw new InvalidInputException(parameter + "/" + row, "must be a finite number");
            }
        }
    }

    /** Refuses weights that are not as many as the rows, below 0, not finite or beyond all reason, and those that are all 0. */
    public static void requireWeights(double[] weights, int rows) {
        if (weights.length != rows) {
            throw new InvalidInputException("weights", "must be as many as there are predictions");
        }
        double total = 0;
        for (int row = 0; row < rows; row++) {
            if (!(weights[row] >= 0 && Double.isFinite(weights[row]))) {
                throw new InvalidInputException("weights/" + row, "must be 0 or more and finite");
            }
            if (weights[row] > 0 && !(weights[row] >= LEAST_WEIGHT && weights[row] <= MOST_WEIGHT)) {
                throw new InvalidInputException(
                        "weights/" + row, "must be 0 or from " + LEAST_WEIGHT + " to " + MOST_WEIGHT);
            }
            total += weights[row];
        }
        if (rows > 0 && !(total > 0 && Double.isFinite(total))) {
            throw new InvalidInputException("weights", "must have a positive, finite sum");
        }
    }

    @Override
    public BinaryPredictions resampled(double[] counts) {
        double[] drawn = new double[counts.length];
        for (int place = 0; place < drawn.length; place++) {
            drawn[place] = counts[order[place]] * weight(place);
        }
        return new BinaryPredictions(scores, positive, drawn, order, groups);
    }

    @Override
    public int @Nullable [] strata() {
        return Math.min(positives, negatives()) >= FEW ? null : classes();
    }

    /** Of each row 1 where it is positive, else 0. */
    private int[] classes() {
        int[] classes = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            classes[order[place]] = positive[place] ? 1 : 0;
        }
        return classes;
    }

    /** These rows alone, numbered anew in their order. */
    public BinaryPredictions where(boolean[] rows) {
        int[] numbers = new int[rows.length];
        int n = 0;
        for (int row = 0; row < rows.length; row++) {
            numbers[row] = n;
            n += rows[row] ? 1 : 0;
        }
        double[] scoresThere = new double[n];
        boolean[] positiveThere = new boolean[n];
        double[] weightsThere = weights == null ? null : new double[n];
        int[] orderThere = new int[n];
        int at = 0;
        for (int place = 0; place < order.length; place++) {
            if (rows[order[place]]) {
                scoresThere[at] = scores[place];
                positiveThere[at] = positive[place];
                if (weightsThere != null && weights != null) {
                    weightsThere[at] = weights[place];
                }
                orderThere[at++] = numbers[order[place]];
            }
        }
        return new BinaryPredictions(scoresThere, positiveThere, weightsThere, orderThere, Groups.where(groups, rows));
    }

    @Override
    public int rows() {
        return scores.length;
    }

    @Override
    public int @Nullable [] groups() {
        return groups;
    }

    /** The scores, ascending. */
    public double[] scores() {
        return scores;
    }

    /** By place. */
    public boolean[] positive() {
        return positive;
    }

    /** By place; null where all weigh the same. */
    public double @Nullable [] weights() {
        return weights;
    }

    /** The row at each place. */
    public int[] order() {
        return order;
    }

    @Override
    public double @Nullable [] rowWeights() {
        return weights == null ? null : byRow(weights);
    }

    /** What is told by place, told by row. */
    private double[] byRow(double[] byPlace) {
        double[] byRow = new double[order.length];
        for (int place = 0; place < order.length; place++) {
            byRow[order[place]] = byPlace[place];
        }
        return byRow;
    }

    public double weight(int place) {
        return weights == null ? 1 : weights[place];
    }

    public boolean isWeighted() {
        return weights != null;
    }

    /** Positive rows that have a weight. */
    public long positives() {
        return positives;
    }

    /** Negative rows that have a weight. */
    public long negatives() {
        if (weights == null) {
            return scores.length - positives;
        }
        long count = 0;
        for (int place = 0; place < scores.length; place++) {
            count += !positive[place] && weights[place] > 0 ? 1 : 0;
        }
        return count;
    }

    /** Of the class that has fewer its rows or, where rows come in groups, the groups of them: see {@link Groups#ofClasses}. */
    public long independent() {
        if (groups == null) {
            return Math.min(positives, negatives());
        }
        long[] of = Groups.ofClasses(classes(), 2, rowWeights(), groups);
        return Math.min(of[0], of[1]);
    }

    public double positiveWeight() {
        return positiveWeight;
    }

    public double negativeWeight() {
        return negativeWeight;
    }

    public double totalWeight() {
        return positiveWeight + negativeWeight;
    }

    /** Whether both classes have a row that counts. */
    public boolean hasBothClasses() {
        return positiveWeight > 0 && negativeWeight > 0;
    }
}
