package io.assay.model.evaluation;

import io.assay.feature.Meanings;
import io.assay.model.algorithm.Steepest;
import io.assay.model.judgement.Better;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Comparison.Favours;
import io.assay.model.judgement.Judgement;
import io.assay.model.judgement.Measured;
import io.assay.model.scoring.LinearModel;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a senior data scientist asks of a model before believing it, each with its evidence. */
final class Checklist {

    private static final double WIDE_ECE = 0.05;
    private static final int ROWS_PER_FEATURE = 10;
    private static final int FEW_ROWS = 100;

    private final Study study;
    private final Judgement judgement;
    private final ComparedMetric lift;
    private final @Nullable Calibration calibration;

    Checklist(Study study, Judgement judgement, ComparedMetric lift, @Nullable Calibration calibration) {
        this.study = study;
        this.judgement = judgement;
        this.lift = lift;
        this.calibration = calibration;
    }

    /** @param leaks what was found in the columns */
    List<Check> gone(List<Check> leaks) {
        List<Check> checks = new ArrayList<>();
        checks.add(Meanings.check(study.material().document().undocumented()));
        checks.addAll(leaks);
        checks.add(split());
        checks.add(enough());
        checks.add(baseline());
        checks.add(overfit());
        checks.add(folds());
        checks.add(simple());
        checks.add(calibrated());
        checks.add(separable());
        checks.add(SegmentCheck.of(judgement, study.choice().metric()));
        return checks;
    }

    /** What follows of the checks. */
    static EvaluationAnswer.Verdict verdict(List<Check> checks) {
        List<String> failed = ids(checks, Status.FAIL);
        if (!failed.isEmpty()) {
            return new EvaluationAnswer.Verdict(EvaluationAnswer.Belief.NO, "failed: " + String.join(", ", failed));
        }
        List<String> warned = ids(checks, Status.WARN);
        return warned.isEmpty()
                ? new EvaluationAnswer.Verdict(EvaluationAnswer.Belief.YES, "no check has anything against it")
                : new EvaluationAnswer.Verdict(
                        EvaluationAnswer.Belief.WITH_RESERVATIONS, "warned: " + String.join(", ", warned));
    }

    private static List<String> ids(List<Check> checks, Status status) {
        return checks.stream()
                .filter(check -> check.status() == status)
                .map(Check::id)
                .toList();
    }

    private Check split() {
        Rounds rounds = study.rounds();
        return switch (rounds.method()) {
            case TIME_SERIES_SPLIT, STRATIFIED_GROUP_K_FOLD -> pass("honest_split", rounds.reason());
            case STRATIFIED_K_FOLD, K_FOLD ->
                new Check(
                        "honest_split",
                        Status.UNKNOWN,
                        rounds.reason(),
                        "If rows have a time, or one customer has several, name the column as time or group: shuffled rows "
                                + "would then be foretold from their own future or their own twins.");
        };
    }

    private Check enough() {
        Outcome outcome = study.material().outcome();
        int features = study.last().pipeline().names().size();
        int fewest = outcome.values().length;
        String what = "%,d rows".formatted(fewest);
        if (outcome.task() != Task.REGRESSION) {
            int[] counts = counts(outcome);
            fewest = Arrays.stream(counts).min().orElse(0);
            what = "%,d rows of the rarest class".formatted(fewest);
        }
        String evidence = "%s, %,d features".formatted(what, features);
        return fewest >= Math.max(FEW_ROWS, ROWS_PER_FEATURE * features)
                ? pass("enough_rows", evidence)
                : new Check(
                        "enough_rows",
                        Status.WARN,
                        evidence,
                        "Below %d rows, or %d for each feature, a model remembers more than it learns: get more rows or use fewer features."
                                .formatted(FEW_ROWS, ROWS_PER_FEATURE));
    }

    /** Rows of each class. */
    static int[] counts(Outcome outcome) {
        int[] counts = new int[outcome.labels().size()];
        if (outcome.task() != Task.REGRESSION) {
            for (int number : outcome.classes()) {
                counts[number]++;
            }
        }
        return counts;
    }

    private Check baseline() {
        String evidence = "%s %s, baseline %s, difference %s%s"
                .formatted(
                        study.choice().metric(),
                        shown(lift.first()),
                        shown(lift.second()),
                        shown(lift.difference()),
                        shown(lift.interval()));
        if (lift.favours() == Favours.FIRST) {
            return pass("beats_baseline", evidence);
        }
        // Better, or not defined, and how sure that is cannot be told: no ground to call it useless.
        return lift.interval() == null && !isNoBetter(lift)
                ? new Check(
                        "beats_baseline",
                        Status.UNKNOWN,
                        evidence + ": " + lift.reason(),
                        "Judge it on more rows before it is used.")
                : new Check(
                        "beats_baseline",
                        Status.FAIL,
                        evidence,
                        "It is not surely better than foretelling the same for every row: do not use it.");
    }

