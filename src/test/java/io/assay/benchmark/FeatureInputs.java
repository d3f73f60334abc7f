package io.assay.benchmark;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.feature.pipeline.FitOptions;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.pipeline.PipelineRequest;
import io.assay.feature.pipeline.Pipelines;
import io.assay.feature.transform.Standardise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table to make features of, by formulas that {@code peers.py} has as well: one cell in fifty is missing. */
final class FeatureInputs {

    static final int ROWS = 200_000;
    static final int MILLION = 1_000_000;

    /** Enough for every column to have a value. */
    static final int FEW = 100;

    static final int NUMBERS = 29;
    static final int LEVELS = 60;

    private static final int MISSING_EVERY = 50;
    private static final long MULTIPLIER = 2_654_435_761L;
    private static final long COLUMN = 40_503;
    private static final long MASK = 0xffff_ffffL;

    private FeatureInputs() {}

    static Table table(int rows) {
        List<Column> columns = new ArrayList<>();
        IntStream.range(0, NUMBERS).forEach(column -> columns.add(numbers(rows, column)));
        columns.add(category(rows));
        return new Table(rows, columns);
    }

    static PipelineDocument pipeline() {
        List<String> numbers =
                IntStream.range(0, NUMBERS).mapToObj(FeatureInputs::name).toList();
        return document(numbers, List.of("category"));
    }

    /** By which the first number is divided, which depends on no other column. */
    static double scale(int rows) {
        return ((Standardise.Learned)
                        first(rows).document().features().getFirst().steps().getLast())
                .scale();
    }

    /** The first feature of the last row. */
    static double lastRow(int rows) {
        Table last = new Table(rows, List.of(numbers(rows, 0))).take(new int[] {rows - 1});
        return first(rows).apply(last).columns()[0][0];
    }

    private static FittedPipeline first(int rows) {
        Table table = new Table(rows, List.of(numbers(rows, 0)));
        return new Pipelines()
                .fit(document(List.of(name(0)), List.of()), table, FitOptions.DEFAULT)
                .pipeline();
    }

    private static PipelineDocument document(List<String> numbers, List<String> categories) {
        return new PipelineRequest(null, null, null, null, null, null, numbers, categories).document();
    }

    private static NumberColumn numbers(int rows, int column) {
        double[] values = new double[rows];
        Arrays.setAll(values, row -> isMissing(row, column) ? Double.NaN : column + 100 * share(row, column));
        return new NumberColumn(name(column), values, false);
    }

    private static TextColumn category(int rows) {
        int[] codes = new int[rows];
        Arrays.setAll(codes, row -> {
            double share = share(row, NUMBERS);
            return isMissing(row, NUMBERS) ? -1 : (int) (LEVELS * share * share);
        });
        List<String> levels =
                IntStream.range(0, LEVELS).mapToObj(level -> "level" + level).toList();
        return new TextColumn("category", codes, levels);
    }

    private static String name(int column) {
        return "n" + column;
    }

    private static boolean isMissing(int row, int column) {
        return (row * 31L + column * 17L) % MISSING_EVERY == 0;
    }

    /** From 0 to 1, in no order. */
    private static double share(int row, int column) {
        return ((row * MULTIPLIER + column * COLUMN * COLUMN) & MASK) / (double) (MASK + 1);
    }
}
