package io.assay.statistics.multiplicity;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A family of p-values, corrected for their number m. Everything is in the order of the p-values given; a p-value that
 * is null (it could not be computed) is no member of the family and stays null everywhere.
 *
 * <p>With p(1) ≤ … ≤ p(m) in order (ties as they came), S(p, k) either k p (Bonferroni) or 1 - (1 - p)^k (Sidak), and
 * c = 1 + 1/2 + … + 1/m, the adjusted p-values, none above 1, are
 *
 * <ul>
 *   <li>single step: S(p(i), m);
 *   <li>Holm (step-down): max over j ≤ i of S(p(j), m - j + 1);
 *   <li>Hochberg (step-up): min over j ≥ i of S(p(j), m - j + 1);
 *   <li>Benjamini-Hochberg: min over j ≥ i of p(j) m/j; Benjamini-Yekutieli: c times that.
 * </ul>
 *
 * A hypothesis is rejected when its adjusted p-value is below alpha.
 *
 * <p>Assumptions: Bonferroni, Holm and Benjamini-Yekutieli need none; Sidak and its step-down form hold for independent
 * and for normal two-sided statistics; Hochberg and Benjamini-Hochberg for independent or positively dependent ones.
 * Hochberg with Sidak's steps exceeds alpha by a little: 5.06 % for two independent hypotheses at 5 %.
 *
 * <p>Source: Sidak (1967); Holm, Scand. J. Statist. 6 (1979), 65-70; Hochberg, Biometrika 75 (1988), 800-802; Benjamini
 * and Hochberg, JRSS B 57 (1995), 289-300; Benjamini and Yekutieli, Ann. Statist. 29 (2001), 1165-1188, theorem 1.3.
 * Levels after selection: Benjamini and Yekutieli, JASA 100 (2005), 71-81 (false coverage rate).
 *
 * @param correction the procedure
 * @param alpha the error rate to be held
 * @param familySize m, the p-values that are not null
 * @param adjusted adjusted p-values
 * @param rejected whether each hypothesis is rejected
 * @param levels the level at which each hypothesis was tested by itself: an interval at 1 - level excludes the
 *     hypothesis exactly if that is rejected. After a step-down stops, the level at which it stopped; in a step-up, that
 *     of the step that rejected. For false discovery rates R alpha/m (over c), R the number of rejections, at least 1
 */
