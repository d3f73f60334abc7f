package io.assay.model.evaluation;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.Tables;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.feature.Watched;
import io.assay.feature.pipeline.Pipelines;
import io.assay.feature.pipeline.RowKeys;
import io.assay.job.JobContext;
import io.assay.model.ModelRequest;
import io.assay.model.algorithm.Algorithms;
import io.assay.model.algorithm.Candidate;
import io.assay.model.algorithm.OwnPool;
import io.assay.model.algorithm.Training;
import io.assay.model.explanation.Explainer;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Judge;
import io.assay.model.judgement.JudgeOptions;
import io.assay.model.judgement.Judgement;
import io.assay.model.judgement.Segmentation;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates: trains what is asked for in every fold, judges it on rows that it has not seen, and goes through the checklist. */
@Component
public final class Evaluator {

    private static final double AFTER_FOLDS = 0.85;

    private final Tables tables;
    private final Pipelines pipelines;
    private final Algorithms algorithms;
    private final Judge judge;
    private final Trainer trainer;
    private final JsonMapper json;

    Evaluator(
            Tables tables, Pipelines pipelines, Algorithms algorithms, Judge judge, Trainer trainer, JsonMapper json) {
        this.tables = tables;
        this.pipelines = pipelines;
        this.algorithms = algorithms;
        this.judge = judge;
        this.trainer = trainer;
        this.json = json;
    }

    /** The answer to a request. */
    public EvaluationAnswer evaluate(ModelRequest request, JobContext context) {
        Material material = Material.read(request, tables, context);
        Study study = study(request, material, context, 0.05, AFTER_FOLDS);
        context.progress(AFTER_FOLDS, "judging");
        return answer(request, study, Judging.options(request, study.material()), request.isExplained());
    }

    /** The candidates through cross-validation on these rows. */
    Study study(ModelRequest request, Material material, JobContext context, double from, double to) {
        Rounds rounds = material.splitter().rounds(request.folds());
        int fewest = rounds.rounds().stream()
                .mapToInt(round -> round.train().length)
                .min()
                .orElse(0);
        List<Candidate> candidates = Study.candidates(
                request, algorithms, material.outcome().task(), material.rows().rows(), fewest);
        return Study.of(
                material,
                rounds,
                material.preparing(pipelines),
                candidates,
                judge,
                Judging.options(request, material),
                new CrossValidation.Settings(
                        request.seedOrDefault(), trainer.threads(), from, to, request.algorithm() == null),
                context);
    }

    /** What a study comes to. */
    EvaluationAnswer answer(ModelRequest request, Study study, JudgeOptions options, boolean explained) {
        Material material = study.material();
        Judged chosen = study.chosen();
        int[] rows = chosen.outOfFold().rows();
        Supplier<@Nullable Calibration> calibrating =
                OwnPool.beside(() -> Calibrating.of(request.calibrationOrDefault(), study));
        Supplier<@Nullable Explanation> explaining = OwnPool.beside(() -> explained
                ? explain(
                        request,
                        material,
                        study.last(),
                        chosen.trained().getLast().model())
                : null);
        Supplier<List<Check>> leaking = OwnPool.beside(() -> Leaks.in(
                material,
                study.rounds().rounds().getFirst(),
                material.time(),
                material.group(),
                request.seedOrDefault()));
        Judgement judgement = study.said(chosen).judged(judge, segmentations(request, material, rows), options);
        ComparedMetric lift = study.lift(chosen, judge, options);
        List<EvaluationAnswer.Model> models = new ArrayList<>();
        models.add(model(study.baseline(), null));
        for (Judged model : study.models()) {
            models.add(model(model, model.name().equals(chosen.name()) ? lift : study.lift(model, judge, options)));
        }
        Calibration calibration = calibrating.get();
        List<Check> checks = new Checklist(study, judgement, lift, calibration).gone(leaking.get());
        boolean isBinary = material.outcome().task() == Task.BINARY;
        return new EvaluationAnswer(
                target(material),
                new EvaluationAnswer.Split(
                        study.rounds().method(),
                        study.rounds().reason(),
                        study.rounds().rounds().size(),
                        request.seedOrDefault(),
                        rows.length),
                chosen.name(),
                isBinary ? study.folded("roc_auc") : null,
                isBinary ? study.folded("avg_prec") : null,
                study.choice(),
                models,
                judgement,
                calibration,
                explaining.get(),
                checks,
                Checklist.verdict(checks),
                material.document().undocumented(),
                warnings(study, judgement),
                Boolean.TRUE.equals(request.outOfFold()) ? predictions(study) : null);
    }

