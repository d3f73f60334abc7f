package io.assay.model.metrics;

import io.assay.data.Column;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.data.TextColumn;
import io.assay.feature.Sizes;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.model.judgement.Judge;
import io.assay.model.judgement.JudgeOptions;
import io.assay.model.judgement.Judgement;
import io.assay.model.judgement.Segmentation;
import io.assay.model.scoring.Task;
import io.assay.platform.json.PointerSegment;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.MulticlassPredictions;
import io.assay.statistics.regression.RegressionPredictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Judges predictions that were made anywhere. */
@Component
class MetricsKind implements JobKind<MetricsRequest> {

    /** Judged in about a quarter of a second. */
    private static final int SMALL = 200_000;

    /** What judging takes of memory for each number that was predicted, of both models. */
    private static final long BYTES = 200;

    private static final int MOST_SEGMENTATIONS = 20;

    private static final double ROUNDING = 1e-3;

    private final Judge judge;
    private final Tables tables;
    private final AnalysisTimer timer;

    MetricsKind(Judge judge, Tables tables, AnalysisTimer timer) {
        this.judge = judge;
        this.tables = tables;
        this.timer = timer;
    }

    @Override
    public String name() {
        return "model_metrics";
    }

    @Override
    public Class<MetricsRequest> parameters() {
        return MetricsRequest.class;
    }

    @Override
    public boolean isSmall(MetricsRequest request) {
        return rows(request) * width(request) <= SMALL;
    }

    private long rows(MetricsRequest request) {
        TableData data = request.data();
        return data == null ? request.y().size() : tables.rows(data);
    }

