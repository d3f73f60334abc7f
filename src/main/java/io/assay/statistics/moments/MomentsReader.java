package io.assay.statistics.moments;

import io.assay.statistics.InvalidInputException;
import java.util.function.IntToDoubleFunction;

/** Turns sums into {@link Moments} and refuses those that no data can have. */
final class MomentsReader {

    /** Relative to the raw second moments: more than any order of summation loses of a billion values. */
    private static final double IMPOSSIBLE = 1e-10;
    /** Relative to the raw second moments: a sum of squared deviations below is rounding of a constant. */
    private static final double ROUNDING = 8 * 0x1p-53;

    private static final String NEGATIVE_VARIANCE = "implies a negative variance, which no data can have";

    private MomentsReader() {}

    static Moments ofProportion(double n, double successes) {
        requireCount(n);
        if (!(successes >= 0 && successes <= n && successes == Math.rint(successes))) {
            throw new InvalidInputException("successes", "must be a whole number from 0 to n");
        }
        double comoment = n == 0 ? 0 : successes * ((n - successes) / n);
        return one(n, n == 0 ? 0 : successes / n, comoment);
    }

    static Moments ofSums(double n, double sum, double sumSquares) {
        requireCount(n);
        requireSum(n, sum, "sum");
        requireSum(n, sumSquares, "sum_squares");
        return one(n, n == 0 ? 0 : sum / n, sumOfSquares(n, sum, sumSquares, "sum_squares"));
    }

    static Moments ofMean(double n, double mean, double variance) {
        requireCount(n);
        requireFinite(mean, "mean");
        requireVariance(n, variance, "variance");
        return one(n, mean, variance * Math.max(n - 1, 0));
    }

    static Moments ofRatio(
            double n,
            double numeratorSum,
            double numeratorSumSquares,
            double denominatorSum,
            double denominatorSumSquares,
            double cross) {
        requireCount(n);
        requireSum(n, numeratorSum, "numerator/sum");
        requireSum(n, numeratorSumSquares, "numerator/sum_squares");
        requireSum(n, denominatorSum, "denominator/sum");
        requireSum(n, denominatorSumSquares, "denominator/sum_squares");
        requireSum(n, cross, "cross");
        double numerator = sumOfSquares(n, numeratorSum, numeratorSumSquares, "numerator/sum_squares");
        double denominator = sumOfSquares(n, denominatorSum, denominatorSumSquares, "denominator/sum_squares");
        double both = withinCorrelation(
                comoment(n, numeratorSum, denominatorSum, cross),
                numerator,
                numeratorSumSquares,
                denominator,
                denominatorSumSquares,
                "cross");
        double divisor = Math.max(n, 1);
        return new Moments(n, new double[] {numeratorSum / divisor, denominatorSum / divisor}, new double[] {
            numerator, both, both, denominator
        });
    }

    static Moments ofCrossProducts(double n, double[] sums, double[][] crossProducts) {
        requireCount(n);
        int size = requireShape(sums, crossProducts, "sums", "cross_products");
        double[] means = new double[size];
        double[] comoments = new double[size * size];
        for (int i = 0; i < size; i++) {
            requireSum(n, sums[i], "sums/" + i);
            means[i] = n == 0 ? 0 : sums[i] / n;
            for (int j = 0; j < i; j++) {
                String name = name("cross_products", i, j);
                requireSum(n, crossProducts[i][j], name);
                comoments[i * size + j] = comoment(n, sums[i], sums[j], crossProducts[i][j]);
            }
            String name = name("cross_products", i, i);
            requireSum(n, crossProducts[i][i], name);
            comoments[i * size + i] = sumOfSquares(n, sums[i], crossProducts[i][i], name);
            limitCorrelations(comoments, i, size, k -> crossProducts[k][k], "cross_products");
        }
        PositiveDefinite.requireSemidefinite(comoments, size, "cross_products");
        return new Moments(n, means, comoments);
    }

    static Moments ofCovariances(double n, double[] means, double[][] covariances) {
        requireCount(n);
        int size = requireShape(means, covariances, "means", "covariances");
        double scale = Math.max(n - 1, 0);
        double[] comoments = new double[size * size];
        for (int i = 0; i < size; i++) {
            requireFinite(means[i], "means/" + i);
            for (int j = 0; j < i; j++) {
                requireFinite(covariances[i][j], name("covariances", i, j));
                comoments[i * size + j] = covariances[i][j] * scale;
            }
            requireVariance(n, covariances[i][i], name("covariances", i, i));
            comoments[i * size + i] = covariances[i][i] * scale;
            limitCorrelations(comoments, i, size, k -> comoments[k * size + k], "covariances");
        }
        PositiveDefinite.requireSemidefinite(comoments, size, "covariances");
        return new Moments(n, means.clone(), comoments);
    }

