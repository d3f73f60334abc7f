package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an experiment stands in its plan.
 *
 * @param plan what was decided beforehand
 * @param history what is known of earlier looks beside it
 * @param n units of all arms together
 */
record PlanState(Plan plan, History history, double n) {

    int looks() {
        return plan.looksBefore() + 1;
    }

    boolean plannedReached() {
        return plan.plannedTotalN() != null && n >= plan.plannedTotalN();
    }

    /** Whether the experiment will not go on: what it was planned for has come, somebody ended it, or no look is left. */
    boolean ended() {
        boolean lastPlannedLook = plan.kind() == InferenceKind.GROUP_SEQUENTIAL
                && plan.plannedLooks() != null
                && looks() >= plan.plannedLooks();
        return plannedReached() || plan.lastLook() || lastPlannedLook;
    }

    /** Whether units are still to come; stopping ends that as well, without releasing what is left of alpha. */
    boolean goesOn() {
        return plan.plannedTotalN() != null && !ended() && !history.stopped();
    }

    /** Whether the units of the arms were read before, be it without the effects. */
    boolean unitsWereRead() {
        return plan.looksBefore() > 0 || history.readoutsBefore() > 0;
    }

    /** n over planned n; null where nobody fixed that. */
    @Nullable
    Double informationFraction() {
        return plan.plannedTotalN() == null ? null : (Double) (n / plan.plannedTotalN());
    }

    /** The looks so far, this one included, in units of the planned n; empty where {@link #whyNoLooks} has a reason. */
    List<Double> informationFractions() {
        if (whyNoLooks() != null || plan.plannedTotalN() == null) {
            return List.of();
        }
        List<Double> fractions = new ArrayList<>();
        plan.earlierLooks().forEach(look -> fractions.add(look / plan.plannedTotalN()));
        fractions.add(n / plan.plannedTotalN());
        return fractions;
    }

    /** Why a group-sequential plan cannot be read; null where it can. */
    @Nullable
    String whyNoLooks() {
        List<Double> earlier = plan.earlierLooks();
        if (plan.plannedTotalN() == null) {
            return "group-sequential bounds need planned_total_n";
        }
        if (earlier.size() != plan.looksBefore()) {
            return "the units at " + plan.looksBefore()
                    + " earlier looks were not given (earlier_looks), so that what was"
                    + " spent of alpha is not known";
        }
        if (!earlier.isEmpty() && earlier.getLast() >= n) {
            return "no unit came since the last look, so that this is no new look";
        }
        if (!earlier.isEmpty() && earlier.getLast() >= plan.plannedTotalN()) {
            return "the planned units had come at an earlier look, where all of alpha was spent: the plan has ended";
        }
        if (plan.plannedLooks() != null && looks() > plan.plannedLooks()) {
            return "this is look " + looks() + " where " + plan.plannedLooks() + " were planned";
        }
        return null;
    }

    ActOn actOn() {
        ActOn planned = planned();
        return history.whyNotNow() == null
                ? planned
                : new ActOn(
                        planned.inference(),
                        planned.reason() + " This look decides nothing new: " + history.whyNotNow() + ".");
    }

    private ActOn planned() {
        return switch (plan.kind()) {
            case ALWAYS_VALID ->
                new ActOn(InferenceKind.ALWAYS_VALID, "It was planned, and holds at whatever size it is read.");
            case GROUP_SEQUENTIAL -> {
                String broken = whyNoLooks();
                yield broken == null
                        ? new ActOn(
                                InferenceKind.GROUP_SEQUENTIAL,
                                "It was planned, and this is look " + looks() + " of the plan.")
                        : alwaysValid("The group-sequential plan cannot be kept: " + broken + ".");
            }
            case FIXED_HORIZON, BAYESIAN -> ofOneLook();
        };
    }

    private ActOn ofOneLook() {
        if (plan.looksBefore() > 0) {
            return alwaysValid("Results were seen " + times(plan.looksBefore()) + " before: "
                    + (plan.kind() == InferenceKind.BAYESIAN ? "a chance to win" : "a fixed-horizon p-value")
                    + " that was read before has no error rate any more.");
        }
        if (plan.plannedTotalN() == null) {
            return alwaysValid("No planned_total_n was fixed before the data, so that nobody knows why it ends here.");
        }
        return plannedReached()
                ? new ActOn(
                        plan.kind(),
                        "It was planned, the planned " + Wording.units(plan.plannedTotalN())
                                + " have come, and nobody looked before.")
                : alwaysValid(Wording.count(n) + " of the planned " + Wording.units(plan.plannedTotalN())
                        + (plan.lastLook() || history.stopped()
                                ? " have come: it ends at another size than was planned."
                                : " have come: what is read now will be read again."));
    }

    private static ActOn alwaysValid(String reason) {
        return new ActOn(InferenceKind.ALWAYS_VALID, reason);
    }

    private static String times(int count) {
        return count == 1 ? "once" : Wording.count(count) + " times";
    }
}
