package io.assay.statistics.power;

import java.util.OptionalDouble;

/**
 * What a running experiment still needs: with s times as many units on top of the present ones, an estimate's variance
 * falls from se² to se²/(1 + s) and its n rises to n(1 + s).
 *
 * <p>The power is that for a true effect named beforehand. It is not conditional on the present estimate, which would make
 * a promising effect look certain and a poor one hopeless.
 *
 * @param claim what is to be shown
 * @param inference how it is read; a group-sequential plan's information is not known here
 * @param standardError of the estimate now
 * @param n units of both arms now
 */
public record MidExperiment(Claim claim, PlannedInference inference, double standardError, double n) {

    private static final double MOST = 1e15;
    private static final double FIRST = 1e-3;

    /** Power of a reading now. */
    public double power(double effect) {
        return power(effect, 0);
    }

    /** Power of a reading with s times as many units on top. */
    public double power(double effect, double s) {
        return claim.power(OneSidedTests.of(inference, effect, standardError / Math.sqrt(1 + s), n * (1 + s)));
    }

    /**
     * The s at which the power is reached; extra units are s n.
     *
     * @return 0 where it is reached now; empty where no s up to 1e15 reaches it
     */
    public OptionalDouble extraShare(double effect, double wanted) {
        if (power(effect) >= wanted) {
            return OptionalDouble.of(0);
        }
        return PowerSolver.effect((share, ignored) -> power(effect, share), n, wanted, 0, 1, FIRST, MOST);
    }
}
