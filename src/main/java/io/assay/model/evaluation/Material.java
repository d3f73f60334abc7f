package io.assay.model.evaluation;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Source;
import io.assay.data.Table;
import io.assay.data.Tables;
import io.assay.feature.Meanings;
import io.assay.feature.Sizes;
import io.assay.feature.TargetRules;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.pipeline.Pipelines;
import io.assay.job.JobContext;
import io.assay.model.ModelRequest;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.classification.BinaryPredictions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request has to be learned from: its rows that have an outcome, and how they may be split. */
final class Material {

    private final ModelRequest request;
    private final PipelineDocument document;
    private final Table rows;
    private final Outcome outcome;
    private final double @Nullable [] weights;
    private final Source source;

    private Material(
            ModelRequest request,
            PipelineDocument document,
            Table rows,
            Outcome outcome,
            double @Nullable [] weights,
            Source source) {
        this.request = request;
        this.document = document;
        this.rows = rows;
        this.outcome = outcome;
        this.weights = weights;
        this.source = source;
    }

    /** @throws ProblemException with status 422 for what cannot be learned from */
    static Material read(ModelRequest request, Tables tables, JobContext context) {
        PipelineDocument document = request.document();
        String weighing = request.weights();
        if (weighing != null && document.inputs().contains(weighing)) {
            throw refused("/weights", "must not be a column that the pipeline reads");
        }
        Meanings.require(document, request.mayBeUndocumented());
        TargetRules.check(document, request.target(), request::pointer);
        Set<String> columns = new LinkedHashSet<>(document.inputs());
        columns.add(request.target());
        request.roles().forEach(role -> columns.add(role.column()));
        Sizes.table(context, tables, request.data(), "/data", columns);
        context.progress(0, "reading the rows");
        Table all = tables.read(request.data(), "/data", columns);
        Sizes.levels(document, all);
        Outcome outcome = Outcome.of(column(all, request.target(), "/target"), request.positive(), request.task());
        request.requireFor(outcome.task());
        Table rows = outcome.missing() == 0 ? all : all.take(outcome.rows());
        String weights = request.weights();
        return new Material(
                request,
                document,
                rows,
                outcome,
                weights == null ? null : weights(column(rows, weights, "/weights")),
                tables.source(request.data()));
    }

    /** The weights in a column. */
    static double[] weights(Column column) {
        if (!(column instanceof NumberColumn numbers)) {
            throw refused("/weights", "must name a column of numbers");
        }
        double[] weights = numbers.values();
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] > 0)) {
                throw refused("/weights", "must be a positive number in every row; row " + row + " has none");
            }
            if (!(weights[row] >= BinaryPredictions.LEAST_WEIGHT && weights[row] <= BinaryPredictions.MOST_WEIGHT)) {
                throw refused(
                        "/weights",
                        "must be from %s to %s; row %d has %s"
                                .formatted(
                                        BinaryPredictions.LEAST_WEIGHT,
                                        BinaryPredictions.MOST_WEIGHT,
                                        row,
                                        weights[row]));
            }
        }
        return weights;
    }

    private static Column column(Table rows, String name, String pointer) {
        Column column = rows.column(name);
        if (column == null) {
            throw refused(pointer, "must be a column of the data");
        }
        return column;
    }

    private static ProblemException refused(String pointer, String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "The request body has an error.",
                List.of(new FieldError(pointer, detail)));
    }

    /** The column that says when rows were, null without one. */
    @Nullable
    String time() {
        return request.time() == null ? document.time() : request.time();
    }

    /** The column that says whose rows are, null without one. */
    @Nullable
    String group() {
        return request.group() == null ? document.entity() : request.group();
    }

    /** How they may be split. */
    Splitter splitter() {
        return new Splitter(rows, outcome, time(), group(), request.seedOrDefault());
    }

    /** How they become features. */
    Preparing preparing(Pipelines pipelines) {
        return new Preparing(
                pipelines, this, request.classWeight() == ModelRequest.ClassWeight.BALANCED, request.seedOrDefault());
    }

    PipelineDocument document() {
        return document;
    }

    /** The rows that have an outcome. */
    Table rows() {
        return rows;
    }

    Outcome outcome() {
        return outcome;
    }

    /** The outcomes of some of them. */
    double[] outcomes(int[] places) {
        return pick(outcome.values(), places);
    }

    /** The weights of some of them, null where all weigh the same. */
    double @Nullable [] weights(int[] places) {
        return weights == null ? null : pick(weights, places);
    }

    /** What they weigh together: how many there are where all weigh the same. */
    double weight() {
        return weights == null
                ? outcome.values().length
                : Arrays.stream(weights).sum();
    }

    /** Some of them alone. */
    Material take(int[] places) {
        return new Material(request, document, rows.take(places), outcome.take(places), weights(places), source);
    }

    private static double[] pick(double[] values, int[] places) {
        double[] picked = new double[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[places[i]];
        }
        return picked;
    }

    /** Of all rows. */
    Source source() {
        return source;
    }
}
