package io.assay.statistics.proportion;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import java.util.stream.IntStream;

/**
 * The share Σa/Σb of something where what is counted comes in groups, a_g of b_g in group g. Wilson's score interval of as
 * many independent units as would be as uncertain: n = p q/var, var = G/(G - 1) Σ (a_g - p b_g)²/(Σ b)² of the ratio, times
 * (z/t)², t Student's of G - 1 degrees of freedom; no more than there are. Where all or nothing is counted, or no group
 * differs, a variance of 0 tells nothing, and each group is one unit. Sources: Korn and Graubard (1998), "Confidence
 * intervals for proportions with small expected number of positive counts estimated from survey data", Survey Methodology
 * 24; Franco, Little, Louis and Slud (2019), Journal of Survey Statistics and Methodology 7.
 */
public final class GroupedShare {

    /** Below it, as a part of p q, a variance is what rounding leaves of 0. */
    private static final double SMALLEST = 1e-20;

    private GroupedShare() {}

    /**
     * The interval; not available where fewer than two groups have anything.
     *
     * @param parts of each group, or their weight
     * @param wholes as many, 0 where a group has nothing
     * @param units how many there are in all; of those that weigh differently (Σ w)²/Σ w²
     */
    public static Outcome<Interval> wilson(double[] parts, double[] wholes, double units, double confidence) {
        int[] there = IntStream.range(0, wholes.length)
                .filter(group -> wholes[group] > 0)
                .toArray();
        int groups = there.length;
        if (groups < 2) {
            return Outcome.notAvailable(
                    groups == 0
                            ? "there is no row to take a share of"
                            : "all such rows are of one group, which does not tell how groups differ");
        }
        double part = 0;
        double whole = 0;
        for (int group : there) {
            part += parts[group];
            whole += wholes[group];
        }
        double p = part / whole;
        double squares = 0;
        for (int group : there) {
            double off = (parts[group] - p * wholes[group]) / whole;
            squares += off * off;
        }
        double variance = squares * groups / (groups - 1.0);
        double z = Normal.upperQuantile((1 - confidence) / 2);
        double t = StudentT.upperQuantile((1 - confidence) / 2, groups - 1.0);
        double alike = p * (1 - p);
        double effective = variance > SMALLEST * alike ? Math.min(units, alike / variance) : groups;
        return Outcome.of(interval(p, effective * (z / t) * (z / t), z, confidence));
    }

    /** All r with (p - r)² at most z² r (1 - r)/n. */
    private static Interval interval(double p, double n, double z, double confidence) {
        double c = z * z / n;
        double centre = (p + c / 2) / (1 + c);
        double half = Math.sqrt(c * (p * (1 - p) + c / 4)) / (1 + c);
        return new Interval(
                Math.clamp(centre - half, 0, p), Math.clamp(centre + half, p, 1), confidence, "wilson_of_groups");
    }
}
