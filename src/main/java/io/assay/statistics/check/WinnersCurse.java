package io.assay.statistics.check;

import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import java.util.Locale;

/**
 * What significance does to an estimate when the power is low: the significant ones exaggerate (type M error) and may
 * have the wrong sign (type S error).
 *
 * <p>With δ = |true effect| / standard error and z the two-sided critical value, the power is P(Z &gt; z - δ) + P(Z &gt; z
 * + δ), type S the share of the second term in it, and type M E[|X|; |X| &gt; z] / (δ power) for X ~ N(δ, 1), whose
 * numerator is δ P(Z &gt; z - δ) + φ(z - δ) - δ P(Z &gt; z + δ) + φ(z + δ).
 *
 * <p>Source: Gelman and Carlin, "Beyond power calculations", Perspectives on Psychological Science 9 (2014), 641-651,
 * with the normal distribution in place of their simulation.
 *
 * @param power probability of a significant estimate
 * @param signError type S: probability that a significant estimate has the wrong sign
 * @param exaggeration type M: expected size of a significant estimate over the true one, at least 1
 */
public record WinnersCurse(double power, double signError, double exaggeration) {

    private static final String ID = "winners_curse";

    /** Below it exaggeration has no bound that a double holds. */
    private static final double LOWEST_POWER = 1e-6;

    /** Exaggeration from which the check warns; a test of 80 % power has 1.13, one of 50 % has 1.41. */
    private static final double SERIOUS = 1.5;

    /**
     * At an effect taken to be true.
     *
     * @param trueEffect the effect that is plausible or was planned for, not the estimate; not 0
     * @param standardError of the estimate, above 0
     * @param alpha level of the two-sided test, strictly between 0 and 1
     * @throws InvalidInputException for {@code true_effect}, {@code standard_error} or {@code alpha} outside its range
     */
    public static WinnersCurse of(double trueEffect, double standardError, double alpha) {
        if (trueEffect == 0 || !Double.isFinite(trueEffect)) {
            throw new InvalidInputException("true_effect", "must be finite and not 0: nothing to exaggerate");
        }
        if (!(standardError > 0) || Double.isInfinite(standardError)) {
            throw new InvalidInputException("standard_error", "must be above 0");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new InvalidInputException("alpha", "must lie strictly between 0 and 1");
        }
        double z = Normal.upperQuantile(Math.max(alpha / 2, Double.MIN_VALUE));
        double shift = Math.abs(trueEffect) / standardError;
        double rightSign = Normal.survival(z - shift);
        double wrongSign = Normal.survival(z + shift);
        double power = rightSign + wrongSign;
        double size = shift * (rightSign - wrongSign) + Normal.density(z - shift) + Normal.density(z + shift);
        return new WinnersCurse(power, wrongSign / power, size / (shift * power));
    }

    /** Warns where a significant estimate would be exaggerated by half or more. */
    public Check check() {
        if (power < LOWEST_POWER) {
            return new Check(
                    ID,
                    Status.WARN,
                    "at the planned effect the power is below 0.0001 %",
                    "A significant estimate says nothing about the size of an effect here.");
        }
        String evidence = String.format(
                Locale.ROOT,
                "at the planned effect the power is %.3g %%, a significant estimate is on average %.3g times the true "
                        + "effect, and %.2g %% of them have the wrong sign",
                100 * power,
                exaggeration,
                100 * signError);
        return exaggeration < SERIOUS
                ? new Check(ID, Status.PASS, evidence, null)
                : new Check(ID, Status.WARN, evidence, "Expect the effect to shrink when it is measured again.");
    }
}
