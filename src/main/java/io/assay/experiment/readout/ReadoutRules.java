package io.assay.experiment.readout;

import io.assay.experiment.SharedRules;
import io.assay.platform.json.PointerSegment;
import io.assay.platform.json.Violations;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.Sides;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The rules between the parts of a readout. Any field may be missing here: it has been refused for that. */
@SuppressWarnings("NullAway")
final class ReadoutRules {

    private final ReadoutRequest request;
    private final Violations violations;

    ReadoutRules(ReadoutRequest request, Violations violations) {
        this.request = request;
        this.violations = violations;
    }

    void check() {
        List<ArmRequest> arms = request.arms();
        List<MetricRequest> metrics = request.metrics();
        if (metrics != null) {
            checkMetricKeys(metrics);
            checkMixture(metrics);
            checkAlpha(metrics);
        }
        if (arms == null || arms.contains(null)) {
            return;
        }
        checkArms(arms);
        checkEarlierLooks(arms);
        if (request.phases() != null) {
            checkPhases(request.phases(), arms);
        }
        if (metrics != null) {
            checkData(metrics, arms.stream().map(ArmRequest::key).toList());
            checkUnitsOfMetrics(metrics, arms);
        }
    }

    private void checkArms(List<ArmRequest> arms) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < arms.size(); i++) {
            String key = arms.get(i).key();
            if (key != null && !keys.add(key)) {
                violations.reject("/arms/%d/key".formatted(i), "must differ from the other arms' keys");
            }
        }
        if (request.control() != null && !keys.contains(request.control())) {
            violations.reject("/control", "must be the key of an arm");
        }
        long weights = arms.stream().filter(arm -> arm.weight() != null).count();
        if (weights > 0 && weights < arms.size()) {
            violations.reject("/arms", "must all have a weight, or none");
        } else if (weights > 0) {
            SharedRules.checkWeights(
                    violations, "/arms", arms.stream().map(ArmRequest::weight).toList(), arms.size());
        }
    }

    /** There have to be more units now than at the look before. */
    private void checkEarlierLooks(List<ArmRequest> arms) {
        PlanRequest plan = request.plan();
        if (plan == null || plan.earlierLooks() == null || plan.earlierLooks().isEmpty()) {
            return;
        }
        Long last = plan.earlierLooks().getLast();
        if (last != null && arms.stream().map(ArmRequest::n).allMatch(Objects::nonNull)) {
            long now = arms.stream().mapToLong(ArmRequest::n).sum();
            if (last >= now) {
                violations.reject(
                        "/plan/earlier_looks/" + (plan.earlierLooks().size() - 1),
                        "must be below the units of all arms now: %d".formatted(now));
            }
        }
    }

    private void checkPhases(List<PhaseRequest> phases, List<ArmRequest> arms) {
        boolean complete = !phases.isEmpty();
        for (int i = 0; i < phases.size(); i++) {
            PhaseRequest phase = phases.get(i);
            String pointer = "/phases/" + i;
            if (phase != null && phase.weights() != null) {
                SharedRules.checkWeights(violations, pointer + "/weights", phase.weights(), arms.size());
            }
            if (phase == null || phase.units() == null || phase.units().contains(null)) {
                complete = false;
            } else if (phase.units().size() != arms.size()) {
                violations.reject(pointer + "/units", "must have one count per arm: %d".formatted(arms.size()));
                complete = false;
            }
        }
        for (int i = 0; complete && i < arms.size(); i++) {
            checkUnits(i, arms.get(i).n(), ReadoutRequest.unitsInPhases(phases, i));
        }
    }

    private void checkUnits(int arm, Long given, long sum) {
        if (sum > Proportion.LARGEST_N) {
            violations.reject("/phases", "must add up to at most %d units an arm".formatted(Proportion.LARGEST_N));
        } else if (given != null && given != sum) {
            violations.reject(
                    "/arms/%d/n".formatted(arm), "must be the sum of its units in the phases: %d".formatted(sum));
        }
    }

    /** The normal mixture takes its τ from the effect that was planned for; nobody planned an exploratory metric's. */
    private void checkMixture(List<MetricRequest> metrics) {
        if (request.plan() == null || request.plan().alwaysValid() != AlwaysValidMethod.NORMAL_MIXTURE) {
            return;
        }
        for (int i = 0; i < metrics.size(); i++) {
            MetricRequest metric = metrics.get(i);
            if (metric != null && metric.role() != Role.EXPLORATORY && metric.minimumDetectableEffect() == null) {
                violations.reject(
                        "/metrics/%d/minimum_detectable_effect".formatted(i),
                        "is required where the plan's always_valid is normal_mixture");
            }
        }
    }

    private void checkMetricKeys(List<MetricRequest> metrics) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < metrics.size(); i++) {
            MetricRequest metric = metrics.get(i);
            if (metric != null && metric.key() != null && !keys.add(metric.key())) {
                violations.reject("/metrics/%d/key".formatted(i), "must differ from the other metrics' keys");
            }
        }
    }

    private void checkAlpha(List<MetricRequest> metrics) {
        boolean oneSided = metrics.stream()
                .anyMatch(metric -> metric != null
                        && (metric.isGuardrail()
                                || (metric.alternative() != null && metric.alternative() != Alternative.TWO_SIDED)));
        if (oneSided) {
            SharedRules.checkOneSided(violations, "/alpha", request.alpha(), Sides.ONE);
        }
    }

    private void checkData(List<MetricRequest> metrics, List<String> arms) {
        for (int i = 0; i < metrics.size(); i++) {
            MetricRequest metric = metrics.get(i);
            if (metric == null || metric.data() == null) {
                continue;
            }
            String pointer = "/metrics/%d/data/".formatted(i);
            for (String arm : arms) {
                if (arm != null && !metric.data().containsKey(arm)) {
                    violations.reject(
                            pointer + PointerSegment.escape(arm), "is required: every metric reports all arms");
                }
            }
            for (String arm : metric.data().keySet()) {
                if (!arms.contains(arm)) {
                    violations.reject(pointer + PointerSegment.escape(arm), "is not the key of an arm");
                }
            }
        }
    }

    /** A metric has no more units than the arm. Not of quantiles, whose n counts values, of which a unit may have several. */
    private void checkUnitsOfMetrics(List<MetricRequest> metrics, List<ArmRequest> arms) {
        List<Long> assigned = assigned(arms);
        for (int i = 0; !assigned.contains(null) && i < metrics.size(); i++) {
            MetricRequest metric = metrics.get(i);
            if (metric == null || metric.data() == null || metric.kind() == MetricKind.QUANTILE) {
                continue;
            }
            for (int arm = 0; arm < arms.size(); arm++) {
                ArmDataRequest data = metric.data().get(arms.get(arm).key());
                long units = data == null ? 0 : data.units();
                if (units > assigned.get(arm)) {
                    violations.reject(
                            "/metrics/%d/data/".formatted(i)
                                    + PointerSegment.escape(arms.get(arm).key()),
                            "has %d units where the arm has %d".formatted(units, assigned.get(arm)));
                }
            }
        }
    }

    /** As the arms state them, or else their phases; null where neither does. */
    private List<Long> assigned(List<ArmRequest> arms) {
        List<PhaseRequest> phases = request.phases();
        boolean counted = phases != null
                && phases.stream()
                        .allMatch(phase -> phase != null
                                && phase.units() != null
                                && !phase.units().contains(null)
                                && phase.units().size() == arms.size());
        List<Long> assigned = new ArrayList<>(arms.size());
        for (int arm = 0; arm < arms.size(); arm++) {
            Long stated = arms.get(arm).n();
            assigned.add(stated == null && counted ? (Long) ReadoutRequest.unitsInPhases(phases, arm) : stated);
        }
        return assigned;
    }
}
