package io.assay.model.monitoring;

import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.judgement.Decline;
import io.assay.model.judgement.Judge;
import io.assay.model.judgement.JudgeOptions;
import io.assay.model.judgement.Judgement;
import io.assay.model.judgement.Measured;
import io.assay.model.monitoring.LabelRepository.Label;
import io.assay.model.monitoring.ModelPerformance.Part;
import io.assay.model.monitoring.MonitoringRepository.Window;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.MulticlassPredictions;
import io.assay.statistics.drift.TwoSampleKolmogorovSmirnov;
import io.assay.statistics.regression.RegressionPredictions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Judges the predictions of a version whose outcomes are known by now. */
@Component
class PerformanceReader {

    private static final TypeReference<Map<String, Measured>> METRICS = new TypeReference<>() {};

    private static final String WEIGHTED =
            "The rows of its training weighed what a column said, and so did those held out; predictions weigh the same: "
                    + "what they come to is not held against what it was then.";

    private static final double SELECTED = 0.01;
    private static final int FEWEST = 50;

    private final Monitored monitored;
    private final MonitoringRepository predictions;
    private final LabelRepository labels;
    private final Judge judge;
    private final JsonMapper json;
    private final AnalysisTimer timer;

    PerformanceReader(
            Monitored monitored,
            MonitoringRepository predictions,
            LabelRepository labels,
            Judge judge,
            JsonMapper json,
            AnalysisTimer timer) {
        this.monitored = monitored;
        this.predictions = predictions;
        this.labels = labels;
        this.judge = judge;
        this.json = json;
        this.timer = timer;
    }

    /** @throws io.assay.platform.problem.ProblemException with status 404 when there is no such version */
    ModelPerformance read(String model, int version, Instant from, Instant to, int most, Windows windows) {
        Monitored.Version about = monitored.version(model, version);
        List<LoggedBatch> batches = new ArrayList<>();
        predictions.read(new Window(model, version, null, from, to), most, false, batches::add);
        List<String> ids = new ArrayList<>();
        batches.forEach(batch -> {
            for (int row = 0; row < batch.size(); row++) {
                ids.add(batch.id(row));
            }
        });
        Map<String, Label> known = labels.of(model, ids);
        boolean isWeighted = monitored.isWeighted(about);
        return timer.time(
                "model_performance",
                () -> read(about, isWeighted, Outcomes.of(batches, known, about.target()), windows));
    }

