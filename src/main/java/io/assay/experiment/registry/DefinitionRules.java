package io.assay.experiment.registry;

import io.assay.experiment.SharedRules;
import io.assay.experiment.readout.ArmRequest;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.MetricKind;
import io.assay.experiment.readout.MetricRequest;
import io.assay.experiment.readout.ReadoutRequest;
import io.assay.experiment.readout.Role;
import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.inference.Alternative;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The rules between the parts of a definition. Any field may be missing here: it has been refused for that. */
@SuppressWarnings("NullAway")
final class DefinitionRules {

    /** Words that stand in the place of a key in the paths of this API, or are likely to. */
    static final Set<String> RESERVED = Set.of(
            "analyze",
            "assignments",
            "calculators",
            "design",
            "export",
            "metrics",
            "readout",
            "replay",
            "sample-size",
            "srm");

    private final ExperimentDefinition definition;
    private final Violations violations;

    DefinitionRules(ExperimentDefinition definition, Violations violations) {
        this.definition = definition;
        this.violations = violations;
    }

    void check() {
        if (definition.key() != null && RESERVED.contains(definition.key())) {
            violations.reject("/key", "is reserved: the API has a path of that name");
        }
        checkAsReadout();
        checkPrimary();
        checkRamp();
        checkWhatRampsExclude();
        checkSize();
    }

    /** Information is not in proportion to units while the weights change, and phases have to be strata. */
    private void checkWhatRampsExclude() {
        if (definition.rampOrNone().isEmpty()) {
            return;
        }
        if (definition.planOrDefault().kindOrDefault() == InferenceKind.GROUP_SEQUENTIAL) {
            violations.reject(
                    "/ramp",
                    "does not go with group_sequential, which spends alpha by units of one split: plan always_valid");
        }
        List<MetricDefinition> metrics = definition.metrics() == null ? List.of() : definition.metrics();
        for (int i = 0; i < metrics.size(); i++) {
            MetricDefinition metric = metrics.get(i);
            if (metric == null) {
                continue;
            }
            if (metric.kind() == MetricKind.QUANTILE) {
                violations.reject(
                        "/metrics/%d/kind".formatted(i),
                        "does not go with a ramp: quantiles have no strata, and the mix of phases would pass for an effect");
            }
            if (metric.theta() != null) {
                violations.reject("/metrics/%d/theta".formatted(i), "does not go with a ramp, whose phases are strata");
            }
            if (metric.adjustment() != null && !metric.isStratified()) {
                violations.reject(
                        "/metrics/%d/adjustment".formatted(i),
                        "must post-stratify: units of a ramp come in phases, and the mix of them would pass for an effect");
            }
        }
    }

    /** What a readout of these arms and metrics would refuse is refused now. */
    private void checkAsReadout() {
        List<ArmRequest> arms = definition.arms() == null
                ? null
                : definition.arms().stream()
                        .map(arm -> arm == null ? null : new ArmRequest(arm.key(), arm.weight(), null))
                        .toList();
        List<MetricRequest> metrics = definition.metrics() == null
                ? null
                : definition.metrics().stream()
                        .map(metric -> metric == null ? null : metric.toRequest(metric.role(), null))
                        .toList();
        new ReadoutRequest(
                        definition.alpha(),
                        definition.control(),
                        arms,
                        definition.planOrDefault().toRequest(null),
                        null,
                        null,
                        definition.multiplicity(),
                        definition.compareArms(),
                        null,
                        metrics)
                .validate(violations);
    }

    private void checkPrimary() {
        List<MetricDefinition> metrics = definition.metrics();
        if (metrics == null) {
            return;
        }
        int primary = -1;
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i) == null || metrics.get(i).role() != Role.PRIMARY) {
                continue;
            }
            if (primary >= 0) {
                violations.reject(
                        "/metrics/%d/role".formatted(i),
                        "must not be primary: one metric decides, and %s is that"
                                .formatted(metrics.get(primary).key()));
            } else {
                primary = i;
            }
        }
        if (primary >= 0 && claimsHarm(metrics.get(primary))) {
            violations.reject(
                    "/metrics/%d/alternative".formatted(primary),
                    "is that it gets worse: such an experiment could never be shipped");
        }
        if (primary >= 0
                && definition.baseline() != null
                && definition.baseline().cupedCorrelation() != null
                && definition.baseline().cupedCorrelation() != 0
                && !metrics.get(primary).hasCovariates()) {
            violations.reject(
                    "/baseline/cuped_correlation",
                    "needs covariates of the primary metric, which the readout will adjust for");
        }
        if (primary < 0 && metrics.stream().allMatch(metric -> metric != null && metric.role() != null)) {
            violations.reject("/metrics", "must have a primary metric, the one that decides");
        }
    }

    private static boolean claimsHarm(MetricDefinition metric) {
        Alternative harm = metric.directionOrDefault() == Direction.INCREASE ? Alternative.LESS : Alternative.GREATER;
        return metric.alternative() == harm;
    }

    private void checkRamp() {
        if (definition.ramp() == null || definition.arms() == null) {
            return;
        }
        for (int i = 0; i < definition.ramp().size(); i++) {
            RampPhase phase = definition.ramp().get(i);
            if (phase != null && phase.weights() != null) {
                SharedRules.checkWeights(
                        violations,
                        "/ramp/%d/weights".formatted(i),
                        phase.weights(),
                        definition.arms().size());
            }
        }
    }

    private void checkSize() {
        if ((definition.baseline() == null) == (definition.plannedN() == null)) {
            violations.reject(
                    "/baseline",
                    definition.baseline() == null
                            ? "is required, or planned_n where no formula serves: the size is fixed before the start"
                            : "goes without planned_n, which is instead of it");
            return;
        }
        boolean known =
                definition.metrics() != null && definition.metrics().stream().noneMatch(Objects::isNull);
        for (int i = 0;
                known
                        && definition.baseline() != null
                        && i < definition.metrics().size();
                i++) {
            MetricDefinition metric = definition.metrics().get(i);
            if (metric.role() == Role.PRIMARY && metric.minimumDetectableEffect() == null) {
                violations.reject(
                        "/metrics/%d/minimum_detectable_effect".formatted(i),
                        "is required with a baseline: the size follows from it");
            }
        }
    }
}
