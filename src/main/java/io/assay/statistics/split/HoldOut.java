package io.assay.statistics.split;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows held out once, at random: row by row and in the same order as scikit-learn 1.9's {@code train_test_split} with
 * {@code random_state=seed}.
 */
public final class HoldOut {

    private final int[] train;
    private final int[] test;

    private HoldOut(int[] train, int[] test) {
        this.train = train;
        this.test = test;
    }

    /**
     * Any rows: the first ⌈n share⌉ of a permutation are the test rows, the rest the training rows.
     *
     * @param share of the test rows, above 0 and below 1
     */
    public static HoldOut random(int n, double share, long seed) {
        int held = held(n, share);
        int[] permutation = new NumpyRandom(seed).permutation(n);
        return new HoldOut(Arrays.copyOfRange(permutation, held, n), Arrays.copyOf(permutation, held));
    }

    /**
     * The same share of each class, as nearly as whole rows allow.
     *
     * @param classes a class for each row: numbers from 0 in the order of the classes' values
     * @param share of the test rows, above 0 and below 1
     */
    public static HoldOut stratified(int[] classes, double share, long seed) {
        int n = classes.length;
        int held = held(n, share);
        int[] counts = new int[Arrays.stream(classes).max().orElse(-1) + 1];
        for (int number : classes) {
            counts[number]++;
        }
        if (Arrays.stream(counts).anyMatch(count -> count < 2)) {
            throw new InvalidInputException("target", "must have two rows or more of each class");
        }
        if (held < counts.length || n - held < counts.length) {
            throw new InvalidInputException("test_size", "must leave as many rows on either side as there are classes");
        }
        NumpyRandom random = new NumpyRandom(seed);
        int[] training = shared(counts, n - held, random);
        int[] rest = IntStream.range(0, counts.length)
                .map(number -> counts[number] - training[number])
                .toArray();
        int[] testing = shared(rest, held, random);
        int[] train = new int[n - held];
        int[] test = new int[held];
        int trained = 0;
        int tested = 0;
        for (int number = 0; number < counts.length; number++) {
            int current = number;
            int[] rows =
                    IntStream.range(0, n).filter(row -> classes[row] == current).toArray();
            int[] permutation = random.permutation(rows.length);
            for (int i = 0; i < training[number]; i++) {
                train[trained++] = rows[permutation[i]];
            }
            for (int i = training[number]; i < training[number] + testing[number]; i++) {
                test[tested++] = rows[permutation[i]];
            }
        }
        random.shuffle(train);
        random.shuffle(test);
        return new HoldOut(train, test);
    }

    /** Training rows, in the order drawn. */
    public int[] train() {
        return train.clone();
    }

    /** Test rows, in the order drawn. */
    public int[] test() {
        return test.clone();
    }

    private static int held(int n, double share) {
        if (!(share > 0 && share < 1)) {
            throw new InvalidInputException("test_size", "must be above 0 and below 1");
        }
        int held = (int) Math.ceil(share * n);
        if (held >= n) {
            throw new InvalidInputException("test_size", "leaves no rows to learn from");
        }
        return held;
    }

    /**
     * The most likely counts by class of so many draws without replacement: shares rounded down, and what is missing given
     * to the largest remainders, among equal ones by the generator.
     */
    private static int[] shared(int[] counts, int draws, NumpyRandom random) {
        double total = Arrays.stream(counts).sum();
        double[] exact = Arrays.stream(counts)
                .mapToDouble(count -> count / total * draws)
                .toArray();
        int[] given =
                Arrays.stream(exact).mapToInt(value -> (int) Math.floor(value)).toArray();
        int missing = draws - Arrays.stream(given).sum();
        double[] remainders = IntStream.range(0, counts.length)
                .mapToDouble(number -> exact[number] - given[number])
                .toArray();
        double[] largestFirst = Arrays.stream(remainders)
                .distinct()
                .map(value -> -value)
                .sorted()
                .map(value -> -value)
                .toArray();
        for (int level = 0; level < largestFirst.length && missing > 0; level++) {
            double remainder = largestFirst[level];
            int[] equal = IntStream.range(0, counts.length)
                    .filter(number -> remainders[number] == remainder)
                    .toArray();
            int here = Math.min(equal.length, missing);
            int[] chosen = random.permutation(equal.length);
            for (int i = 0; i < here; i++) {
                given[equal[chosen[i]]]++;
            }
            missing -= here;
        }
        return given;
    }
}
