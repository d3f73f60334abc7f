package io.assay.model.registry;

import io.assay.model.evaluation.EvaluationAnswer.Target;
import io.assay.model.evaluation.Rivals;
import io.assay.model.judgement.Better;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.scoring.Task;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a version may become champion. Pure: the same candidate, contest and policy give the same verdict. A check
 * that fails refuses; one that warns, or cannot tell, is told and refuses nothing, but for the baseline, which must be beaten
 * surely.
 */
final class Gate {

    static final int LEAST_ROWS = 30;
    static final int LEAST_OF_A_CLASS = 10;

    private static final String SOUND = "sound_artifacts";

    private static final int MOST_NAMED = 10;

    private static final String GIVE_ROWS = "Give data: rows with their outcomes that neither of the two learned from.";

    /** Of a training's checklist, those about what the columns give away. */
    private static final Set<String> LEAKS = Set.of(
            "leakage",
            "single_feature",
            "id_like",
            "in_sample_encoding",
            "duplicates_across_split",
            "entity_on_both_sides",
            "time_overlap",
            "times_after_outcome",
            "times_after_prediction");

    /** Those that have a check of the gate of their own. */
    private static final Set<String> OWN = Set.of("beats_baseline", "calibrated", "documented");

    private Gate() {}

    /**
     * What came of it.
     *
     * @param granted whether nothing failed
     * @param reason in words
     */
    record Verdict(boolean granted, String reason, List<Check> checks) {

        Verdict {
            checks = List.copyOf(checks);
        }

        /** Whether the artifacts themselves are damaged, which nobody can override. */
        boolean isUnsound() {
            return checks.stream().anyMatch(check -> check.id().equals(SOUND) && check.status() == Status.FAIL);
        }
    }

    static Verdict judge(Candidate candidate, Contest contest, PromotionPolicy policy) {
        List<Check> checks = new ArrayList<>();
        checks.add(sound(candidate));
        sameTarget(candidate.target(), contest).ifPresent(checks::add);
        checks.add(documented(candidate, policy));
        checks.add(leaks(candidate));
        checks.add(baseline(candidate));
        calibrated(candidate, policy).ifPresent(checks::add);
        checks.add(training(candidate));
        checks.addAll(contest(contest, policy));
        List<String> failed = ids(checks, Status.FAIL);
        List<String> warned = ids(checks, Status.WARN);
        return new Verdict(
                failed.isEmpty(),
                !failed.isEmpty()
                        ? "failed: " + String.join(", ", failed)
                        : warned.isEmpty()
                                ? "no check has anything against it"
                                : "nothing failed; warned: " + String.join(", ", warned),
                checks);
    }

    private static List<String> ids(List<Check> checks, Status status) {
        return checks.stream()
                .filter(check -> check.status() == status)
                .map(Check::id)
                .toList();
    }

    private static Check sound(Candidate candidate) {
        return candidate.unsound() == null
                ? pass(SOUND, "every file has its SHA-256, and the parity rows come out as they were trained")
                : new Check(
                        SOUND,
                        Status.FAIL,
                        candidate.unsound(),
                        "Train again: nothing that is kept of this run can be trusted.");
    }

    private static Optional<Check> sameTarget(Target candidate, Contest contest) {
        Target champion = switch (contest) {
            case Contest.First() -> null;
            case Contest.Broken broken -> broken.champion();
            case Contest.Held held -> held.champion();
            case Contest.Impossible impossible -> impossible.champion();
        };
        if (champion == null) {
            return Optional.empty();
        }
        return Optional.of(
                isSame(candidate, champion)
                        ? pass("same_target", "both foretell " + shown(candidate))
                        : new Check(
                                "same_target",
                                Status.FAIL,
                                "the champion foretells " + shown(champion) + ", this one " + shown(candidate),
                                "Whoever asks the champion would get something else: register it under a name of its own."));
    }

