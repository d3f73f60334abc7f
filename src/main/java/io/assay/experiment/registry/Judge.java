package io.assay.experiment.registry;

import io.assay.experiment.readout.BlindedReadout;
import io.assay.experiment.readout.History;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Judges what was posted against the frozen plan, and against the amended one beside it. All that it knows is in its
 * arguments, so that the same figures after the same looks always give the same answer.
 */
@Component("readoutJudge")
final class Judge {

    /** A year of daily looks. */
    private static final int MOST_LOOKS = 366;

    /** Each bound of a group-sequential plan is an integral over all looks before: more would take seconds. */
    private static final int MOST_SEQUENTIAL_LOOKS = 100;

    private static final int MOST_READOUTS = 1000;

    private final RequestBinder binder;
    private final CanonicalJson canonical;

    Judge(RequestBinder binder, CanonicalJson canonical) {
        this.binder = binder;
        this.canonical = canonical;
    }

    /**
     * What is left of a readout for those after it.
     *
     * @param sampleRatioFailed whether the units did not come as planned, today or since an earlier readout
     * @param corrects whether it says what was wrong before
     */
    record Mark(boolean sampleRatioFailed, boolean corrects) {}

    /**
     * Where an experiment stands when a readout is asked for.
     *
     * @param amended null where no amendment changed what judges
     * @param marks of all readouts before, blinded ones included
     * @param stopped whether it will not go on
     */
    record Standing(
            FrozenPlan plan,
            String planSha256,
            Instant startedAt,
            @Nullable FrozenPlan amended,
            List<Amendment> amendments,
            Ledger ledger,
            List<Mark> marks,
            boolean stopped) {

        int nextReadout() {
            return marks.size() + 1;
        }

        /** The first readout whose sample ratio failed, among the first so many, that no later one corrects. */
        @Nullable
        Integer sampleRatioFailedAt(int readouts) {
            Integer failed = null;
            for (int i = 0; i < readouts; i++) {
                Mark mark = marks.get(i);
                failed = mark.corrects() ? null : failed;
                failed = mark.sampleRatioFailed() && failed == null ? (Integer) (i + 1) : failed;
            }
            return failed;
        }

        /** What a look said by the amended plan; by the frozen one, of metrics that are in both alike, before there was any. */
        Look.Verdict underAmended(Look look) {
            Look.Verdict own = look.amended();
            return own == null
                    ? look.judged()
                            .only(key -> amended != null
                                    && Objects.equals(judging(plan.metric(key)), judging(amended.metric(key))))
                    : own;
        }

        private static @Nullable MetricDefinition judging(@Nullable MetricDefinition metric) {
            return metric == null ? null : metric.judging();
        }
    }

    /**
     * What was posted, found readable.
     *
     * @param amendedIsReadable whether the amended plan can be held against these figures; the frozen one always can
     * @param last the look that it repeats, as its figures are the same; null where it is none of that
     * @param before looks before the one that it makes or repeats
     * @param fingerprint of the figures
     * @param basisSha256 fingerprint of all that the answer follows from
     */
    record Prepared(
            Standing standing,
            Measurements measured,
            boolean amendedIsReadable,
            @Nullable Look last,
            Ledger before,
            String fingerprint,
            String basisSha256) {

        /** Before the first readout of these figures, so that they are judged as they were then. */
        int readoutsBefore() {
            return last == null ? standing.marks().size() : last.readout() - 1;
        }

        boolean onlyLook() {
            return last == null ? before.isOnly(standing.stopped()) : last.onlyLook();
        }

        @Nullable
        LookCorrection correction() {
            return last == null ? measured.request().correction() : last.correction();
        }
    }

    /**
     * A readout.
     *
     * @param answer what is shown
     * @param mark what is left of it
     * @param look the new entry of the ledger; null where this is no new look
     */
    record Judgement(
            RegisteredReadout answer, Mark mark, @Nullable Look look) {}

