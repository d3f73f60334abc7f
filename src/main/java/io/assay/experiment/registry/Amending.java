package io.assay.experiment.registry;

import io.assay.platform.json.RequestBinder;
import io.assay.platform.json.Violations;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applies amendments to a plan, in their order. */
@Component
final class Amending {

    private final RequestBinder binder;
    private final JsonMapper json;

    Amending(RequestBinder binder, JsonMapper json) {
        this.binder = binder;
        this.json = json;
    }

    /** The plan with all of these amendments. */
    AmendedPlan all(Experiment experiment, List<Amendment> amendments) {
        AmendedPlan plan = new AmendedPlan(experiment.definition(), experiment.planned());
        for (Amendment amendment : amendments) {
            plan = plan.amend(merged(plan, amendment.changes()), amendment.looksBefore())
                    .plan();
        }
        return plan;
    }

    /**
     * One amendment more.
     *
     * @throws ProblemException with status 422 for changes that lead to no possible plan, or to other arms
     */
    Amendment amend(
            Experiment experiment,
            List<Amendment> before,
            String reason,
            ObjectNode changes,
            int looksBefore,
            Instant at,
            String by) {
        AmendedPlan plan = all(experiment, before);
        AmendedPlan.Step step = plan.amend(merged(plan, changes), looksBefore);
        return new Amendment(
                before.size() + 1,
                experiment.version() + 1,
                at,
                by,
                reason,
                changes,
                looksBefore,
                step.applied(),
                step.descriptive());
    }

    /** A draft as a patch leaves it. */
    ExperimentDefinition changed(ExperimentDefinition draft, ObjectNode patch) {
        ExperimentDefinition changed =
                binder.bindMerged(json.valueToTree(draft), patch, ExperimentDefinition.class, UnaryOperator.identity());
        if (!changed.key().equals(draft.key())) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError("/key", "cannot change: it is the experiment's name")));
        }
        return changed;
    }

    private ExperimentDefinition merged(AmendedPlan plan, ObjectNode changes) {
        ExperimentDefinition before = plan.definition();
        ExperimentDefinition merged = binder.bindMerged(
                json.valueToTree(before), changes, ExperimentDefinition.class, pointer -> "/changes" + pointer);
        Violations violations = new Violations();
        if (!merged.key().equals(before.key())) {
            violations.reject("/changes/key", "cannot change: it is the experiment's name");
        }
        if (!keys(merged).equals(keys(before)) || !merged.controlOrDefault().equals(before.controlOrDefault())) {
            violations.reject("/changes/arms", "cannot change but in their weights: register another experiment");
        }
        if (!violations.errors().isEmpty()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT, "The plan cannot be amended so.", violations.errors());
        }
        return merged;
    }

    private static List<String> keys(ExperimentDefinition definition) {
        return definition.arms().stream().map(ArmDefinition::key).toList();
    }
}