    /** What the columns say of some rows to a model that learned from all of them. */
    public ExplainAnswer explain(ExplainRequest request, JobContext context) {
        ModelRequest model = request.model();
        Material material = Material.read(model, tables, context);
        int[] places = places(material, request.rows());
        int all = material.rows().rows();
        List<Candidate> candidates =
                Study.candidates(model, algorithms, material.outcome().task(), all, all);
        Prepared prepared = material.preparing(pipelines).prepareAll(new Watched(context, 0.05, 0.2));
        Candidate candidate = candidates.getLast();
        int features = prepared.pipeline().names().size();
        context.needs(
                2 * prepared.pipeline().bytes(all) + candidate.algorithm().bytes(all, features),
                String.format(Locale.ROOT, "%s on %,d rows of %,d features", candidate.name(), all, features));
        Model trained = candidate
                .train(
                        prepared.training(),
                        new Training(
                                model.seedOrDefault(),
                                trainer.threads(),
                                (done, of) -> context.progress(0.2 + 0.7 * done / of, "training")))
                .model();
        List<Double> means = Arrays.stream(Explainer.means(prepared.training().columns()))
                .boxed()
                .toList();
        return new Served(prepared.pipeline(), trained, null, means, target(material))
                .explain(material.rows().take(places));
    }

    /** Places among the rows that have an outcome. */
    private static int[] places(Material material, List<Integer> rows) {
        int[] known = material.outcome().rows();
        int[] places = new int[rows.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = Arrays.binarySearch(known, rows.get(i));
            if (places[i] < 0) {
                throw new ProblemException(
                        ProblemType.IMPOSSIBLE_INPUT,
                        "The request body has an error.",
                        List.of(new FieldError("/rows/" + i, "must be the place of a row that has an outcome")));
            }
        }
        return places;
    }

    /**
     * A model that is kept, on other rows: they weigh as those it was trained on did, and are taken from the threshold on that
     * the run found, where mistakes cost something or only so many rows can be acted on.
     *
     * @param trained of the run, whose weights, groups and costs hold here too
     * @param threshold that the run found by costs or capacity; null where it has none
     */
    public RunJudgement judge(
            String run,
            ModelRequest trained,
            @Nullable Double threshold,
            Served served,
            Table rows,
            RowKeys known,
            boolean sameTable) {
        if (sameTable) {
            throw new ProblemException(
                    ProblemType.TRAINED_ON,
                    "The run " + run
                            + " learned from this table: what it says of it says nothing about rows it has not seen.");
        }
        String weighing = trained.weights();
        Column weights = weighing == null ? null : rows.column(weighing);
        String group = served.group(trained);
        Column whose = group == null ? null : rows.column(group);
        Served.Read read = served.read(rows, weights, whose);
        int shared = served.pipeline().trainedOn(read.rows(), known).length;
        String evidence = "%,d of %,d rows equal one that was learned from"
                .formatted(shared, read.rows().rows());
        List<Check> checks = new ArrayList<>();
        checks.add(
                shared == 0
                        ? new Check("unseen_rows", Check.Status.PASS, evidence, null)
                        : new Check(
                                "unseen_rows",
                                Check.Status.WARN,
                                evidence,
                                "If rows do not repeat by nature, leave these out: the model knows them."));
        if (weighing != null && weights == null) {
            checks.add(new Check(
                    "weights",
                    Check.Status.WARN,
                    "the run's rows weighed what %s says, which these rows do not have: they weigh the same"
                            .formatted(weighing),
                    "Add the column before these figures are held against the run's own."));
        }
        if (group != null && whose == null) {
            checks.add(new Check(
                    "groups",
                    Check.Status.WARN,
                    "%s, which says whose rows are, is not among these: intervals take rows as independent"
                            .formatted(group),
                    "Add the column, or intervals are narrower than they should be if somebody has several rows."));
        }
        return new RunJudgement(
                run,
                read.rows().rows(),
                read.missing(),
                read.predicted()
                        .judged(
                                judge,
                                List.of(),
                                Judging.options(
                                        trained,
                                        null,
                                        trained.costs() == null && trained.capacity() == null
                                                ? null
                                                : JudgeOptions.Threshold.given(threshold),
                                        served.labels())),
                List.copyOf(checks));
    }

