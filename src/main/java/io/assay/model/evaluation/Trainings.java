package io.assay.model.evaluation;

import io.assay.data.Tables;
import io.assay.feature.Pointed;
import io.assay.feature.Watched;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.Pipelines;
import io.assay.feature.pipeline.RowKeys;
import io.assay.job.JobContext;
import io.assay.model.ModelRequest;
import io.assay.model.algorithm.Candidate;
import io.assay.model.algorithm.SearchReport;
import io.assay.model.algorithm.Training;
import io.assay.model.explanation.Explainer;
import io.assay.model.judgement.Decline;
import io.assay.model.judgement.Judge;
import io.assay.model.judgement.JudgeOptions;
import io.assay.model.judgement.Judgement;
import io.assay.model.judgement.Measured;
import io.assay.model.judgement.ThresholdReading;
import io.assay.model.judgement.ThresholdReading.Chosen;
import io.assay.model.profile.ReferenceProfile;
import io.assay.model.scoring.Model;
import io.assay.model.split.Round;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.calibration.Calibrator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Trains a model that is to be kept: rows are held out, the others go through cross-validation, which chooses the algorithm
 * and fits the calibrator, the model learns from all of them, and the rows held out judge it as it would be served.
 */
@Component
public final class Trainings {

    private static final double HELD_OUT = 0.05;
    private static final double AFTER_STUDY = 0.7;
    private static final double AFTER_MODEL = 0.9;

    private final Tables tables;
    private final Pipelines pipelines;
    private final Evaluator evaluator;
    private final Judge judge;
    private final Trainer trainer;

    Trainings(Tables tables, Pipelines pipelines, Evaluator evaluator, Judge judge, Trainer trainer) {
        this.tables = tables;
        this.pipelines = pipelines;
        this.evaluator = evaluator;
        this.judge = judge;
        this.trainer = trainer;
    }

    /**
     * What came of a training.
     *
     * @param hyperparameters those of the model
     * @param search how they were found; null where they were given
     * @param heldOut how rows were held out
     * @param judgement of the model as it would be served, on the rows held out
     * @param metrics the values of these, those that are defined
     * @param explanation of the model, on the rows held out; null where it was not wanted
     * @param means of the features over the training rows, from which a linear model is explained
     * @param rowKeys of the training rows, to know them again
     * @param reference what later rows are held against
     */
    public record Trained(
            EvaluationAnswer evaluation,
            FittedPipeline pipeline,
            Model model,
            Record hyperparameters,
            @Nullable SearchReport search,
            HeldOut heldOut,
            Judgement judgement,
            Map<String, Double> metrics,
            @Nullable Explanation explanation,
            List<Check> checks,
            EvaluationAnswer.Verdict verdict,
            Predictions predictions,
            List<Double> means,
            RowKeys rowKeys,
            ReferenceProfile reference) {}

    /** How rows were held out. */
    public record HeldOut(SplitMethod method, String reason, int trained, int rows) {}

    /** What the model as it would be served says of the rows held out. Nobody writes to the arrays. */
    public static final class Predictions {

        private final int[] rows;
        private final double[] target;
        private final double[][] said;

        private Predictions(int[] rows, double[] target, double[][] said) {
            this.rows = rows;
            this.target = target;
            this.said = said;
        }

        /** As a table: the place of each row among all rows, its outcome, and what was said. */
        public String csv(List<String> labels) {
            StringBuilder csv = new StringBuilder("row,y");
            for (int output = 0; output < said.length; output++) {
                csv.append(said.length == 1 ? ",p" : ",p_" + quoted(labels.get(output)));
            }
            for (int i = 0; i < rows.length; i++) {
                csv.append('\n').append(rows[i]).append(',').append(target[i]);
                for (double[] output : said) {
                    csv.append(',').append(output[i]);
                }
            }
            return csv.append('\n').toString();
        }

        private static String quoted(String label) {
            return label.matches("[A-Za-z0-9_. -]*") ? label : label.replaceAll("[^A-Za-z0-9_. -]", "_");
        }
    }

