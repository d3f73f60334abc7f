package io.assay.statistics.bayes;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;

/**
 * A normal prior of an effect, in the effect's own units: a relative effect has a relative prior.
 *
 * @param mean what the effect is expected to be
 * @param standardDeviation how far from that it may be, above 0
 */
public record NormalPrior(double mean, double standardDeviation) {

    /** Refuses {@code prior/mean} and {@code prior/standard_deviation} outside their range. */
    public NormalPrior {
        if (!Double.isFinite(mean)) {
            throw new InvalidInputException("prior/mean", "must be finite");
        }
        if (!(standardDeviation > 0) || Double.isInfinite(standardDeviation)) {
            throw new InvalidInputException("prior/standard_deviation", "must be above 0");
        }
    }

    /**
     * The sceptical prior: centred at no effect, with a small probability that the effect exceeds the one hoped for, so
     * σ = effect / z_{1-probability}.
     *
     * <p>Source: Spiegelhalter, Freedman and Parmar, JRSS A 157 (1994), 357-416, section 4.3, who take 5 %.
     *
     * @param effect the effect hoped for, not 0; its sign does not matter
     * @param probabilityBeyond strictly between 0 and 1/2
     */
    public static NormalPrior sceptical(double effect, double probabilityBeyond) {
        if (!(probabilityBeyond > 0 && probabilityBeyond < 0.5)) {
            throw new InvalidInputException("prior/probability_beyond", "must lie strictly between 0 and 0.5");
        }
        return new NormalPrior(0, Math.abs(effect) / Normal.upperQuantile(probabilityBeyond));
    }
}
