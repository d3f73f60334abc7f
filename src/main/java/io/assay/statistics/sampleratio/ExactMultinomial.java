package io.assay.statistics.sampleratio;

import io.assay.statistics.distribution.Beta;
import io.assay.statistics.distribution.Binomial;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The exact multinomial test: the probability of all outcomes that are no more probable than the observed one. For two
 * arms it is the exact two-sided binomial test.
 *
 * <p>The outcomes are walked arm by arm, from the smallest weight up. At each arm the counts whose probability alone is
 * already below the observed outcome's are added in one piece, two binomial tails; only the others are walked further.
 *
 * <p>Source: Cressie and Read (1984) for the test; Mehta and Patel (1983) for adding whole branches at once.
 */
final class ExactMultinomial {

    /** Outcomes equally probable as the observed one count, whatever their last digits say. */
    private static final double TIE_TOLERANCE = 1e-10;

    private static final int LARGEST_WALK = 100_000;

    private final double[] counts;
    private final double[] weights;
    private double threshold;
    private double pValue;
    private int steps;

    private ExactMultinomial(double[] counts, double[] weights) {
        this.counts = counts;
        this.weights = weights;
    }

    /**
     * The exact p-value.
     *
     * @param look counts that are possible under their weights
     * @return empty where there are too many outcomes to walk
     */
    static OptionalDouble pValue(Look look) {
        List<Integer> arms = IntStream.range(0, look.arms())
                .boxed()
                .filter(arm -> look.weight(arm) > 0)
                .sorted(Comparator.comparingDouble(look::weight))
                .toList();
        return new ExactMultinomial(
                        arms.stream().mapToDouble(look::count).toArray(),
                        arms.stream().mapToDouble(look::weight).toArray())
                .walk((double) look.total());
    }

    private OptionalDouble walk(double total) {
        double remaining = total;
        for (int arm = 0; arm < counts.length - 1; arm++) {
            threshold += Binomial.logProbability(counts[arm], remaining, share(arm), 1 - share(arm));
            remaining -= counts[arm];
        }
        threshold += TIE_TOLERANCE;
        walk(0, total, 0);
        return steps > LARGEST_WALK ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, pValue));
    }

    /** Adds the outcomes of the arms from {@code arm} on, given {@code n} units left and the log-probability so far. */
    private void walk(int arm, double n, double logProbability) {
        if (arm == counts.length - 1) {
            pValue += logProbability <= threshold ? Math.exp(logProbability) : 0;
            return;
        }
        double p = share(arm);
        double q = 1 - p;
        double rest = threshold - logProbability;
        double mode = Math.min(n, Math.floor((n + 1) * p));
        if (Binomial.logProbability(mode, n, p, q) <= rest) {
            pValue += Math.exp(logProbability);
            return;
        }
        double lowest = edge(n, p, rest, mode, -1);
        double highest = edge(n, p, rest, mode, n + 1);
        double tails = (lowest > 0 ? Beta.survival(p, lowest, n - lowest + 1) : 0)
                + (highest < n ? Beta.cumulative(p, highest + 1, n - highest) : 0);
        pValue += Math.exp(logProbability) * tails;
        boolean innerOutcomesAreAllMoreProbable = arm == counts.length - 2;
        if (innerOutcomesAreAllMoreProbable) {
            return;
        }
        for (double x = lowest; x <= highest && steps <= LARGEST_WALK; x++) {
            steps++;
            walk(arm + 1, n - x, logProbability + Binomial.logProbability(x, n, p, q));
        }
    }

    /**
     * The last count between the mode and {@code beyond} (exclusive) that is more probable than exp({@code rest}), by
     * bisection: the probabilities fall from the mode to both sides.
     */
    private static double edge(double n, double p, double rest, double mode, double beyond) {
        double inside = mode;
        double outside = beyond;
        while (Math.abs(outside - inside) > 1) {
            double middle = Math.floor((inside + outside) / 2);
            if (Binomial.logProbability(middle, n, p, 1 - p) > rest) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    /** The weight of an arm among it and the arms after it. */
    private double share(int arm) {
        double sum = 0;
        for (int i = arm; i < weights.length; i++) {
            sum += weights[i];
        }
        return weights[arm] / sum;
    }
}