    /** Trains. */
    public Trained train(ModelRequest request, JobContext context) {
        Material material = Material.read(request, tables, context);
        Rounds held = material.splitter().heldOut(request.heldOutOrDefault());
        Round round = held.rounds().getFirst();
        Material rows = material.take(round.train());
        Study study = evaluator.study(request, rows, context, HELD_OUT, AFTER_STUDY);
        context.progress(AFTER_STUDY, "judging the folds");
        List<String> labels = material.outcome().labels();
        // So many of all rows: of the parts that are judged, and of those that are served, it is a share.
        JudgeOptions.Capacity capacity = Judging.capacity(request, material.weight());
        EvaluationAnswer evaluation =
                evaluator.answer(request, study, Judging.options(request, capacity, null, labels), false);

        context.progress(AFTER_STUDY, "training on all rows but those held out");
        Prepared prepared =
                material.preparing(pipelines).prepare(round, new Watched(context, AFTER_STUDY, AFTER_STUDY));
        Candidate.Trained made = study.chosen()
                .candidate()
                .train(
                        prepared.training(),
                        new Training(
                                request.seedOrDefault(),
                                trainer.threads(),
                                (done, of) -> context.progress(
                                        AFTER_STUDY + (AFTER_MODEL - AFTER_STUDY) * done / of, "training")));
        context.progress(AFTER_MODEL, "judging the rows held out");
        double[][] served = Pointed.at(
                "/data",
                () -> Calibrating.served(made.model(), calibrator(evaluation), prepared.test(), round.test().length));
        Predicted predicted = new Predicted(
                material.outcome().task(),
                served,
                material.outcomes(round.test()),
                material.weights(round.test()),
                material.splitter().whose(round.test()));
        JudgeOptions options = Judging.options(request, capacity, threshold(evaluation, made.model()), labels);
        Judgement judgement =
                predicted.judged(judge, Evaluator.segmentations(request, material, round.test()), options);
        List<Check> checks = new ArrayList<>(evaluation.checks());
        checks.add(heldOutCheck(evaluation, judgement));
        Explanation explanation =
                request.isExplained() ? evaluator.explain(request, material, prepared, made.model()) : null;
        return new Trained(
                evaluation,
                prepared.pipeline(),
                made.model(),
                made.hyperparameters(),
                made.search(),
                new HeldOut(held.method(), held.reason(), round.train().length, round.test().length),
                judgement,
                metrics(judgement),
                explanation,
                checks,
                Checklist.verdict(checks),
                new Predictions(places(material, round.test()), predicted.target(), served),
                Arrays.stream(Explainer.means(prepared.training().columns()))
                        .boxed()
                        .toList(),
                prepared.rowKeys(),
                ReferenceProfile.of(
                        prepared.pipeline(),
                        rows.rows(),
                        explanation == null ? null : explanation.shares(),
                        Explaining.outputs(evaluation.target()),
                        served));
    }

    /** Where mistakes cost something, the rows held out judge a threshold that was chosen without them. */
    private static JudgeOptions.@Nullable Threshold threshold(EvaluationAnswer evaluation, Model model) {
        ThresholdReading chosen = evaluation.outOfFold().threshold();
        if (chosen == null || chosen.chosen() != Chosen.COSTS) {
            return null;
        }
        double value = Calibrating.served(model, calibrator(evaluation), Math.min(chosen.value(), 1));
        if (chosen.confusion().truePositives() + chosen.confusion().falsePositives() == 0) {
            // Taking none was cheapest: what calibration makes one of several probabilities is not taken either.
            value = Math.nextUp(value);
        }
        return new JudgeOptions.Threshold(value, Chosen.OUT_OF_FOLD);
    }

    private static @Nullable Calibrator calibrator(EvaluationAnswer evaluation) {
        Calibration calibration = evaluation.calibration();
        return calibration == null ? null : calibration.calibrator().calibrator();
    }

    private static int[] places(Material material, int[] rows) {
        int[] known = material.outcome().rows();
        int[] places = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            places[i] = known[rows[i]];
        }
        return places;
    }

    private static Map<String, Double> metrics(Judgement judgement) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        judgement.metrics().forEach((name, measured) -> {
            Double value = measured.value();
            if (value != null) {
                metrics.put(name, value);
            }
        });
        return metrics;
    }

    /** Whether the rows held out say what cross-validation foretold. */
    private static Check heldOutCheck(EvaluationAnswer evaluation, Judgement judgement) {
        String metric = evaluation.choice().metric();
        Measured measured = Objects.requireNonNull(judgement.metrics().get(metric), metric);
        Measured folds = Objects.requireNonNull(evaluation.outOfFold().metrics().get(metric), metric);
        Double value = measured.value();
        Double foretold = folds.value();
        Boolean isWorse = Decline.isSure(folds, measured);
        if (value == null || foretold == null || isWorse == null) {
            return new Check("held_out", Status.UNKNOWN, metric + " has no interval on the rows held out", null);
        }
        String evidence = String.format(
                Locale.ROOT, "%s %.4g on the rows held out, %.4g over the folds", metric, value, foretold);
        return isWorse
                ? new Check(
                        "held_out",
                        Status.WARN,
                        evidence + ": surely worse than foretold",
                        "The rows held out are not like the others: look at how they were split.")
                : new Check("held_out", Status.PASS, evidence, null);
    }
}
