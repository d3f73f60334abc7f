package io.assay.experiment.registry;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
        return new Experiment(state, version + 1, changed, Planning.size(changed, UnaryOperator.identity()), frozen);
    }

    /** Its plan before any amendment. */
    AmendedPlan unamended() {
        return new AmendedPlan(definition, planned);
    }

    /** The amended plan; null where no amendment changed what judges. */
    @Nullable
    FrozenPlan amended(AmendedPlan amended) {
        if (frozen == null) {
            return null;
        }
        FrozenPlan plan = amended.plan();
        return plan.judgesAs(frozen.plan()) ? null : plan;
    }

    /** Where it stands, once it has started. */
    Judge.Standing standing(
            Instant startedAt, AmendedPlan amended, List<Amendment> amendments, Ledger ledger, List<Judge.Mark> marks) {
        Frozen started = Objects.requireNonNull(frozen, "started");
        return new Judge.Standing(
                started.plan(),
                started.sha256(),
                startedAt,
                amended(amended),
                List.copyOf(amendments),
                ledger,
                List.copyOf(marks),
                state != State.RUNNING);
    }
}
