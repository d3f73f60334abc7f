package io.assay.statistics.moments;

import io.assay.statistics.InvalidInputException;

/**
 * Number of units, means and centred co-moments S_ij = Σ (x_i - mean_i)(x_j - mean_j) of one or several variables over
 * the units of an arm or stratum. Every estimator of this package needs only these.
 *
 * <p>n is a whole number from 0 to {@value #LARGEST_N}. From sums, S_ij = (n Σx_i x_j - Σx_i Σx_j)/n with both
 * products taken to twice the working precision (Dekker 1971), so that the only digits lost are those that the sums
 * never had. Joining follows Chan, Golub, LeVeque 1983, "Algorithms for computing the sample variance", The American
 * Statistician 37, 242-247.
 *
 * <p>What no data can have is refused by name ({@link InvalidInputException}): a variance below 0 or a correlation
 * beyond ±1 by more than rounding of the sums explains, a co-moment matrix that is not positive semi-definite, anything
 * that varies in a single unit or is not 0 in none. Smaller violations are rounding, and are set to the limit.
 */
public final class Moments implements ArmData {

    /** Largest number of units, below which every whole number is a double. */
    public static final double LARGEST_N = 1e15;

    private final double n;
    private final double[] means;
    /** Row by row, symmetric. */
    private final double[] comoments;

    Moments(double n, double[] means, double[] comoments) {
        this.n = n;
        this.means = means;
        this.comoments = comoments;
    }

    /** One variable that is 1 for {@code successes} of n units and 0 for the others. */
    public static Moments ofProportion(double n, double successes) {
        return MomentsReader.ofProportion(n, successes);
    }

    /** One variable from Σx and Σx². */
    public static Moments ofSums(double n, double sum, double sumSquares) {
        return MomentsReader.ofSums(n, sum, sumSquares);
    }

    /** One variable from its mean and sample variance (divided by n - 1). */
    public static Moments ofMean(double n, double mean, double variance) {
        return MomentsReader.ofMean(n, mean, variance);
    }

    /**
     * Numerator and denominator of a ratio, in this order, from Σx, Σx² of each and Σxy. Refusals name {@code
     * numerator/sum_squares}, {@code denominator/sum_squares} or {@code cross}.
     */
    public static Moments ofRatio(
            double n,
            double numeratorSum,
            double numeratorSumSquares,
            double denominatorSum,
            double denominatorSumSquares,
            double cross) {
        return MomentsReader.ofRatio(
                n, numeratorSum, numeratorSumSquares, denominatorSum, denominatorSumSquares, cross);
    }

    /**
     * Several variables.
     *
     * @param sums Σx_i
     * @param crossProducts Σx_i x_j for j ≤ i: row i has i + 1 entries. Refusals name {@code cross_products/i/j}
     */
    public static Moments ofCrossProducts(double n, double[] sums, double[][] crossProducts) {
        return MomentsReader.ofCrossProducts(n, sums, crossProducts);
    }

    /**
     * Several variables of which some are known to be 0 or 1 for every unit; their sum must be their sum of squares, and
     * the cross product of two of them a number of units that both can have: max(0, Σx + Σy - n) ≤ Σxy ≤ min(Σx, Σy).
     *
     * @param indicators which variables those are, one entry a variable
     */
    public static Moments ofCrossProducts(double n, double[] sums, double[][] crossProducts, boolean[] indicators) {
        MomentsReader.requireIndicators(n, sums, crossProducts, indicators);
        return ofCrossProducts(n, sums, crossProducts);
    }

    /**
     * Several variables.
     *
     * @param means of the variables
     * @param covariances sample covariances (divided by n - 1) for j ≤ i: row i has i + 1 entries. Refusals name {@code
     *     covariances/i/j}
     */
    public static Moments ofCovariances(double n, double[] means, double[][] covariances) {
        return MomentsReader.ofCovariances(n, means, covariances);
    }

    /** Number of units. */
    public double n() {
        return n;
    }

    /** Number of variables. */
    public int size() {
        return means.length;
    }

    public double mean(int variable) {
        return means[variable];
    }

    /** S_ij; S_ii is the sum of squared deviations. */
    public double comoment(int i, int j) {
        return comoments[i * means.length + j];
    }

    /** S_ii/(n - 1), the sample variance; n is at least 2. */
    public double variance(int variable) {
        return comoment(variable, variable) / (n - 1);
    }

    /**
     * The moments of some of the variables, in the order given.
     *
     * @param variables indices, each from 0 to {@link #size()} - 1
     */
    public Moments select(int... variables) {
        int size = variables.length;
        double[] selectedMeans = new double[size];
        double[] selected = new double[size * size];
        for (int i = 0; i < size; i++) {
            selectedMeans[i] = means[variables[i]];
            for (int j = 0; j < size; j++) {
                selected[i * size + j] = comoment(variables[i], variables[j]);
            }
        }
        return new Moments(n, selectedMeans, selected);
    }

    /** The moments of both groups of units together: S = S_1 + S_2 + n_1 n_2/(n_1 + n_2) d d', d the difference of means. */
    public Moments plus(Moments other) {
        if (other.size() != size()) {
            throw new InvalidInputException("moments", "must have the same variables everywhere");
        }
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        int size = size();
        double total = n + other.n;
        double weight = n * (other.n / total);
        double[] joinedMeans = new double[size];
        double[] joined = new double[size * size];
        for (int i = 0; i < size; i++) {
            double difference = other.means[i] - means[i];
            joinedMeans[i] = means[i] + difference * (other.n / total);
            for (int j = 0; j <= i; j++) {
                double between = weight * difference * (other.means[j] - means[j]);
                double sum = comoment(i, j) + other.comoment(i, j) + between;
                joined[i * size + j] = sum;
                joined[j * size + i] = sum;
            }
        }
        return new Moments(total, joinedMeans, joined);
    }
}
