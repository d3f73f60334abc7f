package io.assay.statistics.split;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fold of each row in k-fold cross-validation: row by row the same as scikit-learn 1.9's {@code KFold} and
 * {@code StratifiedKFold} with {@code shuffle=True, random_state=seed}. Rows of fold i are the test set of the i-th
 * round, all others its training set.
 */
public final class Folds {

    private Folds() {}

    /**
     * Folds of equal size, the first n mod k one row larger: the blocks of a permutation of the rows.
     *
     * @param n number of rows, at least k
     * @param k number of folds, at least 2
     */
    public static int[] shuffled(int n, int k, long seed) {
        return blocks(new NumpyRandom(seed).permutation(n), k);
    }

    /** The same without a shuffle: consecutive rows. */
    public static int[] ordered(int n, int k) {
        int[] rows = new int[n];
        Arrays.setAll(rows, row -> row);
        return blocks(rows, k);
    }

    /**
     * Folds with nearly the same share of each class.
     *
     * @param classes a class for each row, any numbers; classes are numbered by their first row
     * @param k number of folds, at least 2 and at most the rows of the largest class
     */
    public static int[] stratified(int[] classes, int k, long seed) {
        return stratified(classes, k, new NumpyRandom(seed));
    }

    /** The same without a shuffle: the rows of a class go to its folds in their order. */
    public static int[] stratifiedInOrder(int[] classes, int k) {
        return stratified(classes, k, null);
    }

    /**
     * Numbers for the classes by their first row, from 0.
     *
     * @param values one per row, never NaN
     */
    public static int[] classes(double[] values) {
        Map<Double, Integer> numbers = new HashMap<>();
        int[] classes = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            classes[row] = numbers.computeIfAbsent(values[row] + 0.0, value -> numbers.size());
        }
        return classes;
    }

    private static int[] blocks(int[] rows, int k) {
        int n = rows.length;
        require(n, k);
        int[] folds = new int[n];
        int start = 0;
        for (int fold = 0; fold < k; fold++) {
            int end = start + n / k + (fold < n % k ? 1 : 0);
            for (int i = start; i < end; i++) {
                folds[rows[i]] = fold;
            }
            start = end;
        }
        return folds;
    }

    private static int[] stratified(int[] given, int k, @Nullable NumpyRandom random) {
        int n = given.length;
        require(n, k);
        int[] classes = byFirstRow(given);
        int count = Arrays.stream(classes).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int number : classes) {
            sizes[number]++;
        }
        if (Arrays.stream(sizes).allMatch(size -> size < k)) {
            throw new InvalidInputException("folds", "must be at most the rows of the largest class");
        }
        int[][] drawn = new int[count][];
        int start = 0;
        for (int number = 0; number < count; number++) {
            drawn[number] = dealt(start, sizes[number], k);
            start += sizes[number];
            if (random != null) {
                random.shuffle(drawn[number]);
            }
        }
        int[] next = new int[count];
        int[] folds = new int[n];
        for (int row = 0; row < n; row++) {
            int number = classes[row];
            folds[row] = drawn[number][next[number]++];
        }
        return folds;
    }

    /**
     * Fold numbers for one class, ascending: with all rows sorted by class and dealt out in turn, as many of each as the
     * class, which holds the places from {@code start} on, is dealt.
     */
    private static int[] dealt(int start, int size, int k) {
        int[] allocation = new int[k];
        for (int place = start; place < start + size; place++) {
            allocation[place % k]++;
        }
        int[] folds = new int[size];
        int at = 0;
        for (int fold = 0; fold < k; fold++) {
            Arrays.fill(folds, at, at + allocation[fold], fold);
            at += allocation[fold];
        }
        return folds;
    }

    private static int[] byFirstRow(int[] given) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] classes = new int[given.length];
        for (int row = 0; row < given.length; row++) {
            classes[row] = numbers.computeIfAbsent(given[row], value -> numbers.size());
        }
        return classes;
    }

    private static void require(int n, int k) {
        if (k < 2 || k > n) {
            throw new InvalidInputException("folds", "must be from 2 to the number of rows");
        }
    }
}
