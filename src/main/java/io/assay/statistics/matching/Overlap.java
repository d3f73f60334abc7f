package io.assay.statistics.matching;

import java.util.Arrays;

/**
 * Whether there are units of the other arm to compare with, told by the propensity score.
 *
 * <p>Trimming (Crump, Hotz, Imbens and Mitnik 2009): with g = 1/(p(1 - p)) rows with p in [α, 1 - α] are kept, 1/(α(1 - α)) being
 * the greatest γ with γ ≤ 2 mean(g | g ≤ γ); 0 where the greatest g is no more than twice the mean of all.
 *
 * @param least smallest score
 * @param greatest largest score
 * @param supportFrom the largest of the two arms' smallest scores
 * @param supportTo the smallest of the two arms' largest scores
 * @param outside how many rows lie outside of the common support
 * @param shareBelow share of rows with a score below 0.1
 * @param shareAbove share of rows with a score above 0.9
 * @param noTrimming whether the greatest g is at most twice the mean
 * @param trimming α
 * @param kept how many rows have a score in [α, 1 - α]
 */
public record Overlap(
        double least,
        double greatest,
        double supportFrom,
        double supportTo,
        int outside,
        double shareBelow,
        double shareAbove,
        boolean noTrimming,
        double trimming,
        int kept) {

    private static final double LOW = 0.1;

    /**
     * Looks.
     *
     * @param scores strictly between 0 and 1
     */
    public static Overlap of(double[] scores, boolean[] treated) {
        int n = scores.length;
        double[] least = {1, 1};
        double[] greatest = {0, 0};
        int below = 0;
        int above = 0;
        double[] costs = new double[n];
        for (int row = 0; row < n; row++) {
            double p = scores[row];
            int arm = treated[row] ? 1 : 0;
            least[arm] = Math.min(least[arm], p);
            greatest[arm] = Math.max(greatest[arm], p);
            below += p < LOW ? 1 : 0;
            above += p > 1 - LOW ? 1 : 0;
            costs[row] = 1 / (p * (1 - p));
        }
        double from = Math.max(least[0], least[1]);
        double to = Math.min(greatest[0], greatest[1]);
        int outside = 0;
        for (double p : scores) {
            outside += p < from || p > to ? 1 : 0;
        }
        Arrays.sort(costs);
        double sum = 0;
        double limit = 0;
        for (int i = 0; i < n; i++) {
            sum += costs[i];
            double twice = 2 * sum / (i + 1);
            if ((i + 1 == n || costs[i + 1] > costs[i]) && twice >= costs[i]) {
                limit = twice;
            }
        }
        boolean none = costs[n - 1] <= 2 * sum / n;
        double alpha = none ? 0 : (1 - Math.sqrt(1 - 4 / limit)) / 2;
        int kept = 0;
        for (double p : scores) {
            kept += p >= alpha && p <= 1 - alpha ? 1 : 0;
        }
        return new Overlap(
                Math.min(least[0], least[1]),
                Math.max(greatest[0], greatest[1]),
                from,
                to,
                outside,
                (double) below / n,
                (double) above / n,
                none,
                alpha,
                kept);
    }
}
