package io.assay.experiment.registry;

import io.assay.experiment.readout.Crossing;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.MultiplicityMethod;
import io.assay.experiment.readout.Plan;
import io.assay.experiment.readout.SpendingRequest;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.sequential.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The looks at an experiment in their order, and what they leave for the next one.
 *
 * <p>Information is the number of units of all arms. Alpha of a group-sequential plan is spent by the spending function at
 * information over planned information, and only where it grew beyond all looks before (Lan and DeMets 1983): a look that
 * brings none can cross nothing. Stopping early does not release the alpha that was kept for later, since
 * whoever stops has seen results; only where nobody has is the one look the last.
 *
 * <p>Once a plan gave its answer (all of alpha spent, or the planned reading of a plan with one reading) no later look can
 * answer anew, or two procedures would each have alpha. Where a correction withdraws that answer, always-valid inference,
 * which holds at any size and in any order, takes its place.
 */
record Ledger(List<Look> looks) {

    Ledger {
        looks = List.copyOf(looks);
    }

    @Nullable
    Look last() {
        return looks.isEmpty() ? null : looks.getLast();
    }

    /** The ledger as it was before a look. */
    Ledger before(Look look) {
        return new Ledger(looks.subList(0, looks.indexOf(look)));
    }

    Ledger with(Look look) {
        List<Look> all = new ArrayList<>(looks);
        all.add(look);
        return new Ledger(all);
    }

    int nextNumber() {
        return looks.size() + 1;
    }

    /** Most units of any look. */
    long mostUnits() {
        return looks.stream().mapToLong(Look::n).max().orElse(0);
    }

    boolean grows(long n) {
        return n > mostUnits();
    }

    /** Without results. */
    List<Look> hidden() {
        return looks.stream().map(Look::hidden).toList();
    }

    /** Whether the next look would be the first and only one of an experiment that was stopped. */
    boolean isOnly(boolean stopped) {
        return stopped && looks.isEmpty();
    }

    /** The plan of the stateless readout for the next look. */
    Plan next(Plan planned, long n, boolean onlyLook) {
        boolean sequential = planned.kind() == InferenceKind.GROUP_SEQUENTIAL;
        List<Double> units = looks.stream()
                .filter(look -> !sequential || look.informationGrew())
                .map(look -> (double) look.n())
                .toList();
        boolean increasing = sequential || isIncreasing(units, n);
        return new Plan(
                planned.kind(),
                planned.plannedTotalN(),
                units.size(),
                increasing ? units : List.of(),
                null,
                onlyLook,
                planned.spending(),
                planned.alwaysValid(),
                planned.prior(),
                planned.betaPrior());
    }

    private static boolean isIncreasing(List<Double> units, long n) {
        double before = 0;
        for (double one : units) {
            if (!(one > before)) {
                return false;
            }
            before = one;
        }
        return n > before;
    }

    /** Boundaries that were crossed and not withdrawn, by this correction neither. */
    List<Crossing> crossed(@Nullable LookCorrection correction, Function<Look, Look.Verdict> verdict) {
        return standing(correction).stream()
                .flatMap(look -> verdict.apply(look).crossed().stream())
                .toList();
    }

    /** Boundaries that were crossed and are withdrawn by this correction. */
    List<Crossing> withdrawn(LookCorrection correction) {
        List<Look> kept = standing(correction);
        return standing(null).stream()
                .filter(look -> !kept.contains(look))
                .flatMap(look -> look.judged().crossed().stream())
                .toList();
    }

    private List<Look> standing(@Nullable LookCorrection correction) {
        int withdrawnByNext = correction == null
                ? nextNumber()
                : correction.sinceLook() == null ? looks.size() : Math.min(correction.sinceLook(), looks.size());
        return looks.stream()
                .filter(look -> look.number() < withdrawnByNext && !isWithdrawn(look))
                .toList();
    }

    private boolean isWithdrawn(Look look) {
        return looks.stream()
                .anyMatch(later -> later.number() > look.number() && later.withdrawsFrom() <= look.number());
    }

    /**
     * Why a look with so many units can cross nothing; null where it can.
     *
     * @param verdict by which of the plans
     */
    @Nullable
    String whyNotNow(
            FrozenPlan plan, @Nullable LookCorrection correction, long n, Function<Look, Look.Verdict> verdict) {
        for (Look look : standing(correction)) {
            if (verdict.apply(look).valid() && reachedTheEnd(plan, look, verdict.apply(look))) {
                return "the plan gave its answer at look " + look.number();
            }
        }
        boolean lostItsAnswer = looks.stream().anyMatch(look -> reachedTheEnd(plan, look, verdict.apply(look)));
        return plan.plan().kindOrDefault() == InferenceKind.GROUP_SEQUENTIAL && !grows(n) && !lostItsAnswer
                ? "no more units have come than at a look before, and alpha is spent by units alone"
                : null;
    }

    private static boolean reachedTheEnd(FrozenPlan plan, Look look, Look.Verdict verdict) {
        InferenceKind kind = plan.plan().kindOrDefault();
        return verdict.actedOn() == kind
                && switch (kind) {
                    case ALWAYS_VALID -> false;
                    case GROUP_SEQUENTIAL -> look.onlyLook() || look.n() >= plan.plannedTotalN();
                    case FIXED_HORIZON, BAYESIAN -> true;
                };
    }

    /**
     * Alpha of the primary metric's family that is spent after a look with so many units; null where the plan spends none.
     * Each of m hypotheses spends at its own level, under a correction alpha / m.
     */
    @Nullable
    Double alphaSpent(FrozenPlan plan, long n, boolean onlyLook) {
        SpendingRequest spending = plan.plan().spending();
        if (plan.plan().kindOrDefault() != InferenceKind.GROUP_SEQUENTIAL || spending == null) {
            return null;
        }
        double before = looks.stream()
                .map(Look::alphaSpent)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return Math.max(before, onlyLook ? plan.alpha() : spentBy(plan, spending.toSpending(), n));
    }

    private static double spentBy(FrozenPlan plan, Spending spending, long n) {
        if (n >= plan.plannedTotalN()) {
            return plan.alpha();
        }
        int hypotheses =
                plan.multiplicity() == MultiplicityMethod.NONE ? 1 : plan.arms().size() - 1;
        int sides = plan.primary().alternative() == Alternative.TWO_SIDED ? 2 : 1;
        double parts = hypotheses * sides;
        return parts * spending.spent((double) n / plan.plannedTotalN(), plan.alpha() / parts);
    }
}
