package io.assay.model.evaluation;

import io.assay.job.JobContext;
import io.assay.model.ModelRequest;
import io.assay.model.algorithm.Algorithm;
import io.assay.model.algorithm.Algorithms;
import io.assay.model.algorithm.Candidate;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Judge;
import io.assay.model.judgement.JudgeOptions;
import io.assay.model.scoring.Task;
import io.assay.model.search.Search;
import io.assay.model.search.SearchRequest;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Candidates that went through cross-validation on the same rows, and which of them is chosen.
 *
 * @param splitter of the rows, which knows whose they are
 * @param baseline what every model is held against
 * @param models the others, the simplest first
 * @param refused what those said that would not learn from these rows
 * @param last the last round's rows as features
 */
record Study(
        Material material,
        Splitter splitter,
        Rounds rounds,
        Judged baseline,
        List<Judged> models,
        List<String> refused,
        Choice choice,
        Prepared last) {

    Study {
        models = List.copyOf(models);
        refused = List.copyOf(refused);
    }

    /**
     * The candidates that a request asks for, the baseline first.
     *
     * @param fewest how many rows a round has to learn from at least
     */
    static List<Candidate> candidates(ModelRequest request, Algorithms algorithms, Task task, int rows, int fewest) {
        Candidate baseline = algorithms.baseline(task);
        String name = request.algorithm();
        if (name == null) {
            boolean weighted = request.weights() != null || request.classWeight() == ModelRequest.ClassWeight.BALANCED;
            List<Candidate> ladder = algorithms.ladder(task, rows, fewest, weighted);
            if (ladder.size() < 2) {
                throw new IllegalStateException("no algorithm for " + task);
            }
            return ladder;
        }
        Candidate given = algorithms.named(name, request.hyperparameters(), task);
        if (given.name().equals(baseline.name())) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError("/algorithm", "is the baseline, which is judged beside every other one")));
        }
        SearchRequest search = request.search();
        return List.of(baseline, search == null ? given : searched(given.algorithm(), algorithms, request, search));
    }

    private static <H extends Record> Candidate searched(
            Algorithm<H> algorithm, Algorithms algorithms, ModelRequest request, SearchRequest search) {
        if (algorithm.space().isEmpty()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError(
                            "/search",
                            "finds nothing for " + algorithm.name() + ", which has no hyperparameters to search")));
        }
        return new Search<>(algorithm, algorithms, request.hyperparameters(), search);
    }

    /** Trains and judges the candidates, and chooses. */
    static Study of(
            Material material,
            Rounds rounds,
            Preparing preparing,
            List<Candidate> candidates,
            Judge judge,
            JudgeOptions options,
            CrossValidation.Settings settings,
            JobContext context) {
        Task task = material.outcome().task();
        CrossValidation.Result result = new CrossValidation(
                        preparing, rounds, candidates, task, judge, settings, context)
                .run(material.rows().rows());
        List<Judged> models = new ArrayList<>(result.judged());
        Judged baseline = models.removeFirst();
        Splitter splitter = material.splitter();
        Choice choice = Choice.of(
                Predicted.primary(task),
                models,
                (first, second) ->
                        said(material, splitter, first).against(said(material, splitter, second), judge, options));
        return new Study(material, splitter, rounds, baseline, models, result.refused(), choice, result.last());
    }

    /** The model that is chosen. */
    Judged chosen() {
        return choice.of(models);
    }

    /** What a model said of the rows that it had not seen. */
    Predicted said(Judged model) {
        return said(material, splitter, model);
    }

    /**
     * How much better than the baseline a model is on these rows. Of two classes that is the same for every row: the shares
     * of different folds, taken together, would rank rows by their fold.
     */
    ComparedMetric lift(Judged model, Judge judge, JudgeOptions options) {
        Predicted said = said(model);
        Predicted floor = said.task() == Task.BINARY ? said.ofNothing() : said(baseline);
        return said.against(floor, judge, options);
    }

    private static Predicted said(Material material, Splitter splitter, Judged model) {
        int[] rows = model.outOfFold().rows();
        return new Predicted(
                material.outcome().task(),
                model.outOfFold().predictions(rows),
                material.outcomes(rows),
                material.weights(rows),
                splitter.whose(rows));
    }

    /** The mean figure of a metric over the folds of the model that is chosen. */
    Folded folded(String metric) {
        return Objects.requireNonNull(chosen().metrics().get(metric), metric);
    }
}