    private boolean isNoBetter(ComparedMetric lift) {
        Double difference = lift.difference();
        Folded folded = study.folded(study.choice().metric());
        return difference != null && (folded.better() == Better.HIGHER ? difference <= 0 : difference >= 0);
    }

    private Check overfit() {
        Folded folded = study.folded(study.choice().metric());
        List<String> wide = study.chosen().metrics().entrySet().stream()
                .filter(entry -> entry.getValue().isOverfit())
                .map(Map.Entry::getKey)
                .toList();
        String evidence = "%s on training rows less on rows not seen: %s"
                .formatted(study.choice().metric(), shown(folded.overfitGap()));
        if (!wide.isEmpty()) {
            return new Check(
                    "overfit",
                    Status.WARN,
                    evidence + "; above %.2f in %s".formatted(Folded.WIDE_GAP, String.join(", ", wide)),
                    "It knows its training rows by heart: regularise more, use fewer features, or get more rows.");
        }
        return folded.overfitGap() == null
                ? new Check(
                        "overfit",
                        Status.UNKNOWN,
                        evidence + " in " + undefined(folded),
                        "Take fewer folds, so that each has rows of every class.")
                : pass("overfit", evidence);
    }

    /** The folds in which a metric is undefined, from 1. */
    private static String undefined(Folded folded) {
        List<String> folds = IntStream.range(0, folded.test().size())
                .filter(fold ->
                        folded.test().get(fold) == null || folded.train().get(fold) == null)
                .mapToObj(fold -> Integer.toString(fold + 1))
                .toList();
        return (folds.size() == 1 ? "fold " : "folds ") + String.join(", ", folds);
    }

    private Check folds() {
        Folded folded = study.folded(study.choice().metric());
        Double mean = folded.mean();
        Double std = folded.std();
        Folded ofBaseline = study.baseline().metrics().get(study.choice().metric());
        Double floor = ofBaseline == null ? null : ofBaseline.mean();
        if (mean == null || std == null || floor == null) {
            return new Check("stable_folds", Status.UNKNOWN, "the metric is undefined in a fold", null);
        }
        String evidence = "%s %s ± %s over %d folds"
                .formatted(
                        study.choice().metric(),
                        shown(mean),
                        shown(std),
                        folded.test().size());
        return 2 * std <= Math.abs(mean - floor)
                ? pass("stable_folds", evidence)
                : new Check(
                        "stable_folds",
                        Status.WARN,
                        evidence + ", baseline " + shown(floor),
                        "Folds differ by half of what the model gains, or more: the gain may not last.");
    }

    private Check simple() {
        Choice choice = study.choice();
        if (study.models().size() == 1) {
            return new Check(
                    "simple_model",
                    Status.UNKNOWN,
                    choice.algorithm() + " alone was asked for",
                    "Leave algorithm out, and simpler models are tried beside it.");
        }
        return pass("simple_model", choice.reason());
    }

    private Check calibrated() {
        Measured ece = judgement.metrics().get("ece");
        Double value = ece == null ? null : ece.value();
        if (value == null) {
            return new Check("calibrated", Status.UNKNOWN, "calibration is told of two classes alone", null);
        }
        Calibration chosen = calibration;
        double served = chosen == null ? value : chosen.eceAfter();
        String evidence = chosen == null
                ? "expected calibration error " + shown(value)
                : "expected calibration error %s, %s after %s"
                        .formatted(
                                shown(chosen.eceBefore()),
                                shown(served),
                                chosen.method().name().toLowerCase(Locale.ROOT));
        if (served <= WIDE_ECE) {
            return pass("calibrated", evidence);
        }
        Interval interval = chosen != null ? chosen.eceInterval() : ece == null ? null : ece.interval();
        return interval != null && interval.contains(0)
                ? new Check(
                        "calibrated",
                        Status.UNKNOWN,
                        evidence + ", which so few rows give of right probabilities too",
                        "Judge it on more rows before its probabilities are multiplied by money.")
                : new Check(
                        "calibrated",
                        Status.WARN,
                        evidence,
                        "Probabilities do not mean what they say: use them to rank, not to multiply by money.");
    }

    private Check separable() {
        Model model = study.chosen().trained().getLast().model();
        if (!(model instanceof LinearModel linear) || linear.task() == Task.REGRESSION) {
            return new Check("separable", Status.UNKNOWN, "is told of logistic regression alone", null);
        }
        Steepest steepest = Steepest.of(linear, study.last().training());
        String evidence = "largest coefficient for a standard deviation " + shown(steepest.slope());
        return !steepest.isSeparating()
                ? pass("separable", evidence)
                : new Check(
                        "separable",
                        Status.WARN,
                        evidence + ", of " + steepest.feature(),
                        "A column nearly tells the classes apart by itself: look whether it is known when a prediction is asked for.");
    }

    private static Check pass(String id, String evidence) {
        return new Check(id, Status.PASS, evidence, null);
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "undefined" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String shown(@Nullable Interval interval) {
        return interval == null ? "" : " [%s, %s]".formatted(shown(interval.lower()), shown(interval.upper()));
    }
}
