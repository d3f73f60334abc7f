package io.assay.statistics.split;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Folds that never part a group, with as nearly the same share of each class as whole groups allow: row by row the same
 * as scikit-learn 1.9's {@code StratifiedGroupKFold} with {@code shuffle=True, random_state=seed}.
 *
 * <p>Greedy: groups are taken in a random order, then by how unevenly their classes are counted, the most uneven first,
 * and each is given to the fold that leaves the shares of the classes spread least over the folds (the mean over classes
 * of the standard deviation over folds), among equal ones to the smallest.
 */
public final class GroupedFolds {

    /** numpy's {@code isclose}. */
    private static final double RELATIVE = 1e-5;

    private static final double ABSOLUTE = 1e-8;

    private GroupedFolds() {}

    /**
     * The fold of each row.
     *
     * @param classes a class for each row, any numbers; all the same where the outcome is a number, and folds are to be
     *     equally large
     * @param groups a group for each row, numbers from 0 in the order of the groups' values
     * @param k number of folds, at least 2 and at most as many as there are groups
     */
    public static int[] of(int[] classes, int[] groups, int k, long seed) {
        int[] known = Arrays.stream(classes).distinct().sorted().toArray();
        int groupCount = Arrays.stream(groups).max().orElse(-1) + 1;
        if (k < 2 || k > groupCount) {
            throw new InvalidInputException("k", "must be from 2 to the number of groups, which is " + groupCount);
        }
        double[][] ofGroup = new double[groupCount][known.length];
        double[] ofClass = new double[known.length];
        for (int row = 0; row < classes.length; row++) {
            int number = Arrays.binarySearch(known, classes[row]);
            ofGroup[groups[row]][number]++;
            ofClass[number]++;
        }
        int[] shuffled = new NumpyRandom(seed).permutation(groupCount);
        double[] spread = Arrays.stream(ofGroup)
                .mapToDouble(GroupedFolds::standardDeviation)
                .toArray();
        Integer[] order = Arrays.stream(shuffled).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(group -> -spread[group]));
        double[][] ofFold = new double[k][known.length];
        int[] foldOfGroup = new int[groupCount];
        for (int group : order) {
            int fold = best(ofFold, ofClass, ofGroup[group]);
            foldOfGroup[group] = fold;
            add(ofFold[fold], ofGroup[group], 1);
        }
        return Arrays.stream(groups).map(group -> foldOfGroup[group]).toArray();
    }

    private static int best(double[][] ofFold, double[] ofClass, double[] group) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        double fewest = Double.POSITIVE_INFINITY;
        double[] shares = new double[ofFold.length];
        for (int fold = 0; fold < ofFold.length; fold++) {
            add(ofFold[fold], group, 1);
            double uneven = 0;
            for (int c = 0; c < ofClass.length; c++) {
                for (int i = 0; i < shares.length; i++) {
                    shares[i] = ofFold[i][c] / ofClass[c];
                }
                uneven += standardDeviation(shares);
            }
            uneven /= ofClass.length;
            double rows = Arrays.stream(ofFold[fold]).sum();
            add(ofFold[fold], group, -1);
            boolean isAsEven = Math.abs(uneven - least) <= ABSOLUTE + RELATIVE * least;
            if (uneven < least || (isAsEven && rows < fewest)) {
                best = fold;
                least = uneven;
                fewest = rows;
            }
        }
        return best;
    }

    private static void add(double[] counts, double[] group, int sign) {
        for (int c = 0; c < counts.length; c++) {
            counts[c] += sign * group[c];
        }
    }

    /** With as many as there are in the denominator. */
    private static double standardDeviation(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
