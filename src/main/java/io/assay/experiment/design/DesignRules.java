package io.assay.experiment.design;

import io.assay.experiment.NormalPriorRequest;
import io.assay.experiment.readout.InferenceKind;
import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.sequential.Sides;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the fields of a design must be to each other. */
final class DesignRules {

    static final double LARGEST_RELATIVE_EFFECT = 1e6;

    private static final double LARGEST_ONE_SIDED_ALPHA = 0.5;

    private final DesignRequest request;
    private final Violations violations;

    DesignRules(DesignRequest request, Violations violations) {
        this.request = request;
        this.violations = violations;
    }

    @SuppressWarnings("NullAway") // called before missing parts have been refused
    void check() {
        checkArms();
        checkTraffic();
        checkAlphaAndPower();
        checkMargin();
        checkPlan();
        checkGuardrails();
        if (request.solve() != null) {
            checkGivens();
            if (request.metric() != null) {
                checkEffect();
                checkTestVariance();
            }
        }
    }

    private void checkArms() {
        List<Double> weights = request.weights();
        if (weights != null && request.arms() != null && weights.size() != request.arms()) {
            violations.reject("/weights", "must have one weight per arm: %d".formatted(request.arms()));
        }
        Multiplicity multiplicity = request.multiplicity();
        if (multiplicity != null && multiplicity.method() == Multiplicity.Method.DUNNETT) {
            if (multiplicity.hypotheses() != null) {
                violations.reject(
                        "/multiplicity/hypotheses", "does not go with dunnett, whose hypotheses are the treatments");
            }
            if (request.planOrDefault().kind() != InferenceKind.FIXED_HORIZON) {
                violations.reject("/multiplicity/correction", "dunnett goes with a fixed_horizon plan only");
            }
        }
    }

    private void checkTraffic() {
        if (request.dailyUnits() != null && request.weeklyUnits() != null) {
            violations.reject("/weekly_units", "is instead of daily_units: give one of them");
        }
        if (request.unitsPerWeek() == null && request.weeks() != null) {
            violations.reject("/weeks", "needs daily_units or weekly_units");
        }
        if (request.unitsPerWeek() == null && request.solve() == Solve.DURATION) {
            violations.reject("/daily_units", "is missing: a duration needs it, or weekly_units");
        }
        if (request.weeks() != null && request.totalN() != null) {
            violations.reject("/weeks", "is instead of total_n: give one of them");
        }
    }

    private void checkAlphaAndPower() {
        boolean oneSided = request.claimOrDefault().sides() == Sides.ONE
                || !request.guardrailsOrNone().isEmpty();
        if (oneSided && request.alphaOrDefault() >= LARGEST_ONE_SIDED_ALPHA) {
            violations.reject("/alpha", "must be below 0.5 for one-sided claims and guardrails");
        }
        if (request.powerOrDefault() <= request.alphaOrDefault()) {
            violations.reject("/power", "must exceed alpha: a test reaches that without an effect");
        }
    }

    private void checkMargin() {
        DesignClaim claim = request.claimOrDefault();
        Double margin = request.margin();
        if (request.scaleOrDefault() == Scale.ABSOLUTE && request.testScaleOrDefault() == Scale.RELATIVE) {
            violations.reject("/test_scale", "must be absolute for an absolute effect");
        }
        switch (claim) {
            case DIFFERENCE -> {
                if (margin != null) {
                    violations.reject("/margin", "does not go with a difference");
                }
            }
            case NON_INFERIORITY, EQUIVALENCE -> {
                if (margin == null || margin == 0) {
                    violations.reject("/margin", "is missing: this claim needs one above 0");
                }
            }
            case SUPERIORITY -> {
                // a margin may be given
            }
        }
    }

    private void checkPlan() {
        DesignPlan plan = request.planOrDefault();
        boolean sequential = plan.kind() == InferenceKind.GROUP_SEQUENTIAL;
        if (sequential && request.claimOrDefault() == DesignClaim.EQUIVALENCE) {
            violations.reject("/claim", "equivalence does not go with a group_sequential plan");
        }
        if (plan.threshold() != null && request.multiplicity() != null) {
            violations.reject("/multiplicity", "does not go with a threshold, which is acted on as it is");
        }
        NormalPriorRequest prior = plan.prior();
        if (prior != null && prior.mean() != null && prior.standardDeviation() != null) {
            checkPrior(prior.prior());
        }
    }

    /** A prior that is convinced would claim without data. */
    private void checkPrior(NormalPrior prior) {
        double threshold = DesignModel.threshold(request);
        double sign = request.directionOrDefault() == Direction.INCREASE ? 1 : -1;
        double margin = request.marginOrDefault();
        double reach = Normal.upperQuantile(1 - threshold) * prior.standardDeviation();
        boolean convinced = switch (request.claimOrDefault()) {
            case DIFFERENCE -> Math.abs(prior.mean()) >= reach;
            case SUPERIORITY -> sign * prior.mean() - margin >= reach;
            case NON_INFERIORITY -> sign * prior.mean() + margin >= reach;
            case EQUIVALENCE -> prior.mean() + margin >= reach && margin - prior.mean() >= reach;
        };
        if (convinced) {
            violations.reject("/plan/prior", "reaches the threshold without data");
        }
    }

