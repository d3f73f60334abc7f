package io.assay.statistics.did;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The multiplier bootstrap as R's did has it: signs drawn for units (or clusters), b = Σ v_i ψ_i / n; the standard error of
 * an effect is the interquartile range of its draws over that of the standard normal, the critical value the 1 - α quantile
 * of the largest |b / se|. Source: Callaway and Sant'Anna (2021), section 4.1.
 */
public final class Multipliers {

    /** Between the quartiles of the standard normal. */
    private static final double QUARTILES = 1.3489795003921634;

    private final double[][] draws;

    private Multipliers(double[][] draws) {
        this.draws = draws;
    }

    /**
     * Draws.
     *
     * @param effects that have influence functions: {@link CallawaySantAnna#withInfluence}
     */
    public static Multipliers draw(GroupTimeEffects effects, int count, long seed) {
        InfluenceFunctions influence = Objects.requireNonNull(effects.influence(), "influence functions");
        double[][] sums = influence.sums();
        double n = influence.units();
        double[][] draws = new double[sums.length][count];
        double[] signs = new double[influence.draws()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int draw = 0; draw < count; draw++) {
            for (int i = 0; i < signs.length; i += Long.SIZE) {
                long bits = random.nextLong();
                int end = Math.min(signs.length, i + Long.SIZE);
                for (int j = i; j < end; j++) {
                    signs[j] = (bits & 1) == 0 ? -1 : 1;
                    bits >>>= 1;
                }
            }
            for (int a = 0; a < sums.length; a++) {
                draws[a][draw] = Small.dot(sums[a], signs) / n;
            }
        }
        return new Multipliers(draws);
    }

    /** Standard errors and the critical value that belongs to them. */
    public Bands bands(List<LinearEffect> effects, double alpha) {
        int count = draws[0].length;
        double[] largest = new double[count];
        List<Double> errors = new ArrayList<>();
        for (LinearEffect effect : effects) {
            double[] drawn = new double[count];
            for (int a = 0; a < draws.length; a++) {
                double weight = effect.weights()[a];
                for (int b = 0; weight != 0 && b < count; b++) {
                    drawn[b] += weight * draws[a][b];
                }
            }
            double error = effect.isReference() ? 0 : spread(drawn);
            errors.add(error);
            for (int b = 0; error > 0 && b < count; b++) {
                largest[b] = Math.max(largest[b], Math.abs(drawn[b]) / error);
            }
        }
        Arrays.sort(largest);
        return new Bands(Bands.Method.MULTIPLIER, at(largest, 1 - alpha), List.copyOf(errors));
    }

    private static double spread(double[] drawn) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        return (at(sorted, 0.75) - at(sorted, 0.25)) / QUARTILES;
    }

    /** The quantile as the inverse of the empirical distribution has it. */
    private static double at(double[] sorted, double p) {
        return sorted[Math.clamp((long) Math.ceil(p * sorted.length - 1e-9) - 1, 0, sorted.length - 1)];
    }
}
