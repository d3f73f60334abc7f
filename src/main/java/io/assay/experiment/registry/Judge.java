package io.assay.experiment.registry;

import io.assay.experiment.Wording;
import io.assay.experiment.readout.Crossing;
import io.assay.experiment.readout.Decision;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.Readout;
import io.assay.experiment.readout.ReadoutInput;
import io.assay.experiment.readout.Readouts;
import io.assay.platform.json.CanonicalJson;
import io.assay.platform.json.RequestBinder;
import io.assay.platform.json.Violations;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Judges what was posted against the frozen plan, and against the amended one beside it. All that it knows is in its
 * arguments, so that the same figures after the same looks always give the same answer.
 */
@Component
final class Judge {

    /** Bounds of so many looks are computed in a moment; nobody looks more often than daily for some years. */
    private static final int MOST_LOOKS = 1000;

    private final RequestBinder binder;
    private final CanonicalJson canonical;

    Judge(RequestBinder binder, CanonicalJson canonical) {
        this.binder = binder;
        this.canonical = canonical;
    }

    /**
     * Where an experiment stands when a readout is asked for.
     *
     * @param amended null where no amendment changed the plan
     * @param readoutsBefore blinded ones included
     * @param stopped whether it will not go on
     */
    record Standing(
            FrozenPlan plan,
            String planSha256,
            @Nullable FrozenPlan amended,
            List<Amendment> amendments,
            Ledger ledger,
            int readoutsBefore,
            boolean stopped) {

        int nextReadout() {
            return readoutsBefore + 1;
        }
    }

    /**
     * What was posted, found readable.
     *
     * @param last the look that it repeats, as its figures are the same; null where it is none of that
     * @param before looks before the one that it makes or repeats
     * @param fingerprint of the figures
     * @param basisSha256 fingerprint of all that the answer follows from
     */
    record Prepared(
            Standing standing,
            Measurements measured,
            @Nullable Look last,
            Ledger before,
            String fingerprint,
            String basisSha256) {

        /** Before the first readout of these figures, so that they are judged as they were then. */
        int readoutsBefore() {
            return last == null ? standing.readoutsBefore() : last.readout() - 1;
        }
    }

    /**
     * A readout.
     *
     * @param answer what is shown
     * @param look the new entry of the ledger; null where this is no new look
     */
    record Judgement(RegisteredReadout answer, @Nullable Look look) {}

    /**
     * Holds what was posted against plan and ledger.
     *
     * @throws ProblemException with status 422 for what cannot be read
     */
    Prepared prepare(Standing standing, MeasuredRequest request) {
        Measurements measured = checked(standing, request);
        String fingerprint = canonical.sha256(measured.figures());
        Look last = standing.ledger().last();
        Look repeated = last != null && last.statisticsSha256().equals(fingerprint) ? last : null;
        if (repeated == null && !request.isBlinded()) {
            checkInformation(standing.ledger(), measured);
        }
        Ledger before = repeated == null || request.isBlinded()
                ? standing.ledger()
                : standing.ledger().before(repeated);
        Map<String, Object> basis = new TreeMap<>();
        basis.put("plan", standing.planSha256());
        basis.put("amendments", standing.amendments().size());
        basis.put("looks_before", before.looks().size());
        basis.put("stopped", standing.stopped());
        basis.put("request", request);
        return new Prepared(standing, measured, repeated, before, fingerprint, canonical.sha256(basis));
    }

    Judgement judge(Prepared prepared, Instant at, String by) {
        Standing standing = prepared.standing();
        Measurements measured = prepared.measured();
        if (measured.request().isBlinded()) {
            return new Judgement(blinded(standing, measured, at, by), null);
        }
        Look repeated = prepared.last();
        Correction correction = repeated == null ? measured.request().correction() : repeated.correction();
        Readout readout = read(prepared, standing.plan(), correction, Look::crossed);
        FrozenPlan plan = standing.amended();
        Readout amended = plan == null ? null : read(prepared, plan, correction, Look::amendedCrossed);
        Look look = repeated == null ? look(prepared, readout, amended, at, by) : repeated;
        RegisteredReadout answer = new RegisteredReadout(
                standing.plan().experiment(),
                standing.nextReadout(),
                at,
                by,
                look.number(),
                status(standing, look, repeated != null),
                standing.planSha256(),
                readout,
                plan == null || amended == null ? null : new RegisteredReadout.AmendedReadout(plan, amended),
                null,
                measured.exploratory(),
                prepared.before().with(look).looks(),
                standing.amendments(),
                warnings(measured));
        return new Judgement(answer, repeated == null ? look : null);
    }

    private Measurements checked(Standing standing, MeasuredRequest request) {
        Measurements measured = new Measurements(standing.plan(), standing.amended(), request);
        Violations violations = new Violations();
        measured.check(violations);
        refuse(violations);
        if (request.metricsOrNone().isEmpty()) {
            return measured;
        }
        binder.check(measured.under(standing.plan()), measured::pointer);
        if (standing.amended() != null) {
            binder.check(measured.under(standing.amended()), measured::pointer);
        }
        return measured;
    }

