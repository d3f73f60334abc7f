package io.assay.statistics.regression;

import io.assay.statistics.regression.Covariance.Distribution;
import io.assay.statistics.regression.Preset.Absorbed;
import io.assay.statistics.regression.Preset.Ways;

/**
 * What a preset stands for; one part of it may be another's.
 *
 * @param robust against what heteroskedasticity-robust statistics are held
 * @param clustered against what clustered ones are held
 * @param factor whose G the factor takes
 * @param degrees whose G the degrees of freedom take: the smallest way's, or N - K
 * @param absorbed which fixed effects count
 */
public record Convention(Distribution robust, Distribution clustered, Ways factor, Ways degrees, Absorbed absorbed) {

    public Convention withDistribution(Distribution distribution) {
        return new Convention(distribution, distribution, factor, degrees, absorbed);
    }

    public Convention withAbsorbed(Absorbed counted) {
        return new Convention(robust, clustered, factor, degrees, counted);
    }

    public Convention withWays(Ways ofFactor, Ways ofDegrees) {
        return new Convention(robust, clustered, ofFactor, ofDegrees, absorbed);
    }
}
