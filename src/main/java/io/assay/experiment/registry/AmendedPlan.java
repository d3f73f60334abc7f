package io.assay.experiment.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * The plan as amended so far, which stands beside the frozen one.
 *
 * @param definition with what was amended and applied
 * @param planned its size
 */
record AmendedPlan(ExperimentDefinition definition, PlannedSize planned) {

    /** Of the parts of {@link FrozenPlan} those that nobody may choose once results have been seen. */
    private static final List<String> DECIDED_BY_A_LOOK = List.of("primary", "alpha", "plan", "planned_total_n");

    /**
     * What an amendment does.
     *
     * @param plan after it
     * @param applied parts that it changed
     * @param descriptive parts that it would have changed had there been no look
     */
    record Step(AmendedPlan plan, List<String> applied, List<String> descriptive) {}

    FrozenPlan plan() {
        return FrozenPlan.of(definition, planned);
    }

    /** Applies an amended definition, which has been found valid. */
    Step amend(ExperimentDefinition amended, int looksBefore) {
        AmendedPlan asked = new AmendedPlan(amended, Planning.size(amended));
        AmendedPlan next =
                looksBefore == 0 ? asked : new AmendedPlan(amended.keepingWhatWasDecided(definition), planned);
        List<String> wanted = plan().differences(asked.plan());
        List<String> applied = plan().differences(next.plan());
        List<String> descriptive = new ArrayList<>(wanted);
        descriptive.retainAll(DECIDED_BY_A_LOOK);
        descriptive.removeAll(applied);
        return new Step(next, applied, descriptive);
    }
}
