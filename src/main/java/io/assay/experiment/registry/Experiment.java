package io.assay.experiment.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered experiment, without its readouts.
 *
 * @param version counts what was written; the entity tag
 * @param definition as it was when it started, or is while a draft
 * @param frozen null while a draft
 */
record Experiment(
        State state,
        long version,
        ExperimentDefinition definition,
        PlannedSize planned,
        @Nullable Frozen frozen) {

    /** What was frozen at the start. */
    record Frozen(FrozenPlan plan, String sha256) {}

    String key() {
        return definition.key();
    }

    Experiment next(State state, @Nullable Frozen frozen) {
        return new Experiment(state, version + 1, definition, planned, frozen);
    }

    Experiment next() {
        return next(state, frozen);
    }

    Experiment changed(ExperimentDefinition changed) {
        return new Experiment(state, version + 1, changed, Planning.size(changed), frozen);
    }

    /** The plan with these amendments; null where they changed nothing that decides. */
    @Nullable
    FrozenPlan amended(List<Amendment> amendments, Amending amending) {
        if (frozen == null || amendments.isEmpty()) {
            return null;
        }
        FrozenPlan amended = amending.all(this, amendments).plan();
        return amended.judgesAs(frozen.plan()) ? null : amended;
    }
}
