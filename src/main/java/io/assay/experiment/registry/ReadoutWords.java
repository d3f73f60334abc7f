package io.assay.experiment.registry;

import io.assay.experiment.Wording;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.PeriodRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a registered readout says in words beside what the stateless one says. */
final class ReadoutWords {

    private static final double SMALLEST_SHOWN = 1e-6;

    private ReadoutWords() {}

    static String status(FrozenPlan plan, Look look, boolean repeated) {
        StringBuilder status = new StringBuilder("Look ").append(look.number());
        status.append(repeated ? ", read again: the figures are those of that look. " : ". ");
        status.append(Wording.count(look.n()))
                .append(" of ")
                .append(Wording.units((double) plan.plannedTotalN()))
                .append(" planned have come.");
        if (look.correction() != null && look.number() > 1) {
            status.append(" It corrects what was seen since look ")
                    .append(look.withdrawsFrom())
                    .append(".");
        }
        Double spent = look.alphaSpent();
        if (plan.plan().kindOrDefault() == InferenceKind.GROUP_SEQUENTIAL && spent != null) {
            status.append(" Of alpha ")
                    .append(Wording.percent(plan.alpha()))
                    .append(", ")
                    .append(
                            spent < SMALLEST_SHOWN
                                    ? "less than " + Wording.percent(SMALLEST_SHOWN)
                                    : Wording.percent(spent))
                    .append(
                            look.informationGrew()
                                    ? " are spent."
                                    : " are spent, none of it by this look: no units came.");
        }
        return status.toString();
    }

    static List<String> warnings(Judge.Prepared prepared) {
        Measurements measured = prepared.measured();
        List<String> warnings = new ArrayList<>();
        addIfThere(warnings, withdrawn(prepared));
        addIfThere(warnings, beforeTheStart(prepared));
        if (!prepared.amendedIsReadable()) {
            warnings.add("The amended plan cannot be held against these figures; the frozen one judges as ever.");
        }
        if (!measured.unusedStrata().isEmpty()) {
            warnings.add("Strata were posted and are not used, since no post-stratification was registered: "
                    + String.join(", ", measured.unusedStrata()) + ".");
        }
        if (!measured.exploratory().isEmpty()) {
            warnings.add("Not registered before the data, so exploratory: " + String.join(", ", measured.exploratory())
                    + ". A finding among them is a hypothesis for the next experiment.");
        }
        return warnings;
    }

    private static void addIfThere(List<String> warnings, @Nullable String warning) {
        if (warning != null) {
            warnings.add(warning);
        }
    }

    private static @Nullable String withdrawn(Judge.Prepared prepared) {
        LookCorrection correction = prepared.correction();
        if (correction == null || prepared.measured().request().isBlinded()) {
            return null;
        }
        String crossed = prepared.before().withdrawn(correction).stream()
                .map(one -> one.metric() + " of " + one.arm() + " (" + (one.better() ? "better" : "worse") + " at look "
                        + one.look() + ")")
                .collect(Collectors.joining(", "));
        return crossed.isEmpty()
                ? null
                : "The correction withdraws what had been found: " + crossed + ". Its reason: " + correction.reason();
    }

    /** A day is allowed for time zones. */
    private static @Nullable String beforeTheStart(Judge.Prepared prepared) {
        PeriodRequest period = prepared.measured().request().period();
        LocalDate started = LocalDate.ofInstant(prepared.standing().startedAt(), ZoneOffset.UTC);
        return period == null || !period.start().isBefore(started.minusDays(1))
                ? null
                : "The data begin on " + period.start() + ", and the plan was frozen on " + started
                        + ": what had come before it was frozen cannot test it.";
    }
}
