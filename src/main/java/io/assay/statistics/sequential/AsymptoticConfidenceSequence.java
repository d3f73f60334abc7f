package io.assay.statistics.sequential;

import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Normal;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * An interval for an effect that holds at all sample sizes at once, for any estimator that is asymptotically normal.
 *
 * <p>With N units behind the estimate (both arms together), its standard error se and s² = N se²:
 *
 * <ul>
 *   <li>ρ = sqrt((-2 ln α + ln(1 - 2 ln α)) / N*), with 2α in place of α when one-sided: the band is tightest at N*;
 *   <li>two-sided half-width sqrt(s² 2(Nρ² + 1)/(Nρ)² ln(sqrt(Nρ² + 1)/α)), and p = min(1, 1/E) with
 *       E = exp(ρ² N z²/(2(Nρ² + 1)))/sqrt(Nρ² + 1), z = effect/se;
 *   <li>one-sided distance sqrt(s² 2(Nρ² + 1)/(Nρ)² ln(1 + sqrt(Nρ² + 1)/(2α))); p is the α that makes the bound 0,
 *       with ρ held.
 * </ul>
 *
 * <p>Its error guarantee is asymptotic: it holds from a first look at which the estimate is close to normal. Put the
 * planned total number of units at N*; a band tuned elsewhere is valid and wider.
 *
 * <p>The α of ρ may be another one than that at which limits are drawn, and must be where the latter depends on the data,
 * as a level after Holm's correction does: the guarantee is of one martingale, so ρ is fixed before the data. The p-value
 * is a function of ρ and the data alone.
 *
 * <p>Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences" (2021, arXiv 2103.06476v7), equations 9, 134 and 161.
 */
public final class AsymptoticConfidenceSequence {

    private static final String METHOD = "asymptotic_confidence_sequence";

    private final double alpha;
    private final Sides sides;
    private final double rho;

    /**
     * @param alpha in (0, 1), one-sided below 0.5
     * @param tunedAt N*, the number of units at which the band is to be tightest
     */
    public AsymptoticConfidenceSequence(double alpha, Sides sides, double tunedAt) {
        this(alpha, alpha, sides, tunedAt);
    }

    /**
     * A band at alpha that is tuned for another level. Sequences that differ in alpha alone have one p-value, which is
     * below alpha exactly when the limits at alpha exclude 0.
     *
     * @param alpha the level of the limits, in (0, 1), one-sided below 0.5; may depend on the data
     * @param tuningAlpha the level at which the band is to be tightest, in the same range; fixed before the data
     * @param tunedAt N*, the number of units at which the band is to be tightest; fixed before the data
     */
    public AsymptoticConfidenceSequence(double alpha, double tuningAlpha, Sides sides, double tunedAt) {
        this.alpha = Require.alpha("alpha", alpha, sides);
        this.sides = sides;
        double tuning = NormalMixture.tuning(Require.alpha("tuning_alpha", tuningAlpha, sides), sides);
        this.rho = Math.sqrt(tuning / Require.positive("tuned_at", tunedAt));
    }

    /** ρ. */
    public double rho() {
        return rho;
    }

    /**
     * Distance from the estimate to its limit (to both limits when two-sided).
     *
     * @param standardError above 0
     * @param n units behind the estimate, above 0
     */
    public double halfWidth(double standardError, double n) {
        Require.positive("standard_error", standardError);
        double growth = growth(n);
        double root = Math.sqrt(growth);
        double log = sides == Sides.TWO ? Math.log(root / alpha) : Math.log1p(root / (2 * alpha));
        return standardError * Math.sqrt(2 * growth / (growth - 1) * log);
    }

    /** Estimate ± half-width; one-sided the lower limit alone. */
    public Interval interval(double effect, double standardError, double n) {
        double halfWidth = halfWidth(standardError, n);
        return new Interval(
                Require.finite("effect", effect) - halfWidth,
                sides == Sides.TWO ? effect + halfWidth : null,
                1 - alpha,
                METHOD);
    }

    /**
     * The p-value that is valid at whatever sample size it is read, for the hypothesis that the effect is 0 (one-sided:
     * at most 0). It is below alpha exactly when {@link #interval} excludes 0.
     *
     * @param effect estimate minus the hypothesised effect
     */
    public double pValue(double effect, double standardError, double n) {
        double z = Require.finite("effect", effect) / Require.positive("standard_error", standardError);
        double growth = growth(n);
        double exponent = z * z * (growth - 1) / (2 * growth);
        double root = Math.sqrt(growth);
        if (sides == Sides.TWO) {
            return Math.min(1, root * Math.exp(-exponent));
        }
        return effect <= 0 ? 1 : Math.min(1, root * Math.exp(-exponent) / (-2 * Math.expm1(-exponent)));
    }

    /**
     * Probability that the interval at n excludes 0: Φ((δ - h)/se), two-sided plus Φ((-δ - h)/se), h the half-width.
     *
     * <p>Looks before n can only add to it: as the power of an experiment read continuously it is a lower bound.
     *
     * @param effect the true effect δ
     */
    public double power(double effect, double standardError, double n) {
        double critical = halfWidth(standardError, n) / standardError;
        double shift = Require.finite("effect", effect) / standardError;
        double upper = Normal.survival(critical - shift);
        return sides == Sides.TWO ? upper + Normal.survival(critical + shift) : upper;
    }

    /**
     * The smallest positive effect that is found at n with the given power.
     *
     * @param standardErrorOf the standard error when the true effect is the argument
     * @param largest where the search ends
     * @return empty where not even {@code largest} is found with that power
     */
    public OptionalDouble minimumDetectableEffect(
            DoubleUnaryOperator standardErrorOf, double n, double power, double largest) {
        Require.probability("power", power);
        DoubleUnaryOperator excess = effect -> power(effect, standardErrorOf.applyAsDouble(effect), n) - power;
        double high = Math.min(standardErrorOf.applyAsDouble(0), largest);
        while (excess.applyAsDouble(high) < 0) {
            if (high >= largest) {
                return OptionalDouble.empty();
            }
            high = Math.min(2 * high, largest);
        }
        return OptionalDouble.of(new BrentSolver(1e-13, 1e-13 * high).solve(500, excess::applyAsDouble, 0, high));
    }

    /** N ρ² + 1. */
    private double growth(double n) {
        return Require.positive("n", n) * rho * rho + 1;
    }
}
