package io.assay.model.evaluation;

import io.assay.data.Table;
import io.assay.feature.Pointed;
import io.assay.feature.Sizes;
import io.assay.feature.pipeline.Features;
import io.assay.feature.pipeline.FitOptions;
import io.assay.feature.pipeline.FitWatch;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.pipeline.PipelineFit;
import io.assay.feature.pipeline.Pipelines;
import io.assay.model.algorithm.TrainingSet;
import io.assay.model.scoring.Task;
import io.assay.model.split.Dependence;
import io.assay.model.split.Round;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Fits the pipeline anew for each round and makes its features: nothing that was fitted elsewhere comes in. */
final class Preparing {

    private final Pipelines pipelines;
    private final PipelineDocument document;
    private final Material material;
    private final Outcome outcome;
    private final Dependence dependence;
    private final boolean balanced;
    private final FitOptions options;

    /** @param balanced whether classes weigh the same in training */
    Preparing(Pipelines pipelines, Material material, boolean balanced, long seed) {
        this.pipelines = pipelines;
        this.document = material.document();
        this.material = material;
        this.outcome = material.outcome();
        this.dependence = material.splitter().dependence();
        this.balanced = balanced;
        if (outcome.task() == Task.MULTICLASS) {
            if (document.learnsFromTarget()) {
                throw refused(
                        "/pipeline", "has a step that learns from the outcome, which must be two classes or a number");
            }
            this.options = new FitOptions(null, null, FitOptions.DEFAULT_FOLDS, seed, null);
        } else {
            this.options = new FitOptions(outcome.column(), outcome.positive(), FitOptions.DEFAULT_FOLDS, seed, null);
        }
    }

    Material material() {
        return material;
    }

    /** The features of a round. */
    Prepared prepare(Round round, FitWatch watch) {
        Table train = material.rows().take(round.train());
        PipelineFit fit = fit(train, dependence.take(round.train()), watch);
        FittedPipeline pipeline = fit.pipeline();
        Features trained = fit.trained();
        double[][] learned = trained.columns();
        double[][] seen = document.learnsFromTarget() ? pipeline.apply(train).columns() : learned;
        return new Prepared(round, fit, trainingSet(pipeline, learned, round.train()), seen, test(pipeline, round));
    }

    /** The pipeline and the training rows where nothing is held out. */
    Prepared prepareAll(FitWatch watch) {
        int[] all = IntStream.range(0, material.rows().rows()).toArray();
        return prepare(new Round(all, new int[0]), watch);
    }

    /** Where rows are split in time somebody's earlier ones are known when later ones are encoded: nobody is kept apart. */
    private PipelineFit fit(Table train, Dependence tied, FitWatch watch) {
        int[] groups = tied.moments() == null ? tied.groups() : null;
        return Pointed.at("/data", () -> {
            PipelineFit fit = pipelines.fit(document, train, options, groups, watch);
            Sizes.width(fit.pipeline());
            return fit;
        });
    }

    /** What windows of test rows see is in the rows before them, those of training among them. */
    private double[][] test(FittedPipeline pipeline, Round round) {
        int[] tested = round.test();
        if (document.time() == null) {
            return Pointed.at("/data", () -> pipeline.apply(material.rows().take(tested)))
                    .columns();
        }
        int[] train = round.train();
        int[] both = Arrays.copyOf(train, train.length + tested.length);
        System.arraycopy(tested, 0, both, train.length, tested.length);
        double[][] all = Pointed.at(
                        "/data", () -> pipeline.apply(material.rows().take(both)))
                .columns();
        double[][] test = new double[all.length][];
        for (int i = 0; i < all.length; i++) {
            test[i] = Arrays.copyOfRange(all[i], train.length, both.length);
        }
        return test;
    }

    private TrainingSet trainingSet(FittedPipeline pipeline, double[][] columns, int[] train) {
        double[] target = material.outcomes(train);
        return new TrainingSet(
                outcome.task(),
                outcome.task() == Task.REGRESSION ? 0 : outcome.labels().size(),
                pipeline.names(),
                columns,
                target,
                trainingWeights(target, train),
                pipeline.categories(),
                dependence.take(train));
    }

    private double @Nullable [] trainingWeights(double[] target, int[] train) {
        double[] given = material.weights(train);
        if (!balanced || outcome.task() == Task.REGRESSION) {
            return given;
        }
        double[] perClass = new double[outcome.labels().size()];
        double total = 0;
        for (int row = 0; row < target.length; row++) {
            double weight = given == null ? 1 : given[row];
            perClass[(int) target[row]] += weight;
            total += weight;
        }
        double share = total / perClass.length;
        double[] balancing = new double[target.length];
        for (int row = 0; row < target.length; row++) {
            balancing[row] = (given == null ? 1 : given[row]) * share / perClass[(int) target[row]];
        }
        return balancing;
    }

    private static ProblemException refused(String pointer, String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "The request body has an error.",
                List.of(new FieldError(pointer, detail)));
    }
}