    static void requireIndicators(double n, double[] sums, double[][] crossProducts, boolean[] indicators) {
        int size = requireShape(sums, crossProducts, "sums", "cross_products");
        if (indicators.length != size) {
            throw new InvalidInputException("indicators", "must have one entry a variable");
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                if (indicators[i] && indicators[j]) {
                    double least = i == j ? sums[i] : Math.max(0, sums[i] + sums[j] - n);
                    double most = Math.min(sums[i], sums[j]);
                    if (!(crossProducts[i][j] >= least && crossProducts[i][j] <= most)) {
                        throw new InvalidInputException(
                                name("cross_products", i, j), "is impossible for values that are all 0 or 1");
                    }
                }
            }
        }
    }

    private static Moments one(double n, double mean, double comoment) {
        return new Moments(n, new double[] {mean}, new double[] {comoment});
    }

    private static String name(String matrix, int i, int j) {
        return matrix + "/" + i + "/" + j;
    }

    private static int requireShape(double[] vector, double[][] matrix, String vectorName, String matrixName) {
        int size = vector.length;
        if (size == 0) {
            throw new InvalidInputException(vectorName, "must have at least one entry");
        }
        if (matrix.length != size) {
            throw new InvalidInputException(matrixName, "must have one row a variable");
        }
        for (int i = 0; i < size; i++) {
            if (matrix[i].length != i + 1) {
                throw new InvalidInputException(matrixName + "/" + i, "must have " + (i + 1) + " entries");
            }
        }
        return size;
    }

    private static void requireCount(double n) {
        if (!(n >= 0 && n <= Moments.LARGEST_N && n == Math.rint(n))) {
            throw new InvalidInputException("n", "must be a whole number from 0 to 1e15");
        }
    }

    private static void requireSum(double n, double value, String name) {
        requireFinite(value, name);
        if (n == 0 && value != 0) {
            throw new InvalidInputException(name, "must be 0 where there are no units");
        }
    }

    private static void requireFinite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new InvalidInputException(name, "must be a finite number, far from overflow");
        }
    }

    private static void requireVariance(double n, double variance, String name) {
        requireFinite(variance, name);
        if (variance < 0 || (n < 2 && variance > 0)) {
            throw new InvalidInputException(name, "is a variance that no data of this size can have");
        }
    }

    /** Σ(x - mean)² or 0 where it is rounding. */
    private static double sumOfSquares(double n, double sum, double sumSquares, String name) {
        double squares = comoment(n, sum, sum, sumSquares);
        requireFinite(squares, name);
        // where the sum is right and n is 1, Σx² is x² but for rounding
        boolean varies = n == 1 && squares > IMPOSSIBLE * sumSquares;
        if (sumSquares < 0 || varies || squares < -IMPOSSIBLE * sumSquares) {
            throw new InvalidInputException(name, varies ? "implies that a single unit varies" : NEGATIVE_VARIANCE);
        }
        return n == 1 || squares < ROUNDING * sumSquares ? 0 : squares;
    }

    /** Σxy - Σx Σy/n; each product carries its rounding error along. */
    private static double comoment(double n, double sumX, double sumY, double cross) {
        if (n == 0) {
            return 0;
        }
        double first = n * cross;
        double second = sumX * sumY;
        double errors = Math.fma(n, cross, -first) - Math.fma(sumX, sumY, -second);
        return ((first - second) + errors) / n;
    }

    private static void limitCorrelations(
            double[] comoments, int i, int size, IntToDoubleFunction rawSquares, String matrix) {
        for (int j = 0; j < i; j++) {
            double limited = withinCorrelation(
                    comoments[i * size + j],
                    comoments[i * size + i],
                    rawSquares.applyAsDouble(i),
                    comoments[j * size + j],
                    rawSquares.applyAsDouble(j),
                    name(matrix, i, j));
            comoments[i * size + j] = limited;
            comoments[j * size + i] = limited;
        }
    }

    /**
     * The co-moment, at most the product of the two root sums of squared deviations. What rounding hides of such a sum,
     * the whole of it where a variable hardly varies beside its size, is not held against the co-moment.
     */
    private static double withinCorrelation(
            double comoment, double squares, double rawSquares, double otherSquares, double otherRaw, String name) {
        requireFinite(comoment, name);
        double possible = Math.sqrt(squares + ROUNDING * rawSquares) * Math.sqrt(otherSquares + ROUNDING * otherRaw);
        if (Math.abs(comoment) > possible + IMPOSSIBLE * Math.sqrt(rawSquares) * Math.sqrt(otherRaw)) {
            throw new InvalidInputException(name, "implies a correlation beyond 1, which no data can have");
        }
        double limit = Math.sqrt(squares) * Math.sqrt(otherSquares);
        return Math.clamp(comoment, -limit, limit);
    }
}
