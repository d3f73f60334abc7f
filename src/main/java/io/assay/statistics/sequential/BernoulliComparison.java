package io.assay.statistics.sequential;

import io.assay.statistics.Interval;
import io.assay.statistics.Minimum;
import io.assay.statistics.proportion.TwoByTwo;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of two rates that is valid after every unit, whatever rule stops the experiment, and is exact: nothing is
 * taken for normal.
 *
 * <p>Each arm has its beta-binomial mixture martingale M(p); at the true rates the product of both is a martingale that
 * starts at 1, in whatever order the units come. So with probability 1 - alpha the true rates lie at all times in C = {p_c,
 * p_t: ln M_c(p_c) + ln M_t(p_t) &lt; ln(1/alpha)}, and
 *
 * <ul>
 *   <li>p = min(1, exp(-min over r of (ln M_c(r) + ln M_t(r)))) for the hypothesis of equal rates;
 *   <li>the interval of the difference is that of p_t - p_c over C, that of the lift is p_t/p_c - 1 over C.
 * </ul>
 *
 * <p>p is below alpha exactly when the intervals at alpha exclude 0, and both intervals hold together. C is convex. At a
 * limit one arm uses up a level τ and the other ln(1/alpha) - τ; the τ that reaches furthest is sought.
 *
 * <p>Assumption: independent units, each arm with one rate throughout. It is wider than the asymptotic sequence, the more
 * so since the common rate is unknown: it is for counts too small for that.
 *
 * <p>Source: Howard, Ramdas, McAuliffe, Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals
 * of Statistics 49 (2021), proposition 7; the minimum over the common rate as in Howard and Ramdas, Bernoulli 28 (2022).
 */
public final class BernoulliComparison {

    /** Of the τ that reaches furthest; what it reaches is then known to the square of that. */
    private static final double PRECISION = 1e-7;

    private static final String METHOD = "beta_binomial_mixture";

    private final BernoulliEvidence control;
    private final BernoulliEvidence treatment;

    /**
     * @param optimalTrials units per arm about which the comparison is to be sharpest; fixed before the data
     * @param optimalAlpha the alpha it is tuned for; fixed before the data
     */
    public BernoulliComparison(TwoByTwo table, double optimalTrials, double optimalAlpha) {
        BetaBinomialMixture mixture = BetaBinomialMixture.tuned(optimalTrials, optimalAlpha);
        this.control = new BernoulliEvidence(mixture, table.control());
        this.treatment = new BernoulliEvidence(mixture, table.treatment());
    }

    /** The p-value of the hypothesis that both rates are the same. */
    public double pValue() {
        double first = control.observed();
        double second = treatment.observed();
        double scale = Math.min(control.scale(), treatment.scale());
        double start = first + (second - first) * shareOfVariance(control, treatment);
        double least = Minimum.near(
                        logit -> control.logMartingale(logit) + treatment.logMartingale(logit),
                        start,
                        scale,
                        -BernoulliEvidence.FURTHEST,
                        BernoulliEvidence.FURTHEST)
                .value();
        return Math.exp(-Math.max(0, least));
    }

    private static double shareOfVariance(BernoulliEvidence one, BernoulliEvidence other) {
        double variance = one.scale() * one.scale();
        return variance / (variance + other.scale() * other.scale());
    }

    /**
     * The interval of p_t - p_c.
     *
     * @param alpha in (0, 1); may depend on the data, as after a correction
     */
    public Interval differenceInterval(double alpha) {
        double level = -Math.log(Require.probability("alpha", alpha));
        DoubleBinaryOperator distance = (low, high) -> BernoulliEvidence.rate(high) - BernoulliEvidence.rate(low);
        return new Interval(
                -furthest(treatment, control, level, distance),
                furthest(control, treatment, level, distance),
                1 - alpha,
                METHOD);
    }

    /**
     * The interval of p_t/p_c - 1: from -1 where a treatment rate of 0 is not ruled out, without an upper limit where a
     * control rate of 0 is not.
     *
     * @param alpha in (0, 1); may depend on the data, as after a correction
     * @return null where neither rate is told from 0, so that nothing is known of the lift
     */
    public @Nullable Interval liftInterval(double alpha) {
        double level = -Math.log(Require.probability("alpha", alpha));
        boolean controlMayBeZero = control.atZero() + treatment.least() <= level;
        boolean treatmentMayBeZero = treatment.atZero() + control.least() <= level;
        if (controlMayBeZero && treatmentMayBeZero) {
            return null;
        }
        DoubleBinaryOperator logRatio = (low, high) -> BernoulliEvidence.logRate(high) - BernoulliEvidence.logRate(low);
        return new Interval(
                treatmentMayBeZero ? -1 : Math.expm1(-furthest(treatment, control, level, logRatio)),
                controlMayBeZero ? null : (Double) Math.expm1(furthest(control, treatment, level, logRatio)),
                1 - alpha,
                METHOD);
    }

    /** The largest distance between a low rate of one arm and a high one of the other that the level allows. */
    private static double furthest(
            BernoulliEvidence low, BernoulliEvidence high, double level, DoubleBinaryOperator distance) {
        double room = level - low.least() - high.least();
        // No more than brings an arm to 0, or to 1.
        double most = Math.min(room, low.atZero() - low.least());
        double fewest = Math.max(0, room - (high.atOne() - high.least()));
        DoubleUnaryOperator nearness = used ->
                -distance.applyAsDouble(low.lowest(low.least() + used), high.highest(high.least() + (room - used)));
        return fewest < most
                ? -Minimum.between(nearness, fewest, most, PRECISION * room).value()
                : -nearness.applyAsDouble(Math.max(0, most));
    }
}