    private static void checkInformation(Ledger ledger, Measurements measured) {
        Violations violations = new Violations();
        Look last = ledger.last();
        Correction correction = measured.request().correction();
        long n = measured.n();
        if (n == 0) {
            violations.reject("/arms", "must have units: there is nothing to look at");
        }
        if (last != null && n < last.n() && correction == null) {
            violations.reject(
                    "/arms",
                    "have %d units together, fewer than the %d of look %d: say in correction what was wrong"
                            .formatted(n, last.n(), last.number()));
        }
        if (correction != null && last == null) {
            violations.reject("/correction", "has nothing to correct: nobody has looked yet");
        }
        if (correction != null
                && last != null
                && correction.sinceLook() != null
                && correction.sinceLook() > last.number()) {
            violations.reject("/correction/since_look", "must be a look: the last one was %d".formatted(last.number()));
        }
        if (ledger.nextNumber() > MOST_LOOKS) {
            violations.reject("", "has been looked at %d times, the most that are kept".formatted(MOST_LOOKS));
        }
        refuse(violations);
    }

    private static void refuse(Violations violations) {
        if (!violations.errors().isEmpty()) {
            int errors = violations.errors().size();
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    errors == 1 ? "The request body has an error." : "The request body has " + errors + " errors.",
                    violations.errors());
        }
    }

    private static Readout read(
            Prepared prepared,
            FrozenPlan plan,
            @Nullable Correction correction,
            Function<Look, List<Crossing>> crossed) {
        ReadoutInput input = prepared.measured().under(plan).toInput();
        Ledger before = prepared.before();
        boolean stopped = prepared.standing().stopped();
        return Readouts.read(input.with(
                before.next(input.plan(), prepared.measured().n(), stopped),
                before.history(
                        plan,
                        correction,
                        stopped,
                        prepared.readoutsBefore(),
                        prepared.measured().n(),
                        crossed)));
    }

    private static Look look(Prepared prepared, Readout readout, @Nullable Readout amended, Instant at, String by) {
        Standing standing = prepared.standing();
        Measurements measured = prepared.measured();
        Ledger before = prepared.before();
        int number = before.nextNumber();
        long n = measured.n();
        boolean onlyLook = standing.stopped() && before.looks().isEmpty();
        return new Look(
                number,
                standing.nextReadout(),
                at,
                by,
                n,
                measured.perArm(),
                (double) n / standing.plan().plannedTotalN(),
                before.grows(n),
                before.alphaSpent(standing.plan(), n, onlyLook),
                readout.actedOn(),
                readout.decision().decision() != Decision.Verdict.INVALID,
                readout.crossings(number),
                amended == null ? List.of() : amended.crossings(number),
                measured.request().correction(),
                prepared.fingerprint());
    }

    private RegisteredReadout blinded(Standing standing, Measurements measured, Instant at, String by) {
        FrozenPlan plan = standing.plan();
        ReadoutInput input = measured.under(plan).toInput();
        Ledger ledger = standing.ledger();
        boolean stopped = standing.stopped();
        return new RegisteredReadout(
                standing.plan().experiment(),
                standing.nextReadout(),
                at,
                by,
                null,
                "Blinded: no effect is shown, and this is no look.",
                standing.planSha256(),
                null,
                null,
                Readouts.blinded(input.with(
                        ledger.next(input.plan(), measured.n(), stopped),
                        ledger.history(plan, null, stopped, standing.readoutsBefore(), measured.n(), Look::crossed))),
                measured.exploratory(),
                standing.ledger().looks(),
                standing.amendments(),
                warnings(measured));
    }

    private static List<String> warnings(Measurements measured) {
        List<String> warnings = new ArrayList<>();
        String weights = measured.unplannedWeights();
        if (weights != null) {
            warnings.add(weights);
        }
        if (!measured.exploratory().isEmpty()) {
            warnings.add("Not registered before the data, so exploratory: " + String.join(", ", measured.exploratory())
                    + ". A finding among them is a hypothesis for the next experiment.");
        }
        return warnings;
    }

    private static String status(Standing standing, Look look, boolean repeated) {
        FrozenPlan plan = standing.plan();
        StringBuilder status = new StringBuilder("Look ").append(look.number());
        status.append(repeated ? ", read again: the figures are those of that look. " : ". ");
        status.append(Wording.count(look.n()))
                .append(" of ")
                .append(Wording.units((double) plan.plannedTotalN()))
                .append(" planned have come.");
        if (look.correction() != null) {
            status.append(" It corrects what was seen since look ")
                    .append(look.withdrawsFrom())
                    .append(".");
        }
        Double spent = look.alphaSpent();
        if (plan.plan().kindOrDefault() == InferenceKind.GROUP_SEQUENTIAL && spent != null) {
            status.append(" Of alpha ")
                    .append(Wording.percent(plan.alpha()))
                    .append(", ")
                    .append(Wording.percent(spent))
                    .append(
                            look.informationGrew()
                                    ? " are spent."
                                    : " are spent; this look brought no units and spends nothing.");
        }
        return status.toString();
    }
}
