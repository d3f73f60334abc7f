package io.assay.statistics.bayes;

import io.assay.statistics.Direction;
import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import org.jspecify.annotations.Nullable;

/**
 * The normal posterior N(μ, σ²) of an effect whose estimate is normal with a known standard error: a difference, a
 * relative effect, a difference of quantiles; absolute and relative effects differ in their units only.
 *
 * <p>Source: Gelman et al., "Bayesian Data Analysis" (3rd ed., 2013), section 2.5; expected loss: Raiffa and Schlaifer
 * (1961), section 5.3.
 *
 * @param mean μ
 * @param standardDeviation σ, above 0
 */
public record NormalPosterior(double mean, double standardDeviation) {

    /** Refuses {@code mean} and {@code standard_deviation} outside their range. */
    public NormalPosterior {
        if (!Double.isFinite(mean)) {
            throw new InvalidInputException("mean", "must be finite");
        }
        if (!(standardDeviation > 0) || Double.isInfinite(standardDeviation)) {
            throw new InvalidInputException("standard_deviation", "must be above 0");
        }
    }

    /**
     * Combines an estimate with a prior: precisions add, and the mean is the average weighted by them.
     *
     * @param estimate of the effect
     * @param standardError of the estimate, above 0
     * @param prior null for the flat one, under which the posterior is N(estimate, standardError²)
     * @throws InvalidInputException for {@code estimate} or {@code standard_error} outside its range
     */
    public static NormalPosterior of(double estimate, double standardError, @Nullable NormalPrior prior) {
        if (!Double.isFinite(estimate)) {
            throw new InvalidInputException("estimate", "must be finite");
        }
        if (!(standardError > 0) || Double.isInfinite(standardError)) {
            throw new InvalidInputException("standard_error", "must be above 0");
        }
        if (prior == null) {
            return new NormalPosterior(estimate, standardError);
        }
        // hypot and the shares of the variance, since a square may over- or underflow where its root does not
        double spread = Math.hypot(standardError, prior.standardDeviation());
        double ofData = prior.standardDeviation() / spread;
        double ofPrior = standardError / spread;
        return new NormalPosterior(
                ofData * ofData * estimate + ofPrior * ofPrior * prior.mean(),
                Math.min(standardError, prior.standardDeviation()) * Math.max(ofData, ofPrior));
    }

    /** P(effect &gt; value). */
    public double probabilityAbove(double value) {
        return Normal.survival((value - mean) / standardDeviation);
    }

    /** The probability that treatment is better: P(effect &gt; 0), or P(effect &lt; 0) where less is better. */
    public double chanceToWin(Direction better) {
        return switch (better) {
            case INCREASE -> Normal.cumulative(mean / standardDeviation);
            case DECREASE -> Normal.survival(mean / standardDeviation);
        };
    }

    /** μ ± z σ. */
    public Interval credibleInterval(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new InvalidInputException("alpha", "must lie strictly between 0 and 1");
        }
        // half of the smallest double is 0, whose quantile is infinite
        double half = Normal.upperQuantile(Math.max(alpha / 2, Double.MIN_VALUE)) * standardDeviation;
        return new Interval(mean - half, mean + half, 1 - alpha, "normal_posterior");
    }

    /**
     * Where more is better, choosing control forgoes E[max(effect, 0)] = σ L(-μ/σ) and choosing treatment costs
     * E[max(-effect, 0)] = σ L(μ/σ), with L the unit normal loss; where less is better, the other way round.
     */
    public ExpectedLoss expectedLoss(Direction better) {
        double positivePart = standardDeviation * Normal.unitLoss(-mean / standardDeviation);
        double negativePart = standardDeviation * Normal.unitLoss(mean / standardDeviation);
        return switch (better) {
            case INCREASE -> new ExpectedLoss(positivePart, negativePart);
            case DECREASE -> new ExpectedLoss(negativePart, positivePart);
        };
    }
}
