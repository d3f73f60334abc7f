package io.assay.model.registry;

import io.assay.model.evaluation.Calibration;
import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.SplitMethod;
import io.assay.model.evaluation.Trainings.HeldOut;
import io.assay.model.judgement.Judgement;
import io.assay.model.judgement.SegmentReading;
import io.assay.model.scoring.Task;
import io.assay.statistics.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a version is not known to be good for, in sentences. */
final class CardLimits {

    private static final double OFTEN_MISSING = 0.2;
    private static final int MOST_NAMED = 20;

    private CardLimits() {}

    /** What a model says of a row. */
    static String foretells(EvaluationAnswer.Target target) {
        return switch (target.task()) {
            case BINARY -> "The probability that %s is %s.".formatted(target.column(), target.positive());
            case MULTICLASS ->
                "The probability of each of the %d values of %s."
                        .formatted(target.labels().size(), target.column());
            case REGRESSION -> "The value of %s.".formatted(target.column());
        };
    }

    static List<String> of(
            VersionAnswer version,
            EvaluationAnswer.Target target,
            HeldOut heldOut,
            List<ModelCard.Feature> features,
            List<SegmentReading> segments,
            Set<String> personal,
            Judgement judgement,
            @Nullable Calibration calibration,
            List<Check> checks,
            List<PromotionAnswer> promotions) {
        List<String> limits = new ArrayList<>();
        if (version.description() == null) {
            limits.add("Nobody has said what it is for.");
        }
        limits.add(String.format(
                Locale.ROOT,
                "It learned from %,d rows and was judged on %,d that were held out: nothing is known of rows that are not like"
                        + " these.",
                heldOut.trained(),
                heldOut.rows()));
        if (target.missing() > 0) {
            limits.add(String.format(
                    Locale.ROOT,
                    "%,d rows had no outcome and no part in anything: if these are of a kind, it has not met that kind.",
                    target.missing()));
        }
        if (isShuffled(heldOut.method())) {
            limits.add(
                    "The rows held out are not later than those it learned from: how it does as time goes on is not known.");
        }
        addFeatures(limits, features);
        addSegments(limits, segments, personal);
        if (target.task() == Task.BINARY && calibration == null) {
            limits.add("Its probabilities were not calibrated.");
        }
        for (Check check : checks) {
            if (check.status() == Check.Status.UNKNOWN) {
                limits.add("Not known: %s (%s).".formatted(check.id(), check.evidence()));
            }
        }
        limits.addAll(judgement.warnings());
        for (PromotionAnswer promotion : promotions) {
            if (promotion.outcome() == PromotionAnswer.Outcome.OVERRIDDEN) {
                limits.add("It became champion in spite of the evidence (%s), by %s: %s"
                        .formatted(promotion.verdict(), promotion.by(), promotion.reason()));
            }
        }
        return List.copyOf(limits);
    }

    private static boolean isShuffled(SplitMethod method) {
        return switch (method) {
            case STRATIFIED_K_FOLD, K_FOLD, STRATIFIED_GROUP_K_FOLD -> true;
            case TIME_SERIES_SPLIT -> false;
        };
    }

    private static void addFeatures(List<String> limits, List<ModelCard.Feature> features) {
        add(
                limits,
                "Nobody has said what these mean: ",
                features.stream()
                        .filter(feature -> feature.meaning() == null)
                        .map(ModelCard.Feature::name)
                        .toList());
        add(
                limits,
                "Personal data: ",
                features.stream()
                        .filter(feature -> Boolean.TRUE.equals(feature.pii()))
                        .map(ModelCard.Feature::name)
                        .toList());
        add(
                limits,
                "Missing in more than a fifth of the training rows: ",
                features.stream()
                        .filter(feature -> feature.missingShare() > OFTEN_MISSING)
                        .map(ModelCard.Feature::name)
                        .toList());
    }

    private static void addSegments(List<String> limits, List<SegmentReading> segments, Set<String> personal) {
        if (segments.isEmpty()) {
            limits.add("No segments were named: whether it does worse for some part of the rows is not known.");
            return;
        }
        add(
                limits,
                "Too few rows to be judged by themselves: ",
                segments.stream()
                        .filter(segment -> !segment.reported())
                        .map(segment -> words(segment, personal))
                        .distinct()
                        .toList());
    }

    /** Which rows it is of; of personal data nobody is told which value. */
    static String words(SegmentReading segment, Set<String> personal) {
        return personal.contains(segment.column())
                ? segment.column() + " (personal data)"
                : segment.column() + " " + Objects.requireNonNullElse(segment.value(), "(none)");
    }

    private static void add(List<String> limits, String sentence, List<String> names) {
        if (!names.isEmpty()) {
            String rest = names.size() > MOST_NAMED ? " and %d more".formatted(names.size() - MOST_NAMED) : "";
            limits.add(sentence + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))) + rest + ".");
        }
    }
}