    /**
     * Holds what was posted against plan and ledger.
     *
     * @throws ProblemException with status 422 for what cannot be read
     */
    Prepared prepare(Standing standing, MeasuredRequest request) {
        Measurements measured = checked(standing, request);
        String fingerprint = canonical.sha256(measured.figures());
        Look last = standing.ledger().last();
        Look repeated = request.isBlinded() || last == null || !repeats(request, last, fingerprint) ? null : last;
        if (repeated == null) {
            checkInformation(standing, measured);
        }
        Ledger before = repeated == null ? standing.ledger() : standing.ledger().before(repeated);
        Map<String, Object> basis = new TreeMap<>();
        basis.put("plan", standing.planSha256());
        basis.put("amendments", standing.amendments().size());
        basis.put("looks_before", before.looks().size());
        basis.put("stopped", standing.stopped());
        basis.put("request", request);
        return new Prepared(
                standing, measured, isReadable(measured), repeated, before, fingerprint, canonical.sha256(basis));
    }

    /** A correction is never a repetition, but of itself. */
    private static boolean repeats(MeasuredRequest request, Look last, String fingerprint) {
        return last.statisticsSha256().equals(fingerprint)
                && (request.correction() == null || request.correction().equals(last.correction()));
    }

    Judgement judge(Prepared prepared, Instant at, String by) {
        Standing standing = prepared.standing();
        return prepared.measured().request().isBlinded()
                ? blinded(prepared, at, by)
                : unblinded(prepared, standing, at, by);
    }

    private static Judgement unblinded(Prepared prepared, Standing standing, Instant at, String by) {
        Measurements measured = prepared.measured();
        Readout readout = Readouts.read(input(prepared, standing.plan(), Look::judged));
        FrozenPlan plan = prepared.amendedIsReadable() ? standing.amended() : null;
        Readout amended = plan == null ? null : Readouts.read(input(prepared, plan, standing::underAmended));
        Look repeated = prepared.last();
        Look look = repeated == null ? look(prepared, readout, amended, at, by) : repeated;
        RegisteredReadout answer = new RegisteredReadout(
                standing.plan().experiment(),
                standing.nextReadout(),
                at,
                by,
                look.number(),
                ReadoutWords.status(standing.plan(), look, repeated != null),
                standing.planSha256(),
                readout,
                plan == null || amended == null ? null : new RegisteredReadout.AmendedReadout(plan, amended),
                null,
                measured.exploratory(),
                look,
                look.number(),
                notes(standing),
                ReadoutWords.warnings(prepared));
        return new Judgement(
                answer,
                new Mark(readout.sampleRatioFailed(), measured.request().correction() != null),
                repeated == null ? look : null);
    }

    private static Judgement blinded(Prepared prepared, Instant at, String by) {
        Standing standing = prepared.standing();
        BlindedReadout blinded = Readouts.blinded(input(prepared, standing.plan(), Look::judged));
        RegisteredReadout answer = new RegisteredReadout(
                standing.plan().experiment(),
                standing.nextReadout(),
                at,
                by,
                null,
                "Blinded: no effect is shown, and this is no look.",
                standing.planSha256(),
                null,
                null,
                blinded,
                prepared.measured().exploratory(),
                null,
                standing.ledger().looks().size(),
                notes(standing),
                ReadoutWords.warnings(prepared));
        boolean corrects = prepared.measured().request().correction() != null;
        return new Judgement(answer, new Mark(blinded.sampleRatioFailed(), corrects), null);
    }

    private static List<RegisteredReadout.AmendmentNote> notes(Standing standing) {
        return standing.amendments().stream()
                .map(RegisteredReadout.AmendmentNote::of)
                .toList();
    }