    private void checkGuardrails() {
        List<DesignGuardrail> guardrails = request.guardrailsOrNone();
        if (request.isOfDecision() && guardrails.isEmpty()) {
            violations.reject("/guardrails", "is missing: power of the decision needs guardrails");
        }
        for (int i = 0; i < guardrails.size(); i++) {
            if (request.planOrDefault().kind() == InferenceKind.GROUP_SEQUENTIAL
                    && guardrails.get(i).correlationOrDefault() != 0) {
                violations.reject("/guardrails/%d/correlation".formatted(i), "must be 0 under a group_sequential plan");
            }
        }
    }

    private void checkGivens() {
        Solve solve = request.solve();
        boolean given = request.totalN() != null || request.weeks() != null;
        if (solve.takesUnits() && !given) {
            violations.reject("/total_n", "is missing: %s needs it, or weeks".formatted(name(solve)));
        } else if (!solve.takesUnits() && request.totalN() != null) {
            violations.reject("/total_n", "is what %s solves for".formatted(name(solve)));
        } else if (!solve.takesUnits() && request.weeks() != null) {
            violations.reject("/weeks", "is what %s solves for".formatted(name(solve)));
        }
        if (solve == Solve.MDE && request.effect() != null) {
            violations.reject("/effect", "is what mde solves for");
        }
        if (solve == Solve.MDE && request.claimOrDefault() == DesignClaim.EQUIVALENCE) {
            violations.reject("/solve", "mde does not go with equivalence, which is to show that there is no effect");
        }
        if (solve == Solve.PRECISION) {
            if (request.planOrDefault().kind() != InferenceKind.FIXED_HORIZON) {
                violations.reject("/plan/kind", "must be fixed_horizon for precision");
            }
            if (request.claimOrDefault() != DesignClaim.DIFFERENCE) {
                violations.reject("/claim", "must be difference for precision, whose interval is two-sided");
            }
            if (request.isOfDecision()) {
                violations.reject("/power_of", "does not go with precision");
            }
        }
    }

    @SuppressWarnings("NullAway") // stumbles over parts of the metric that have been refused
    private void checkEffect() {
        Solve solve = request.solve();
        Double effect = request.effect();
        DesignClaim claim = request.claimOrDefault();
        boolean mayBeMissing =
                solve == Solve.MDE || claim == DesignClaim.NON_INFERIORITY || claim == DesignClaim.EQUIVALENCE;
        if (effect == null && !mayBeMissing) {
            violations.reject("/effect", "is missing: %s needs it".formatted(name(solve)));
        }
        double planned = effect == null ? 0 : effect;
        if (solve == Solve.PRECISION) {
            if (effect != null && !(effect > 0)) {
                violations.reject("/effect", "must be above 0: it is the half-width of the interval");
            }
            checkMean(0);
            return;
        }
        if (effect != null || solve != Solve.MDE) {
            String unreachable = solve.takesUnits() ? null : unreachable(claim, planned);
            if (unreachable != null && (effect != null || mayBeMissing)) {
                violations.reject("/effect", unreachable);
            }
        }
        checkMean(planned);
    }

    private void checkTestVariance() {
        if (request.testVariance() == TestVariance.POOLED
                && request.metric().isWhole()
                && !DesignStatistics.canPool(request)) {
            violations.reject(
                    "/test_variance",
                    "must be unpooled unless two rates, without CUPED and clusters, are read once against no effect on the "
                            + "absolute test_scale or a margin on its own scale");
        }
    }

    private void checkMean(double planned) {
        if (request.metric().isWhole()) {
            DesignRequest.checkEffect(
                    violations, "/metric", "/effect", request.metric(), request.scaleOrDefault(), planned);
            DesignClaim claim = request.claimOrDefault();
            double reference = claim == DesignClaim.EQUIVALENCE
                    ? -request.marginOrDefault()
                    : claim.reference(request.directionOrDefault(), request.marginOrDefault());
            if (!request.metric().planned().isPossible(request.scaleOrDefault(), reference)) {
                violations.reject("/margin", "must lead to a rate between 0 and 1: whatever happens is within it");
            }
        }
        if (request.scaleOrDefault() == Scale.RELATIVE && request.marginOrDefault() > LARGEST_RELATIVE_EFFECT) {
            violations.reject("/margin", "must be at most 1e6 when relative");
        }
    }

    /** Why no number of units shows the claim under an effect; null where some do. */
    private @Nullable String unreachable(DesignClaim claim, double effect) {
        double sign = request.directionOrDefault() == Direction.INCREASE ? 1 : -1;
        double good = sign * effect;
        double margin = request.marginOrDefault();
        return switch (claim) {
            case DIFFERENCE -> effect == 0 ? "must not be 0: no sample is large enough to find nothing" : null;
            case SUPERIORITY -> good > margin ? null : "must be a gain of more than the margin to be shown";
            case NON_INFERIORITY -> good > -margin ? null : "must be a smaller loss than the margin to be shown";
            case EQUIVALENCE -> Math.abs(effect) < margin ? null : "must be smaller than the margin to be shown";
        };
    }

    private static String name(Solve solve) {
        return solve.name().toLowerCase(Locale.ROOT);
    }
}
