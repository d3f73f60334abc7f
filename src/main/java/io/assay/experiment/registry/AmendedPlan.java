package io.assay.experiment.registry;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The plan as amended so far, which stands beside the frozen one.
 *
 * @param definition with what was amended and applied
 * @param planned its size
 */
record AmendedPlan(ExperimentDefinition definition, PlannedSize planned) {

    /**
     * What an amendment does.
     *
     * @param plan after it
     * @param applied parts that it changed
     * @param descriptive parts in which the plan is not as was asked, as there had been a look
     */
    record Step(AmendedPlan plan, List<String> applied, List<String> descriptive) {}

    FrozenPlan plan() {
        return FrozenPlan.of(definition, planned);
    }

    /**
     * Applies an amended definition, which has been found valid.
     *
     * @param pointers where it is in what was posted
     */
    Step amend(ExperimentDefinition amended, int looksBefore, UnaryOperator<String> pointers) {
        AmendedPlan asked =
                new AmendedPlan(amended, amended.isSizedAs(definition) ? planned : Planning.size(amended, pointers));
        AmendedPlan next =
                looksBefore == 0 ? asked : new AmendedPlan(amended.keepingWhatWasDecided(definition), planned);
        return new Step(next, plan().differences(next.plan()), next.plan().differences(asked.plan()));
    }
}
