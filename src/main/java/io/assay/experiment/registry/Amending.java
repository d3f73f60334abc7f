package io.assay.experiment.registry;

import io.assay.platform.json.RequestBinder;
import io.assay.platform.json.SnakeCase;
import io.assay.platform.json.Violations;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes drafts, and the plans of experiments that have started. */
@Component
final class Amending {

    private static final int MOST_AMENDMENTS = 100;

    private static final int LARGEST_CHANGES = 64 * 1024;

    /** A readout reports the metrics of both plans. */
    private static final int MOST_METRICS = 200;

    private static final Set<String> FIELDS = Arrays.stream(ExperimentDefinition.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(SnakeCase::of)
            .collect(Collectors.toUnmodifiableSet());

    private static final UnaryOperator<String> IN_CHANGES = "/changes"::concat;

    private final RequestBinder binder;
    private final JsonMapper json;

    Amending(RequestBinder binder, JsonMapper json) {
        this.binder = binder;
        this.json = json;
    }

    /** An amendment and the plan that it leads to. */
    record Amended(Amendment amendment, AmendedPlan plan) {}

    /**
     * One amendment more.
     *
     * @param before the plan with the amendments before it
     * @param number of this one
     * @throws ProblemException with status 422 for changes that lead to no possible plan, or to one that no figures could be
     *     read by together with the frozen one
     */
    Amended amend(
            Experiment experiment,
            AmendedPlan before,
            int number,
            String reason,
            ObjectNode posted,
            int looksBefore,
            Instant at,
            String by) {
        if (number > MOST_AMENDMENTS) {
            refuse(List.of(
                    new FieldError("", "has been amended %d times, the most that can be".formatted(number - 1))));
        }
        ObjectNode changes = asStored(posted);
        checkFields(changes, IN_CHANGES);
        ExperimentDefinition asked = binder.bindMerged(
                json.valueToTree(before.definition()), changes, ExperimentDefinition.class, IN_CHANGES);
        checkAgainst(experiment.definition(), asked);
        AmendedPlan.Step step = before.amend(asked, looksBefore, IN_CHANGES);
        binder.check(step.plan().definition(), IN_CHANGES);
        return new Amended(
                new Amendment(
                        number,
                        experiment.version() + 1,
                        at,
                        by,
                        reason,
                        changes,
                        looksBefore,
                        step.applied(),
                        step.descriptive()),
                step.plan());
    }

    /** Numbers as they will be read again, so that a replay writes the same. */
    private ObjectNode asStored(ObjectNode posted) {
        String text = json.writeValueAsString(posted);
        if (text.length() > LARGEST_CHANGES) {
            refuse(List.of(new FieldError("/changes", "must have at most %d characters".formatted(LARGEST_CHANGES))));
        }
        return (ObjectNode) json.readTree(text);
    }

    private static void checkFields(ObjectNode patch, UnaryOperator<String> pointers) {
        List<FieldError> unknown = patch.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .map(name -> new FieldError(pointers.apply("/" + name), "is no field of a definition"))
                .toList();
        refuse(unknown);
    }

    /** A draft as a patch leaves it. */
    ExperimentDefinition changed(ExperimentDefinition draft, ObjectNode patch) {
        checkFields(patch, UnaryOperator.identity());
        ExperimentDefinition changed =
                binder.bindMerged(json.valueToTree(draft), patch, ExperimentDefinition.class, UnaryOperator.identity());
        if (!changed.key().equals(draft.key())) {
            refuse(List.of(new FieldError("/key", "cannot change: it is the experiment's name")));
        }
        return changed;
    }

    private static void checkAgainst(ExperimentDefinition frozen, ExperimentDefinition asked) {
        Violations violations = new Violations();
        if (!asked.key().equals(frozen.key())) {
            violations.reject("/changes/key", "cannot change: it is the experiment's name");
        }
        if (!keys(asked).equals(keys(frozen)) || !asked.controlOrDefault().equals(frozen.controlOrDefault())) {
            violations.reject("/changes/arms", "cannot change but in their weights: register another experiment");
        }
        Set<String> together = new HashSet<>();
        frozen.metrics().forEach(metric -> together.add(metric.key()));
        for (int i = 0; i < asked.metrics().size(); i++) {
            MetricDefinition metric = asked.metrics().get(i);
            MetricDefinition before = metric(frozen, metric.key());
            together.add(metric.key());
            if (before != null && !isMeasuredAs(before, metric)) {
                violations.reject(
                        "/changes/metrics/%d".formatted(i),
                        "cannot be measured in another way: name a new metric, as one set of figures is read by both plans");
            }
        }
        if (together.size() > MOST_METRICS) {
            violations.reject(
                    "/changes/metrics", "must be at most %d together with the frozen ones".formatted(MOST_METRICS));
        }
        refuse(violations.errors());
    }

    private static @Nullable MetricDefinition metric(ExperimentDefinition definition, String key) {
        return definition.metrics().stream()
                .filter(metric -> metric.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static boolean isMeasuredAs(MetricDefinition one, MetricDefinition other) {
        return one.kind() == other.kind()
                && Objects.equals(one.quantile(), other.quantile())
                && Objects.equals(one.covariates(), other.covariates())
                && Objects.equals(one.ratioCovariates(), other.ratioCovariates());
    }

    private static List<String> keys(ExperimentDefinition definition) {
        return definition.arms().stream().map(ArmDefinition::key).toList();
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "The plan cannot be changed so.", errors);
        }
    }
}