    static boolean isSame(Target one, Target other) {
        return one.column().equals(other.column())
                && one.task() == other.task()
                && Objects.equals(one.positive(), other.positive())
                && one.labels().equals(other.labels());
    }

    private static String shown(Target target) {
        return switch (target.task()) {
            case BINARY -> "%s = %s".formatted(target.column(), target.positive());
            case MULTICLASS ->
                "which of %d classes %s is".formatted(target.labels().size(), target.column());
            case REGRESSION -> "the number in " + target.column();
        };
    }

    private static Check documented(Candidate candidate, PromotionPolicy policy) {
        List<String> without = candidate.undocumented();
        if (without.isEmpty()) {
            return pass("documented", "every feature says what it means");
        }
        return new Check(
                "documented",
                policy.mustBeDocumented() ? Status.FAIL : Status.WARN,
                "%s: %s%s"
                        .formatted(
                                without.size() == 1
                                        ? "1 feature does not say what it means"
                                        : without.size() + " features do not say what they mean",
                                String.join(", ", without.subList(0, Math.min(MOST_NAMED, without.size()))),
                                without.size() > MOST_NAMED ? " …" : ""),
                "Give each a meaning in the pipeline, and train again.");
    }

    private static Check leaks(Candidate candidate) {
        List<Check> looked = candidate.checks().stream()
                .filter(check -> LEAKS.contains(check.id()) && check.status() != Status.UNKNOWN)
                .toList();
        if (looked.isEmpty()) {
            return new Check("no_leak", Status.UNKNOWN, "the training could not look for leaks", null);
        }
        List<Check> found =
                looked.stream().filter(check -> check.status() != Status.PASS).toList();
        if (found.isEmpty()) {
            return pass(
                    "no_leak", looked.stream().map(Check::id).collect(Collectors.joining(", ")) + ": nothing found");
        }
        boolean isSure = found.stream().anyMatch(check -> check.status() == Status.FAIL);
        return new Check(
                "no_leak",
                isSure ? Status.FAIL : Status.WARN,
                found.stream()
                        .map(check -> check.id() + ": " + check.evidence())
                        .collect(Collectors.joining("; ")),
                found.stream()
                        .map(Check::advice)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** The lift's interval on the better side of 0 is what the training's check passes for, and nothing else. */
    private static Check baseline(Candidate candidate) {
        Check check = of(candidate, "beats_baseline");
        if (check == null) {
            return new Check(
                    "beats_baseline",
                    Status.FAIL,
                    "the training did not hold it against a baseline",
                    "Train again, by a version of the service that does.");
        }
        return check.status() == Status.PASS
                ? pass("beats_baseline", check.evidence())
                : new Check("beats_baseline", Status.FAIL, check.evidence(), check.advice());
    }

    private static Optional<Check> calibrated(Candidate candidate, PromotionPolicy policy) {
        Check check = of(candidate, "calibrated");
        if (check == null || candidate.target().task() != Task.BINARY) {
            return Optional.empty();
        }
        boolean isOff = check.status() == Status.WARN || check.status() == Status.FAIL;
        return Optional.of(new Check(
                "calibrated",
                !isOff ? check.status() : policy.mustBeCalibrated() ? Status.FAIL : Status.WARN,
                check.evidence(),
                check.advice()));
    }

    private static @Nullable Check of(Candidate candidate, String id) {
        return candidate.checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What else the training's checklist has against it. */
    private static Check training(Candidate candidate) {
        List<Check> rest = candidate.checks().stream()
                .filter(check -> !LEAKS.contains(check.id()) && !OWN.contains(check.id()))
                .toList();
        List<String> failed = ids(rest, Status.FAIL);
        List<String> warned = ids(rest, Status.WARN);
        if (failed.isEmpty() && warned.isEmpty()) {
            return pass("training_checks", "the rest of its training's checklist has nothing against it");
        }
        List<Check> against = rest.stream()
                .filter(check -> check.status() == (failed.isEmpty() ? Status.WARN : Status.FAIL))
                .toList();
        return new Check(
                "training_checks",
                failed.isEmpty() ? Status.WARN : Status.FAIL,
                against.stream()
                        .map(check -> check.id() + ": " + check.evidence())
                        .collect(Collectors.joining("; ")),
                against.getFirst().advice());
    }

    private static List<Check> contest(Contest contest, PromotionPolicy policy) {
        return switch (contest) {
            case Contest.First() -> List.of(pass("not_worse_than_champion", "there is no champion yet"));
            case Contest.Broken broken ->
                List.of(new Check(
                        "not_worse_than_champion",
                        Status.WARN,
                        "the champion cannot be asked any more: " + broken.reason(),
                        "It is not held against anything: look at what it says of rows that you know."));
            case Contest.Impossible(Target champion, String reason) ->
                List.of(new Check(
                        "not_worse_than_champion", Status.FAIL, "they cannot be compared: " + reason, GIVE_ROWS));
            case Contest.Held held -> List.of(unseen(held), notWorse(held.compared(), policy));
        };
    }

    private static Check unseen(Contest.Held held) {
        JudgedRows rows = held.rows();
        String evidence = String.format(
                Locale.ROOT,
                "%,d of %,d rows were judged; the candidate learned from %,d and the champion from %,d",
                rows.judged(),
                rows.given(),
                rows.learnedByCandidate(),
                rows.learnedByChampion());
        return held.byOutcome()
                ? new Check(
                        "unseen_rows",
                        Status.WARN,
                        evidence
                                + "; these were told by their outcome too, so that of rows that are equal but for it those with an "
                                + "outcome that was learned have no part, and the others do",
                        "Give data of which neither learned from any row.")
                : pass("unseen_rows", evidence);
    }

    private static Check notWorse(Rivals.Compared compared, PromotionPolicy policy) {
        String id = "not_worse_than_champion";
        ComparedMetric metric = compared.compared();
        if (compared.rows() < LEAST_ROWS || compared.rarest() < LEAST_OF_A_CLASS) {
            return new Check(
                    id,
                    Status.FAIL,
                    String.format(
                            Locale.ROOT,
                            "they cannot be compared: %,d rows that neither learned from, %,d of the rarest class; at least %d and %d are needed",
                            compared.rows(),
                            compared.rarest(),
                            LEAST_ROWS,
                            LEAST_OF_A_CLASS),
                    GIVE_ROWS);
        }
        if (compared.alike()) {
            return pass(
                    id,
                    "%s %s of both: there is no difference on any of the %,d rows"
                            .formatted(compared.metric(), shown(metric.first()), compared.rows()));
        }
        Interval interval = metric.interval();
        Double worst =
                interval == null ? null : compared.better() == Better.HIGHER ? interval.lower() : interval.upper();
        if (interval == null || worst == null) {
            return new Check(
                    id,
                    Status.FAIL,
                    "they cannot be compared: %s"
                            .formatted(Objects.requireNonNullElse(metric.reason(), "there is no interval")),
                    GIVE_ROWS);
        }
        double margin = policy.marginOf(compared.metric(), metric.second());
        String evidence = "%s %s, the champion's %s, difference %s [%s, %s] on %,d rows; it may be worse by %s"
                .formatted(
                        compared.metric(),
                        shown(metric.first()),
                        shown(metric.second()),
                        shown(metric.difference()),
                        shown(interval.lower()),
                        shown(interval.upper()),
                        compared.rows(),
                        shown(margin));
        boolean isWithin = compared.better() == Better.HIGHER ? worst >= -margin : worst <= margin;
        return isWithin
                ? pass(id, evidence)
                : new Check(
                        id,
                        Status.FAIL,
                        evidence,
                        "It may be worse than the champion by more than that: improve it, or give more rows if they are too few to tell.");
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "undefined" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static Check pass(String id, String evidence) {
        return new Check(id, Status.PASS, evidence, null);
    }
}