    private ModelPerformance read(Monitored.Version about, boolean isWeighted, Outcomes all, Windows windows) {
        Map<String, Measured> heldOut = json.convertValue(about.document().at("/judgement/metrics"), METRICS);
        List<String> warnings = new ArrayList<>();
        TwoSampleKolmogorovSmirnov selection = all.selection();
        if (selection != null && selection.pValue() != null && selection.pValue() < SELECTED) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Predictions whose outcome is known were given other scores than those whose is not (Kolmogorov-Smirnov "
                            + "%.2g, p %.2g): what is said of them does not hold for all.",
                    selection.statistic(),
                    selection.pValue()));
        }
        if (all.before() > 0) {
            warnings.add("%d outcomes came about before they were foretold.".formatted(all.before()));
        }
        if (all.repeated() > 0) {
            warnings.add(
                    "%d predictions have the id of an earlier one, and one outcome with it: intervals are of whole ids."
                            .formatted(all.repeated()));
        }
        if (isWeighted) {
            warnings.add(WEIGHTED);
        }
        Map<String, Measured> then = isWeighted ? Map.of() : heldOut;
        Part overall = all.size() == 0 ? null : part(all, all.everything(), about.target(), then);
        List<Part> parts = windows.of(all).stream()
                .map(rows -> part(all, rows, about.target(), then))
                .toList();
        List<String> reasons = new ArrayList<>();
        Verdict verdict = isWeighted && overall != null && overall.reason() == null
                ? unweighed(reasons)
                : verdict(overall, about.target(), then, reasons);
        return new ModelPerformance(
                about.registered().name(),
                about.registered().version(),
                about.target().task(),
                verdict,
                reasons,
                all.size(),
                all.labelled(),
                all.before(),
                all.unreadable(),
                all.repeated(),
                selection,
                heldOut,
                overall,
                parts,
                warnings);
    }

    private static @Nullable Verdict unweighed(List<String> reasons) {
        reasons.add(WEIGHTED);
        return null;
    }

    /** What cannot be judged is not stable: with outcomes of one class only nobody knows how well classes are told apart. */
    private static @Nullable Verdict verdict(
            @Nullable Part overall,
            EvaluationAnswer.Target target,
            Map<String, Measured> heldOut,
            List<String> reasons) {
        if (overall == null || overall.reason() != null) {
            reasons.add(overall == null ? "no prediction of that time is kept" : overall.reason());
            return null;
        }
        String primary = Evaluated.primary(target.task());
        if (overall.worse().contains(primary)) {
            reasons.add(primary + " is surely worse than on the rows held out at the training");
            return Verdict.RETRAIN;
        }
        String second = Evaluated.second(target.task());
        if (overall.worse().contains(second)) {
            reasons.add(second + " is surely worse than on the rows held out at the training");
            cannotBeJudged(primary, overall, heldOut, reasons);
            return Verdict.WATCH;
        }
        if (cannotBeJudged(primary, overall, heldOut, reasons)) {
            return null;
        }
        String told = cannotBeJudged(second, overall, heldOut, reasons)
                ? primary + " is what it was"
                : primary + " and " + second + " are what they were";
        reasons.add(told + " on the rows held out, as far as intervals tell");
        return Verdict.STABLE;
    }

    private static boolean cannotBeJudged(
            String metric, Part overall, Map<String, Measured> heldOut, List<String> reasons) {
        String reason = Decline.reason(heldOut.get(metric), overall.metrics().get(metric));
        if (reason != null) {
            reasons.add(metric + " cannot be judged: " + reason);
        }
        return reason != null;
    }

    /** @param heldOut what metrics were then; none where they are not to be held against each other */
    private Part part(Outcomes all, int[] rows, EvaluationAnswer.Target target, Map<String, Measured> heldOut) {
        int[] known = Arrays.stream(rows).filter(all::isKnown).toArray();
        Instant from = MonitoringRepository.instant(all.micros(rows[0]));
        Instant to = MonitoringRepository.instant(all.micros(rows[rows.length - 1]));
        int outcomes = all.distinct(known);
        if (outcomes < FEWEST) {
            return new Part(
                    from,
                    to,
                    rows.length,
                    known.length,
                    Map.of(),
                    List.of(),
                    "the outcomes of %d predictions are known, and it takes %d to judge".formatted(outcomes, FEWEST));
        }
        Map<String, Measured> metrics = judged(all, known, target).metrics();
        List<String> worse = metrics.entrySet().stream()
                .filter(metric -> Boolean.TRUE.equals(Decline.isSure(heldOut.get(metric.getKey()), metric.getValue())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new Part(from, to, rows.length, known.length, metrics, worse, null);
    }

    private Judgement judged(Outcomes all, int[] rows, EvaluationAnswer.Target target) {
        double[][] said = all.said(rows);
        double[] came = all.outcomes(rows);
        int[] groups = all.groups(rows);
        JudgeOptions options = JudgeOptions.standard();
        return switch (target.task()) {
            case BINARY -> {
                boolean[] positive = new boolean[came.length];
                IntStream.range(0, came.length).forEach(row -> positive[row] = came[row] == 1);
                yield judge.binary(
                        BinaryPredictions.of(said[0], positive, null).grouped(groups), null, List.of(), options);
            }
            case MULTICLASS -> {
                int[] classes =
                        Arrays.stream(came).mapToInt(value -> (int) value).toArray();
                yield judge.multiclass(
                        MulticlassPredictions.of(said, classes, null).grouped(groups), null, List.of(), options);
            }
            case REGRESSION ->
                judge.regression(
                        RegressionPredictions.of(said[0], came, null).grouped(groups), null, List.of(), options);
        };
    }
}
