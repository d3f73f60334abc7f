package io.assay.experiment.readout;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.RelativeIntervals;
import io.assay.statistics.inference.Scale;

/**
 * Effects whose limits are so many standard errors away. On the relative scale they are Fieller's unless the metric says
 * otherwise: an inference that holds at all sizes also holds while the control mean is still noisy, where the delta method
 * does not, and its limits exclude 0 exactly where those of the absolute effect do.
 */
final class RelativeEffect {

    private RelativeEffect() {}

    /** The scale on which the critical value is to be found: Fieller's and the test's own are the same number. */
    static Scale criticalFrom(Contrast contrast, Scale scale) {
        return method(contrast) == RelativeMethod.FIELLER ? Scale.ABSOLUTE : scale;
    }

    private static RelativeMethod method(Contrast contrast) {
        return contrast.relativeMethodOr(RelativeMethod.FIELLER);
    }

    static Outcome<Effect> of(
            Contrast contrast, Scale scale, Alternative alternative, double critical, double alpha, String name) {
        return contrast.estimate(scale)
                .then(estimate -> limits(contrast, estimate, alternative, critical, alpha, name)
                        .then(limits -> Outcome.of(Effect.of(estimate.effect(), limits))));
    }

    private static Outcome<Interval> limits(
            Contrast contrast, Estimate estimate, Alternative alternative, double critical, double alpha, String name) {
        double half = critical * estimate.standardError();
        if (estimate.scale() == Scale.ABSOLUTE) {
            return Outcome.of(Sided.around(estimate.effect(), half, alternative, alpha, name));
        }
        return switch (method(contrast)) {
            case LOG_RATIO -> RelativeIntervals.logRatio(estimate, alternative, critical, alpha, "log_ratio_" + name);
            case FIELLER ->
                RelativeIntervals.fieller(contrast.comparison(), alternative, critical, alpha, "fieller_" + name);
            case DELTA -> Outcome.of(Sided.around(estimate.effect(), half, alternative, alpha, "delta_" + name));
        };
    }
}
