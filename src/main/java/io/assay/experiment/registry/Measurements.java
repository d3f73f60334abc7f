package io.assay.experiment.registry;

import io.assay.experiment.readout.ArmRequest;
import io.assay.experiment.readout.MetricRequest;
import io.assay.experiment.readout.ReadoutRequest;
import io.assay.experiment.readout.Role;
import io.assay.platform.json.Violations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was posted of an experiment, held against its plans.
 *
 * @param plan the frozen one
 * @param amended the amended one; null where there is none
 * @param request as it was posted
 */
record Measurements(FrozenPlan plan, @Nullable FrozenPlan amended, MeasuredRequest request) {

    /** Units of all arms together. */
    long n() {
        return request.arms().stream().mapToLong(MeasuredArm::n).sum();
    }

    /** In the order of the plan's arms. */
    List<Long> perArm() {
        Map<String, Long> units = new HashMap<>();
        request.arms().forEach(arm -> units.put(arm.key(), arm.n()));
        return plan.armKeys().stream().map(key -> units.getOrDefault(key, 0L)).toList();
    }

    /** Keys of what was not registered when the experiment started. */
    List<String> exploratory() {
        return request.metricsOrNone().stream()
                .map(MeasuredMetric::key)
                .filter(key -> plan.metric(key) == null)
                .toList();
    }

    /** Whether units came under weights that neither the frozen plan nor this one has. */
    boolean hasUnplannedWeights(FrozenPlan judge) {
        if (request.phases() == null) {
            return false;
        }
        List<List<Double>> planned = new ArrayList<>();
        for (FrozenPlan one : List.of(plan, judge)) {
            planned.add(shares(one.arms().stream().map(FrozenPlan.Arm::weight).toList()));
            one.ramp().forEach(phase -> planned.add(shares(phase.weights())));
        }
        return request.phases().stream()
                .anyMatch(phase -> planned.stream().noneMatch(one -> same(one, shares(phase.weights()))));
    }

    /** Metrics whose strata nothing uses. */
    List<String> unusedStrata() {
        return request.metricsOrNone().stream()
                .filter(metric -> metric.data().values().stream().anyMatch(arm -> arm.strata() != null))
                .map(MeasuredMetric::key)
                .filter(key -> {
                    MetricDefinition registered = plan.metric(key);
                    return registered != null && !registered.isStratified();
                })
                .toList();
    }

    private static List<Double> shares(List<Double> weights) {
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        return weights.stream().map(weight -> weight / sum).toList();
    }

    private static boolean same(List<Double> one, List<Double> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = Math.abs(one.get(i) - other.get(i)) < 1e-9;
        }
        return same;
    }

    void check(Violations violations) {
        checkArms(violations);
        checkMetrics(violations);
        boolean reweighted = amended != null
                && !(amended.ramp().equals(plan.ramp()) && amended.arms().equals(plan.arms()));
        if (request.phases() == null && (!plan.ramp().isEmpty() || reweighted)) {
            violations.reject("/phases", "is required: the plan changes the weights, and units came under several");
        }
    }

    private void checkArms(Violations violations) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < request.arms().size(); i++) {
            String key = request.arms().get(i).key();
            if (!plan.armKeys().contains(key)) {
                violations.reject("/arms/%d/key".formatted(i), "is not the key of an arm of the plan");
            } else if (!seen.add(key)) {
                violations.reject("/arms/%d/key".formatted(i), "must differ from the other arms' keys");
            }
        }
        plan.armKeys().stream()
                .filter(key -> !seen.contains(key))
                .forEach(key ->
                        violations.reject("/arms", "must have %s too: the plan's arms are all read".formatted(key)));
    }

    private void checkMetrics(Violations violations) {
        Set<String> seen = new HashSet<>();
        List<MeasuredMetric> metrics = request.metricsOrNone();
        for (int i = 0; i < metrics.size(); i++) {
            MeasuredMetric metric = metrics.get(i);
            String pointer = "/metrics/" + i;
            if (!seen.add(metric.key())) {
                violations.reject(pointer + "/key", "must differ from the other metrics' keys");
            }
            if (registered(metric.key()) == null) {
                if (metric.kind() == null) {
                    violations.reject(pointer + "/kind", "is required of a metric that was not registered");
                }
            } else {
                metric.ownFields()
                        .forEach(field -> violations.reject(
                                pointer + "/" + field, "is registered, and cannot be chosen with the data at hand"));
            }
        }
        if (!request.isBlinded()) {
            Set<String> wanted = new HashSet<>();
            plan.metrics().forEach(metric -> wanted.add(metric.key()));
            if (amended != null) {
                amended.metrics().forEach(metric -> wanted.add(metric.key()));
            }
            wanted.stream()
                    .filter(key -> !seen.contains(key))
                    .sorted()
                    .forEach(key -> violations.reject(
                            "/metrics",
                            "must have %s too: every registered metric is read at every look".formatted(key)));
        }
    }

    private @Nullable MetricDefinition registered(String key) {
        MetricDefinition frozen = plan.metric(key);
        return frozen != null || amended == null ? frozen : amended.metric(key);
    }

    /** The stateless request, judged by one of the plans. */
    ReadoutRequest under(FrozenPlan judge) {
        Map<String, Long> units = new HashMap<>();
        request.arms().forEach(arm -> units.put(arm.key(), arm.n()));
        return new ReadoutRequest(
                judge.alpha(),
                judge.control(),
                judge.arms().stream()
                        .map(arm -> new ArmRequest(arm.key(), arm.weight(), units.get(arm.key())))
                        .toList(),
                judge.plan().toRequest(judge.plannedTotalN()),
                request.period(),
                request.inference(),
                judge.multiplicity(),
                judge.compareArms(),
                request.phases(),
                request.metricsOrNone().stream()
                        .map(metric -> judged(metric, judge))
                        .toList());
    }

    private MetricRequest judged(MeasuredMetric metric, FrozenPlan judge) {
        MetricDefinition planned = judge.metric(metric.key());
        if (planned != null) {
            return planned.toRequest(planned.role(), metric.data());
        }
        MetricDefinition elsewhere = registered(metric.key());
        return elsewhere == null ? metric.exploratory() : elsewhere.toRequest(Role.EXPLORATORY, metric.data());
    }

    /** Where the request has what the stateless one has, whose arms are in the plan's order. */
    String pointer(String ofStateless) {
        String prefix = "/arms/";
        if (!ofStateless.startsWith(prefix)) {
            return ofStateless;
        }
        String rest = ofStateless.substring(prefix.length());
        int end = rest.indexOf('/');
        String key = plan.armKeys().get(Integer.parseInt(end < 0 ? rest : rest.substring(0, end)));
        List<String> posted = request.arms().stream().map(MeasuredArm::key).toList();
        return prefix + posted.indexOf(key) + (end < 0 ? "" : rest.substring(end));
    }

    /** What the fingerprint of a look is taken of: units and the figures of registered metrics. */
    Map<String, Object> figures() {
        Map<String, Object> data = new TreeMap<>();
        request.metricsOrNone().stream()
                .filter(metric -> plan.metric(metric.key()) != null)
                .forEach(metric -> data.put(metric.key(), metric.data()));
        Map<String, Object> figures = new TreeMap<>();
        figures.put("units", perArm());
        figures.put("metrics", data);
        if (request.phases() != null) {
            figures.put("phases", request.phases());
        }
        return figures;
    }
}
