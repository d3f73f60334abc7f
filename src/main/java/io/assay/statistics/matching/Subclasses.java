package io.assay.statistics.matching;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.sample.Quantile;
import java.util.Arrays;

/**
 * Subclassification on the propensity score: units are put into classes between quantiles of the scores of those whose effect
 * is meant, and compared within them (Rosenbaum and Rubin 1984).
 *
 * <p>Cuts are quantiles of Hyndman and Fan's type 7; a score equal to a cut goes up. The effect is Σ_s (m_s/m)(Ȳ1s - Ȳ0s)
 * with m_s the units of the class whose effect is meant, and its variance Σ_s (m_s/m)² (s1²/n1s + s0²/n0s), classes taken as
 * given.
 */
public final class Subclasses {

    private final int[] classes;
    private final boolean[] treated;
    private final Estimand estimand;
    private final int[][] sizes;

    private Subclasses(int[] classes, boolean[] treated, Estimand estimand, int[][] sizes) {
        this.classes = classes;
        this.treated = treated;
        this.estimand = estimand;
        this.sizes = sizes;
    }

    /**
     * Divides.
     *
     * @param count how many classes are wanted, 2 or more
     * @throws InvalidInputException where a class would be without treated or without untreated units
     */
    public static Subclasses of(double[] scores, boolean[] treated, Estimand estimand, int count) {
        double[] base = new double[scores.length];
        int n = 0;
        for (int row = 0; row < scores.length; row++) {
            boolean counts = switch (estimand) {
                case ATE -> true;
                case ATT -> treated[row];
                case ATC -> !treated[row];
            };
            if (counts) {
                base[n++] = scores[row];
            }
        }
        base = Arrays.copyOf(base, n);
        Arrays.sort(base);
        double[] cuts = new double[count - 1];
        for (int k = 0; k < cuts.length; k++) {
            cuts[k] = Quantile.ofSorted(base, (k + 1.0) / count);
        }
        int[] classes = new int[scores.length];
        int[][] sizes = new int[2][count];
        for (int row = 0; row < scores.length; row++) {
            int place = 0;
            while (place < cuts.length && scores[row] >= cuts[place]) {
                place++;
            }
            classes[row] = place;
            sizes[treated[row] ? 1 : 0][place]++;
        }
        for (int k = 0; k < count; k++) {
            if (sizes[0][k] == 0 || sizes[1][k] == 0) {
                throw new InvalidInputException(
                        "subclasses",
                        "must be fewer: subclass %d of %d would have %d treated and %d untreated units"
                                .formatted(k + 1, count, sizes[1][k], sizes[0][k]));
            }
        }
        return new Subclasses(classes, treated, estimand, sizes);
    }

    public int count() {
        return sizes[0].length;
    }

    /** How many treated, or untreated, units a class has. */
    public int size(int subclass, boolean ofTreated) {
        return sizes[ofTreated ? 1 : 0][subclass];
    }

    /** The class of a row, from 0. */
    public int subclass(int row) {
        return classes[row];
    }

    private double meant(int subclass) {
        return switch (estimand) {
            case ATE -> sizes[0][subclass] + sizes[1][subclass];
            case ATT -> sizes[1][subclass];
            case ATC -> sizes[0][subclass];
        };
    }

    /** What each row counts: within each arm the weights add up to its rows. */
    public double[] weights() {
        double[] sums = new double[2];
        double[] weights = new double[classes.length];
        for (int row = 0; row < weights.length; row++) {
            int arm = treated[row] ? 1 : 0;
            weights[row] = meant(classes[row]) / sizes[arm][classes[row]];
            sums[arm] += weights[row];
        }
        int[] n = new int[] {
            Arrays.stream(sizes[0]).sum(), Arrays.stream(sizes[1]).sum()
        };
        for (int row = 0; row < weights.length; row++) {
            int arm = treated[row] ? 1 : 0;
            weights[row] *= n[arm] / sums[arm];
        }
        return weights;
    }

    /**
     * The effect; its standard error is NaN where a class has one unit of an arm.
     *
     * @param outcome one per row
     */
    public Effect effect(double[] outcome) {
        int count = count();
        double[][] means = new double[2][count];
        for (int row = 0; row < outcome.length; row++) {
            means[treated[row] ? 1 : 0][classes[row]] += outcome[row];
        }
        for (int k = 0; k < count; k++) {
            means[0][k] /= sizes[0][k];
            means[1][k] /= sizes[1][k];
        }
        double[][] squares = new double[2][count];
        for (int row = 0; row < outcome.length; row++) {
            int arm = treated[row] ? 1 : 0;
            double distance = outcome[row] - means[arm][classes[row]];
            squares[arm][classes[row]] += distance * distance;
        }
        double total = 0;
        double treatedMean = 0;
        double controlMean = 0;
        double variance = 0;
        for (int k = 0; k < count; k++) {
            double m = meant(k);
            total += m;
            treatedMean += m * means[1][k];
            controlMean += m * means[0][k];
            for (int arm = 0; arm < 2; arm++) {
                variance += m * m * squares[arm][k] / (sizes[arm][k] - 1.0) / sizes[arm][k];
            }
        }
        return new Effect(
                (treatedMean - controlMean) / total,
                Math.sqrt(variance) / total,
                treatedMean / total,
                controlMean / total,
                Double.POSITIVE_INFINITY);
    }
}
