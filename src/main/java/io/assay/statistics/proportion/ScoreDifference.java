package io.assay.statistics.proportion;

/**
 * Score limits of p_t - p_c (Miettinen, Nurminen 1985, "Comparative analysis of two rates", Statistics in Medicine 4,
 * 213-226): the δ at which (d - δ)² / W(δ) = z² N/(N - 1), where d is the observed difference, N = n_c + n_t and
 * W = p_c q_c/n_c + p_t q_t/n_t at the maximum likelihood rates subject to p_t - p_c = δ.
 *
 * <p>The paper solves a cubic for those rates at each δ and searches over δ. Here the search is over the multiplier λ of
 * the constraint instead, for the lower limit from 0 upwards. Given λ the two arms part, each with a quadratic equation,
 * n_t (x_t/n_t - p_t) = λ p_t q_t and n_c (p_c - x_c/n_c) = λ p_c q_c, whose roots can be written without cancellation.
 * Adding them gives d - δ = λ W, so that the statistic is λ² W = λ (d - δ): a product of two increasing functions of λ.
 * The root is therefore unique, and δ = d - z² N/(N - 1)/λ.
 *
 * <p>With that, one arm alone reaches z² N/(N - 1) at its Wilson limit; the smaller of the two arms' λ is at most twice
 * the root, which brackets it.
 *
 * <p>A control arm without conversions keeps p_c = 0 until λ = n_c and leaves it abruptly (so does a treatment arm
 * without failures, at n_t). Past such a kink the search counts from there, or the digits of p_c would be lost in λ.
 */
final class ScoreDifference {

    private static final int MAX_ITERATIONS = 200;
    private static final double CONVERGED = 1e-11;

    private final Proportion rising;
    private final Proportion falling;
    private final double target;

    private ScoreDifference(TwoByTwo table, double z) {
        // Both arms in terms of a rate that falls as λ grows: control by its failures, treatment by its successes.
        this.rising = table.control().complement();
        this.falling = table.treatment();
        this.target = z * z * table.n() / (table.n() - 1.0);
    }

    /** The lower limit; the upper one is minus the lower one of the exchanged table. */
    static double lower(TwoByTwo table, double z) {
        return Math.min(table.difference(), new ScoreDifference(table, z).limit(table.difference()));
    }

    private double limit(double difference) {
        double start = Math.min(multiplierAlone(rising), multiplierAlone(falling));
        if (Double.isInfinite(start)) {
            // No treatment unit converted, every control unit did: the difference is already -1.
            return difference;
        }
        double base = lastKinkBeforeRoot();
        double low = base == 0 ? start / 2 : 0;
        double high = base == 0 ? start : target - statistic(base, 0);
        return difference(difference, base, solve(base, low, high));
    }

    /** The λ at which this arm alone would make the statistic reach its target. */
    private double multiplierAlone(Proportion arm) {
        return target / Wilson.distanceBelow(arm, Math.sqrt(target));
    }

    private double lastKinkBeforeRoot() {
        double base = 0;
        for (Proportion arm : new Proportion[] {rising, falling}) {
            if (arm.failures() == 0 && arm.n() > base && statistic((double) arm.n(), 0) < target) {
                base = arm.n();
            }
        }
        return base;
    }

    private double statistic(double base, double offset) {
        double multiplier = base + offset;
        double weight = ArmAt.of(rising, base, offset).variance() / rising.n()
                + ArmAt.of(falling, base, offset).variance() / falling.n();
        return multiplier * multiplier * weight;
    }

    /** Newton's method on the statistic as a function of λ - base, kept inside a bracket that shrinks at every step. */
    private double solve(double base, double low, double high) {
        double offset = high;
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double multiplier = base + offset;
            ArmAt up = ArmAt.of(rising, base, offset);
            ArmAt down = ArmAt.of(falling, base, offset);
            double weight = up.variance() / rising.n() + down.variance() / falling.n();
            double excess = multiplier * multiplier * weight - target;
            if (excess > 0) {
                high = offset;
            } else {
                low = offset;
            }
            double slope = multiplier * (weight + up.sensitivity() + down.sensitivity());
            double next = offset - excess / slope;
            boolean newton = next >= low && next <= high;
            if (!newton) {
                next = low + (high - low) / 2;
            }
            if (Math.abs(next - offset) <= (newton ? CONVERGED : 0) * next) {
                return next;
            }
            offset = next;
        }
        return offset;
    }

    /** δ at λ: from the two rates or from d, whichever subtracts the smaller numbers. */
    private double difference(double observed, double base, double offset) {
        ArmAt control = ArmAt.of(rising, base, offset);
        ArmAt treatment = ArmAt.of(falling, base, offset);
        double shift = target / (base + offset);
        double rates = Math.max(control.complement(), treatment.rate());
        double complements = Math.max(control.rate(), treatment.complement());
        if (Math.min(rates, complements) > Math.max(Math.abs(observed), shift)) {
            return observed - shift;
        }
        return rates <= complements ? treatment.rate() - control.complement() : control.rate() - treatment.complement();
    }

    /**
     * One arm at λ: the p in [0, x/n] with n (x/n - p) = λ p (1 - p).
     *
     * @param rate p
     * @param complement 1 - p
     * @param root sqrt((n - λ)² + 4 λ f), f = n - x: minus the derivative of the equation in p
     */
    private record ArmAt(double rate, double complement, double root) {

        static ArmAt of(Proportion arm, double base, double offset) {
            double multiplier = base + offset;
            double gap = (arm.n() - base) - offset;
            double failures = arm.failures();
            double root = Math.sqrt(gap * gap + 4 * multiplier * failures);
            double rate = 2.0 * arm.successes() / (arm.n() + multiplier + root);
            double complement;
            if (gap < 0) {
                complement = (root - gap) / (2 * multiplier);
            } else {
                complement = failures == 0 ? 0 : 2 * failures / (gap + root);
            }
            return new ArmAt(rate, complement, root);
        }

        double variance() {
            return rate * complement;
        }

        /** -dp/dλ. */
        double sensitivity() {
            return variance() == 0 ? 0 : variance() / root;
        }
    }
}