public record AdjustedPValues(
        Correction correction,
        double alpha,
        int familySize,
        List<@Nullable Double> adjusted,
        List<@Nullable Boolean> rejected,
        List<@Nullable Double> levels) {

    /**
     * Corrects a family.
     *
     * @param pValues in [0, 1], or null where there is none
     * @param alpha strictly between 0 and 1
     * @throws InvalidInputException for {@code p_values/i} or {@code alpha} outside its range
     */
    public static AdjustedPValues of(List<@Nullable Double> pValues, Correction correction, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new InvalidInputException("alpha", "must lie strictly between 0 and 1");
        }
        double[] given = new double[pValues.size()];
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            Double p = pValues.get(i);
            if (p != null) {
                given[i] = required(p, i);
                members.add(i);
            }
        }
        members.sort(Comparator.comparingDouble(i -> given[i]));
        double[] ordered = members.stream().mapToDouble(i -> given[i]).toArray();
        // From 1; 0 where there is no p-value.
        int[] ranks = new int[given.length];
        for (int rank = 1; rank <= ordered.length; rank++) {
            ranks[members.get(rank - 1)] = rank;
        }
        double[] adjusted = adjust(ordered, correction);
        int rejections = (int) IntStream.range(0, ordered.length)
                .filter(i -> adjusted[i] < alpha)
                .count();

        List<@Nullable Double> adjustedAsGiven = new ArrayList<>();
        List<@Nullable Boolean> rejected = new ArrayList<>();
        List<@Nullable Double> levels = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            int rank = ranks[i];
            boolean member = rank > 0;
            adjustedAsGiven.add(member ? (Double) adjusted[rank - 1] : null);
            rejected.add(member ? (Boolean) (rank <= rejections) : null);
            levels.add(member ? (Double) level(correction, alpha, ordered.length, rank, rejections) : null);
        }
        return new AdjustedPValues(
                correction,
                alpha,
                ordered.length,
                Collections.unmodifiableList(adjustedAsGiven),
                Collections.unmodifiableList(rejected),
                Collections.unmodifiableList(levels));
    }

    private static double required(double p, int place) {
        if (!(p >= 0 && p <= 1)) {
            throw new InvalidInputException("p_values/" + place, "must lie in [0, 1]");
        }
        return p;
    }

    private static double[] adjust(double[] p, Correction correction) {
        int m = p.length;
        double[] steps = new double[m];
        for (int rank = 1; rank <= m; rank++) {
            double value = p[rank - 1];
            int left = m - rank + 1;
            double step = switch (correction) {
                case NONE -> value;
                case BONFERRONI -> m * value;
                case SIDAK -> sidak(value, m);
                case HOLM_BONFERRONI, HOCHBERG_BONFERRONI -> left * value;
                case HOLM_SIDAK, HOCHBERG_SIDAK -> sidak(value, left);
                case BENJAMINI_HOCHBERG -> value * m / rank;
                case BENJAMINI_YEKUTIELI -> harmonic(m) * value * m / rank;
            };
            // never below p itself, not even by a rounding
            steps[rank - 1] = Math.clamp(step, value, 1);
        }
        switch (correction) {
            case NONE, BONFERRONI, SIDAK -> {}
            case HOLM_BONFERRONI, HOLM_SIDAK -> runningMaximum(steps);
            case HOCHBERG_BONFERRONI, HOCHBERG_SIDAK, BENJAMINI_HOCHBERG, BENJAMINI_YEKUTIELI ->
                runningMinimumFromTheEnd(steps);
        }
        return steps;
    }

    /** The level at which the hypothesis of this rank was tested. */
    private static double level(Correction correction, double alpha, int m, int rank, int rejections) {
        // The hypotheses that are left when the step of this rank is taken.
        int left = m - rank + 1;
        int leftAtTheStop = Math.max(left, m - rejections);
        int leftAtTheRejection = Math.min(left, m - rejections + 1);
        double discoveries = Math.max(1, rejections);
        return switch (correction) {
            case NONE -> alpha;
            case BONFERRONI -> alpha / m;
            case SIDAK -> sidakLevel(alpha, m);
            case HOLM_BONFERRONI -> alpha / leftAtTheStop;
            case HOLM_SIDAK -> sidakLevel(alpha, leftAtTheStop);
            case HOCHBERG_BONFERRONI -> alpha / leftAtTheRejection;
            case HOCHBERG_SIDAK -> sidakLevel(alpha, leftAtTheRejection);
            case BENJAMINI_HOCHBERG -> discoveries * alpha / m;
            case BENJAMINI_YEKUTIELI -> discoveries * alpha / (m * harmonic(m));
        };
    }

    /** 1 - (1 - p)^k. */
    private static double sidak(double p, int k) {
        return -Math.expm1(k * Math.log1p(-p));
    }

    /** 1 - (1 - alpha)^(1/k). */
    private static double sidakLevel(double alpha, int k) {
        return -Math.expm1(Math.log1p(-alpha) / k);
    }

    private static double harmonic(int m) {
        return IntStream.rangeClosed(1, m).mapToDouble(i -> 1.0 / i).sum();
    }

    private static void runningMaximum(double[] values) {
        for (int i = 1; i < values.length; i++) {
            values[i] = Math.max(values[i], values[i - 1]);
        }
    }

    private static void runningMinimumFromTheEnd(double[] values) {
        for (int i = values.length - 2; i >= 0; i--) {
            values[i] = Math.min(values[i], values[i + 1]);
        }
    }
}
