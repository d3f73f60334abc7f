package io.assay.experiment.readout;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.RelativeIntervals;
import io.assay.statistics.inference.Scale;

/** Effects whose limits are so many standard errors away, on the relative scale by the metric's {@link RelativeMethod}. */
final class RelativeEffect {

    private RelativeEffect() {}

    /** The scale on which the critical value is to be found: Fieller's and the test's own are the same number. */
    static Scale criticalFrom(Contrast contrast, Scale scale) {
        return contrast.relativeMethod() == RelativeMethod.FIELLER ? Scale.ABSOLUTE : scale;
    }

    static Outcome<Effect> of(
            Contrast contrast, Scale scale, Alternative alternative, double critical, double alpha, String name) {
        RelativeMethod relative = scale == Scale.RELATIVE ? contrast.relativeMethod() : null;
        return contrast.estimate(scale).then(estimate -> {
            Outcome<Interval> interval = switch (relative) {
                case LOG_RATIO ->
                    RelativeIntervals.logRatio(estimate, alternative, critical, alpha, "log_ratio_" + name);
                case FIELLER ->
                    RelativeIntervals.fieller(contrast.comparison(), alternative, critical, alpha, "fieller_" + name);
                case DELTA -> around(estimate.effect(), critical * estimate.standardError(), alternative, alpha, name);
                case null -> around(estimate.effect(), critical * estimate.standardError(), alternative, alpha, name);
            };
            return interval.then(limits -> Outcome.of(Effect.of(estimate.effect(), limits)));
        });
    }

    private static Outcome<Interval> around(
            double estimate, double halfWidth, Alternative alternative, double alpha, String name) {
        return Outcome.of(Sided.around(estimate, halfWidth, alternative, alpha, name));
    }
}