    private static long width(MetricsRequest request) {
        JsonNode first = request.data() == null ? request.p().path(0) : request.p();
        return Math.max(1, first.size());
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(MetricsRequest request, JobContext context) {
        TableData data = request.data();
        if (data != null) {
            Sizes.table(context, tables, data, "/data", null);
        }
        context.needs(
                rows(request) * width(request) * BYTES,
                String.format(Locale.ROOT, "%,d rows that are judged", rows(request)));
        context.progress(0, "reading the predictions");
        Given given = Given.of(request, tables);
        Column y = given.column(request.y(), "/y");
        if (y.size() == 0) {
            throw Values.refused("/y", "must have at least one row");
        }
        Task task = task(request, given, y);
        context.progress(0.2, "judging");
        Judgement judgement = timer.time("model_metrics", () -> judged(request, given, y, task));
        return () -> ResponseEntity.ok(judgement);
    }

    private static Task task(MetricsRequest request, Given given, Column y) {
        boolean several = given.isMatrix(request.p());
        Task wanted = request.task();
        if (wanted != null) {
            if (several != (wanted == Task.MULTICLASS)) {
                throw Values.refused(
                        "/p",
                        several
                                ? "has several numbers per row, which are of a multiclass model"
                                : "must have a row of probabilities for each row of y");
            }
            return wanted;
        }
        if (several) {
            return Task.MULTICLASS;
        }
        return request.labels() != null || y instanceof TextColumn || Given.isZeroOne(y)
                ? Task.BINARY
                : Task.REGRESSION;
    }

    private Judgement judged(MetricsRequest request, Given given, Column y, Task task) {
        JudgeOptions options = request.options();
        List<Segmentation> segments = segments(request.segments(), given, y.size());
        double[] weights = weights(request, given, y.size());
        JsonNode field = request.groups();
        int[] groups = field == null || field.isNull()
                ? null
                : Values.groups(given.column(field, "/groups"), y.size(), "/groups");
        JsonNode other = request.pOther() == null || request.pOther().isNull() ? null : request.pOther();
        return switch (task) {
            case BINARY -> {
                boolean[] positive = Classes.positive(y, request.labels());
                yield judge.binary(
                        BinaryPredictions.of(probabilities(given, request.p(), "/p", y.size()), positive, weights)
                                .grouped(groups),
                        other == null
                                ? null
                                : BinaryPredictions.of(
                                                probabilities(given, other, "/p_other", y.size()), positive, weights)
                                        .grouped(groups),
                        segments,
                        options);
            }
            case MULTICLASS -> {
                double[][] p = several(given, request.p(), "/p", y.size());
                int[] classes = Classes.numbers(y, request.labels(), p.length);
                MulticlassPredictions second = null;
                if (other != null) {
                    double[][] q = several(given, other, "/p_other", y.size());
                    if (q.length != p.length) {
                        throw Values.refused("/p_other", "must be of as many classes as p, " + p.length);
                    }
                    second = MulticlassPredictions.of(q, classes, weights).grouped(groups);
                }
                yield judge.multiclass(
                        MulticlassPredictions.of(p, classes, weights).grouped(groups), second, segments, options);
            }
            case REGRESSION -> {
                double[] actual = Values.present(y, "/y");
                yield judge.regression(
                        RegressionPredictions.of(numbers(given, request.p(), "/p", y.size()), actual, weights)
                                .grouped(groups),
                        other == null
                                ? null
                                : RegressionPredictions.of(numbers(given, other, "/p_other", y.size()), actual, weights)
                                        .grouped(groups),
                        segments,
                        options);
            }
        };
    }

    private static double[] numbers(Given given, JsonNode field, String pointer, int rows) {
        double[] numbers = Values.present(given.column(field, pointer), pointer);
        requireRows(numbers.length, rows, pointer);
        return numbers;
    }

    private static void requireRows(int has, int rows, String pointer) {
        if (has != rows) {
            throw Values.refused(pointer, "has %d values where y has %d".formatted(has, rows));
        }
    }

    private static double[] probabilities(Given given, JsonNode field, String pointer, int rows) {
        double[] numbers = numbers(given, field, pointer, rows);
        requireProbabilities(numbers, pointer);
        return numbers;
    }

    private static void requireProbabilities(double[] numbers, String pointer) {
        for (int row = 0; row < numbers.length; row++) {
            if (!(numbers[row] >= 0 && numbers[row] <= 1)) {
                throw Values.refused(pointer + "/" + row, "must be a probability, from 0 to 1");
            }
        }
    }

    private static double[][] several(Given given, JsonNode field, String pointer, int rows) {
        if (!given.isMatrix(field)) {
            throw Values.refused(pointer, "must have a row of probabilities for each row of y");
        }
        double[][] columns = given.matrix(field, pointer);
        if (columns.length < 2) {
            throw Values.refused(pointer, "must be of two classes at least");
        }
        requireRows(columns[0].length, rows, pointer);
        for (double[] column : columns) {
            requireProbabilities(column, pointer);
        }
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (double[] column : columns) {
                sum += column[row];
            }
            if (Math.abs(sum - 1) > ROUNDING) {
                throw Values.refused(pointer + "/" + row, "must add up to 1");
            }
        }
        return columns;
    }

    private static double @Nullable [] weights(MetricsRequest request, Given given, int rows) {
        JsonNode field = request.weights();
        if (field == null || field.isNull()) {
            return null;
        }
        double[] weights = numbers(given, field, "/weights", rows);
        try {
            BinaryPredictions.requireWeights(weights, rows);
        } catch (InvalidInputException impossible) {
            throw Values.refused("/" + impossible.parameter(), impossible.detail());
        }
        return weights;
    }

    private static List<Segmentation> segments(@Nullable JsonNode field, Given given, int rows) {
        if (field == null || field.isNull()) {
            return List.of();
        }
        List<Column> columns = given.segments(field);
        if (columns.size() > MOST_SEGMENTATIONS) {
            throw Values.refused("/segments", "must be at most " + MOST_SEGMENTATIONS);
        }
        List<Segmentation> segments = new ArrayList<>();
        for (Column column : columns) {
            requireRows(column.size(), rows, "/segments/" + PointerSegment.escape(column.name()));
            List<@Nullable String> cells = new ArrayList<>(rows);
            for (int row = 0; row < rows; row++) {
                cells.add(Values.text(column, row));
            }
            segments.add(Segmentation.of(column.name(), cells));
        }
        return segments;
    }
}