    static EvaluationAnswer.Target target(Material material) {
        Outcome outcome = material.outcome();
        return new EvaluationAnswer.Target(
                outcome.column(),
                outcome.task(),
                outcome.positive(),
                outcome.labels(),
                outcome.isRest(),
                outcome.values().length,
                Arrays.stream(Checklist.counts(outcome)).boxed().toList(),
                outcome.missing(),
                material.source().fingerprint());
    }

    /** How much the columns say, on the rows to be judged. */
    Explanation explain(ModelRequest request, Material material, Prepared prepared, Model model) {
        return Explaining.of(material, prepared, model, judge, request.seedOrDefault());
    }

    private EvaluationAnswer.Model model(Judged judged, @Nullable ComparedMetric lift) {
        Record given = judged.candidate().given();
        return new EvaluationAnswer.Model(
                judged.name(),
                given == null ? null : tree(given),
                given == null
                        ? judged.trained().stream()
                                .map(trained -> new EvaluationAnswer.Found(
                                        tree(trained.hyperparameters()), Objects.requireNonNull(trained.search())))
                                .toList()
                        : null,
                judged.metrics(),
                lift);
    }

    private ObjectNode tree(Record hyperparameters) {
        return json.valueToTree(hyperparameters);
    }

    /** The columns that are named as segments, of these rows. */
    static List<Segmentation> segmentations(ModelRequest request, Material material, int[] rows) {
        List<Segmentation> segmentations = new ArrayList<>();
        for (String name : request.segmentsOrNone()) {
            Column column = Objects.requireNonNull(material.rows().column(name)).take(rows);
            segmentations.add(Segmentation.of(
                    name,
                    IntStream.range(0, rows.length)
                            .<@Nullable String>mapToObj(row -> text(column, row))
                            .toList()));
        }
        return segmentations;
    }

    private static @Nullable String text(Column column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        return switch (column) {
            case TextColumn text -> text.text(row);
            case NumberColumn numbers -> Outcome.text(numbers.values()[row]);
            case TimeColumn times -> Long.toString(times.micros()[row]);
        };
    }

    private static List<String> warnings(Study study, Judgement judgement) {
        List<String> warnings = new ArrayList<>(judgement.warnings());
        warnings.addAll(study.refused());
        warnings.addAll(study.chosen()
                .candidate()
                .algorithm()
                .warnings(
                        study.last().training(),
                        study.chosen().trained().getLast().model()));
        study.chosen().metrics().forEach((metric, folded) -> {
            long undefined = folded.test().stream().filter(Objects::isNull).count();
            if (undefined > 0) {
                warnings.add(
                        "%s is undefined in %d of %d folds, and so is its mean: what a fold is judged on may be of one class."
                                .formatted(metric, undefined, folded.test().size()));
            }
            if (folded.isOverfit()) {
                warnings.add("%s is %.3f higher on rows that were learned from: the model knows them by heart."
                        .formatted(metric, folded.overfitGap()));
            }
        });
        int missing = study.material().outcome().missing();
        if (missing > 0) {
            warnings.add("%,d rows have no outcome and no part in anything.".formatted(missing));
        }
        return warnings;
    }

    private static EvaluationAnswer.Predictions predictions(Study study) {
        Judged chosen = study.chosen();
        int[] rows = chosen.outOfFold().rows();
        Predicted said = study.said(chosen);
        int[] known = study.material().outcome().rows();
        List<List<Double>> outputs = Arrays.stream(said.predictions())
                .map(output -> Arrays.stream(output).boxed().toList())
                .toList();
        return new EvaluationAnswer.Predictions(
                Arrays.stream(rows).mapToObj(row -> known[row]).toList(),
                Arrays.stream(rows)
                        .mapToObj(row -> chosen.outOfFold().folds()[row])
                        .toList(),
                Arrays.stream(said.target()).boxed().toList(),
                outputs.size() == 1 ? outputs.getFirst() : outputs);
    }
}
