package io.assay.experiment.registry;

import io.assay.experiment.readout.Crossing;
import io.assay.experiment.readout.History;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.Plan;
import io.assay.experiment.readout.SpendingRequest;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.sequential.Sides;
import java.util.ArrayList;
import java.util.List;
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

    /** The plan of the stateless readout for the next look. */
    Plan next(Plan planned, long n, boolean stopped) {
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
                stopped && looks.isEmpty(),
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

    /**
     * What earlier looks mean for the next one.
     *
     * @param readoutsBefore blinded ones included
     * @param n units of all arms at the next look
     * @param crossed of the frozen or of the amended plan
     */
    History history(
            FrozenPlan plan,
            @Nullable Correction correction,
            boolean stopped,
            int readoutsBefore,
            long n,
            Function<Look, List<Crossing>> crossed) {
        int withdrawnByNext = correction == null
                ? nextNumber()
                : correction.sinceLook() == null ? looks.size() : Math.min(correction.sinceLook(), looks.size());
        List<Look> standing = looks.stream()
                .filter(look -> look.number() < withdrawnByNext && !isWithdrawn(look))
                .toList();
        return new History(
                standing.stream().flatMap(look -> crossed.apply(look).stream()).toList(),
                whyNotNow(plan, standing, n),
                stopped,
                readoutsBefore);
    }

    private @Nullable String whyNotNow(FrozenPlan plan, List<Look> standing, long n) {
        for (Look look : standing) {
            if (gaveTheAnswer(plan, look)) {
                return "the plan gave its answer at look " + look.number();
            }
        }
        boolean withdrawn = looks.stream().anyMatch(look -> gaveTheAnswer(plan, look));
        return plan.plan().kindOrDefault() == InferenceKind.GROUP_SEQUENTIAL && !grows(n) && !withdrawn
                ? "no more units have come than at a look before, and alpha is spent by units alone"
                : null;
    }

    private boolean isWithdrawn(Look look) {
        return looks.stream()
                .anyMatch(later -> later.number() > look.number() && later.withdrawsFrom() <= look.number());
    }

    private static boolean gaveTheAnswer(FrozenPlan plan, Look look) {
        InferenceKind kind = plan.plan().kindOrDefault();
        return switch (kind) {
            case ALWAYS_VALID -> false;
            case GROUP_SEQUENTIAL -> look.valid() && look.actedOn() == kind && look.n() >= plan.plannedTotalN();
            case FIXED_HORIZON, BAYESIAN -> look.valid() && look.actedOn() == kind;
        };
    }

    /** Alpha spent after a look with so many units; null where the plan spends none. */
    @Nullable
    Double alphaSpent(FrozenPlan plan, long n, boolean last) {
        SpendingRequest spending = plan.plan().spending();
        if (plan.plan().kindOrDefault() != InferenceKind.GROUP_SEQUENTIAL || spending == null) {
            return null;
        }
        Sides sides = plan.primary().alternative() == Alternative.TWO_SIDED ? Sides.TWO : Sides.ONE;
        double count = sides == Sides.TWO ? 2 : 1;
        double most = Math.max(n, mostUnits());
        boolean all = last || most >= plan.plannedTotalN();
        return all
                ? (Double) plan.alpha()
                : (Double) (count * spending.toSpending().spent(most / plan.plannedTotalN(), plan.alpha() / count));
    }
}
