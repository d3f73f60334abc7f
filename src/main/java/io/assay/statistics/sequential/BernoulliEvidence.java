package io.assay.statistics.sequential;

import io.assay.statistics.Minimum;
import io.assay.statistics.proportion.Proportion;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * ln M of one arm's beta-binomial mixture as a function of the logit s of its rate, so that rates near 0 and 1 keep their
 * digits. It is convex in the rate: it has one valley in s, and each value above that is taken once on either side, or at
 * rate 0 or 1 not yet.
 */
final class BernoulliEvidence {

    /** A rate of e^-600 is as near to 0 as matters, and its reciprocal times any count is still a number. */
    static final double FURTHEST = 600;

    /** ln M of an arm that says nothing yet is the same everywhere, but for its rounding. */
    private static final double ROUNDING = 1e-12;

    private final BetaBinomialMixture mixture;
    private final double successes;
    private final double failures;
    private final double scale;
    private final Minimum minimum;

    BernoulliEvidence(BetaBinomialMixture mixture, Proportion arm) {
        this.mixture = mixture;
        this.successes = arm.successes();
        this.failures = arm.failures();
        this.scale = Math.sqrt(1 / (successes + 0.5) + 1 / (failures + 0.5));
        this.minimum = Minimum.near(this::logMartingale, observed(), scale, -FURTHEST, FURTHEST);
    }

    /** e^s/(1 + e^s). */
    static double rate(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** ln of the rate. */
    static double logRate(double logit) {
        return logit > 0 ? -Math.log1p(Math.exp(-logit)) : logit - Math.log1p(Math.exp(logit));
    }

    /** The logit of the observed rate, half a unit added to either outcome. */
    double observed() {
        return Math.log((successes + 0.5) / (failures + 0.5));
    }

    /** A standard error of the observed logit. */
    double scale() {
        return scale;
    }

    double logMartingale(double logit) {
        return mixture.logMartingale(successes, failures, rate(logit), rate(-logit));
    }

    /** The least that ln M takes. */
    double least() {
        return minimum.value();
    }

    /** What ln M comes to towards rate 0. */
    double atZero() {
        return logMartingale(-FURTHEST);
    }

    /** What ln M comes to towards rate 1. */
    double atOne() {
        return logMartingale(FURTHEST);
    }

    /** The smallest logit at which ln M is at most the level. */
    double lowest(double level) {
        return root(level, -1);
    }

    /** The largest logit at which ln M is at most the level. */
    double highest(double level) {
        return root(level, 1);
    }

    private double root(double level, int direction) {
        double end = direction * FURTHEST;
        double inside = minimum.at();
        if (logMartingale(end) <= level + ROUNDING) {
            return end;
        }
        if (level <= minimum.value()) {
            return inside;
        }
        double outside = inside;
        for (double step = scale; logMartingale(outside) <= level; step *= 2) {
            inside = outside;
            outside = Math.clamp(outside + direction * step, -FURTHEST, FURTHEST);
        }
        return new BrentSolver(1e-15, 1e-13 * scale)
                .solve(
                        200,
                        logit -> logMartingale(logit) - level,
                        Math.min(inside, outside),
                        Math.max(inside, outside));
    }
}