    private static ReadoutInput input(Prepared prepared, FrozenPlan plan, Function<Look, Look.Verdict> verdict) {
        Standing standing = prepared.standing();
        Ledger before = prepared.before();
        Measurements measured = prepared.measured();
        LookCorrection correction = prepared.correction();
        ReadoutInput input = measured.under(plan).toInput();
        return input.with(
                before.next(input.plan(), measured.n(), prepared.onlyLook()),
                new History(
                        before.crossed(correction, verdict),
                        before.whyNotNow(plan, correction, measured.n(), verdict),
                        standing.stopped(),
                        prepared.readoutsBefore(),
                        whyInvalid(prepared, plan)));
    }

    private static @Nullable String whyInvalid(Prepared prepared, FrozenPlan plan) {
        if (prepared.measured().hasUnplannedWeights(plan)) {
            return "units came under weights that were not planned";
        }
        Integer failed = prepared.correction() != null
                ? null
                : prepared.standing().sampleRatioFailedAt(prepared.readoutsBefore());
        return failed == null
                ? null
                : "the sample ratio failed at readout " + failed + ", and no correction says what was wrong";
    }

    private Measurements checked(Standing standing, MeasuredRequest request) {
        Measurements measured = new Measurements(standing.plan(), standing.amended(), request);
        Violations violations = new Violations();
        measured.check(violations);
        refuse(violations);
        if (!request.metricsOrNone().isEmpty()) {
            binder.check(measured.under(standing.plan()), measured::pointer);
        }
        return measured;
    }

    /** No amendment may keep the frozen plan from judging. */
    private boolean isReadable(Measurements measured) {
        FrozenPlan amended = measured.amended();
        if (amended == null || measured.request().metricsOrNone().isEmpty()) {
            return true;
        }
        try {
            binder.check(measured.under(amended), measured::pointer);
            return true;
        } catch (ProblemException unreadable) {
            return false;
        }
    }

    private static void checkInformation(Standing standing, Measurements measured) {
        Violations violations = new Violations();
        Ledger ledger = standing.ledger();
        Look last = ledger.last();
        boolean blinded = measured.request().isBlinded();
        LookCorrection correction = measured.request().correction();
        long n = measured.n();
        if (n == 0) {
            violations.reject("/arms", "must have units: there is nothing to look at");
        }
        if (!blinded && last != null && n < last.n() && correction == null) {
            violations.reject(
                    "/arms",
                    "have %d units together, fewer than the %d of look %d: say in correction what was wrong"
                            .formatted(n, last.n(), last.number()));
        }
        if (correction != null && standing.marks().isEmpty()) {
            violations.reject("/correction", "has nothing to correct: this is the first readout");
        }
        Integer since = correction == null ? null : correction.sinceLook();
        if (since != null && since >= ledger.nextNumber()) {
            violations.reject(
                    "/correction/since_look",
                    "must be a look, of which there were %d"
                            .formatted(ledger.looks().size()));
        }
        boolean sequential = standing.plan().plan().kindOrDefault() == InferenceKind.GROUP_SEQUENTIAL;
        int most = sequential ? MOST_SEQUENTIAL_LOOKS : MOST_LOOKS;
        if (!blinded && ledger.nextNumber() > most) {
            violations.reject("", "has been looked at %d times, the most that are kept".formatted(most));
        }
        if (standing.nextReadout() > MOST_READOUTS) {
            violations.reject("", "has been read out %d times, the most that are kept".formatted(MOST_READOUTS));
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

    private static Look look(Prepared prepared, Readout readout, @Nullable Readout amended, Instant at, String by) {
        FrozenPlan plan = prepared.standing().plan();
        Measurements measured = prepared.measured();
        Ledger before = prepared.before();
        int number = before.nextNumber();
        long n = measured.n();
        return new Look(
                number,
                prepared.standing().nextReadout(),
                at,
                by,
                n,
                measured.perArm(),
                (double) n / plan.plannedTotalN(),
                before.grows(n),
                before.alphaSpent(plan, n, prepared.onlyLook()),
                prepared.onlyLook(),
                Look.Verdict.of(readout, number),
                amended == null ? null : Look.Verdict.of(amended, number),
                measured.request().correction(),
                prepared.fingerprint());
    }
}
