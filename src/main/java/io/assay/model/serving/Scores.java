package io.assay.model.serving;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.model.explanation.Attributions;
import io.assay.model.scoring.Task;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a version says of rows: numbers, labels, what there was to know of them, and why. */
public final class Scores {

    private static final long MICROS = 1_000_000;

    private final Loaded model;
    private final Table rows;
    private final double[][] predictions;
    private final @Nullable Double threshold;
    private final RowMarks marks;
    private final @Nullable Attributions attributions;
    private final double[][] margins;
    private final int most;
    private final long featureNanos;
    private final long scoreNanos;

    /** @param margins of rows that are explained, else of none */
    Scores(
            Loaded model,
            Table rows,
            double[][] predictions,
            @Nullable Double threshold,
            RowMarks marks,
            @Nullable Attributions attributions,
            double[][] margins,
            int most,
            long featureNanos,
            long scoreNanos) {
        this.model = model;
        this.rows = rows;
        this.predictions = predictions;
        this.threshold = threshold;
        this.marks = marks;
        this.attributions = attributions;
        this.margins = margins;
        this.most = most;
        this.featureNanos = featureNanos;
        this.scoreNanos = scoreNanos;
    }

    /**
     * What a column says of a row.
     *
     * @param column or all those that a feature is made of
     * @param value of one column a Double, a Long or a String, of several a list of them; null where it is missing
     * @param contribution to the margin
     */
    public record Reason(
            String column,
            @Nullable Object value,
            @Nullable String meaning,
            @Nullable String unit,
            double contribution) {}

    /**
     * Why a row has its margin: {@code base + contributions of the reasons + others = margin}.
     *
     * @param output of several classes the most likely one, else the only one
     * @param others what all other columns say together
     */
    public record Why(String output, double base, double margin, List<Reason> reasons, double others) {}

    public Loaded model() {
        return model;
    }

    public int size() {
        return rows.rows();
    }

    /** The columns that the version reads, of the types that they had in training. */
    public Table rows() {
        return rows;
    }

    /** For each output one number per row. */
    public double[][] predictions() {
        return predictions;
    }

    /** From which probability on a row is taken for positive; null where nobody decided that. */
    public @Nullable Double threshold() {
        return threshold;
    }

    /** What the row is taken for: of two classes by the threshold, of several the most likely; else null. */
    public @Nullable String label(int row) {
        List<String> labels = model.target().labels();
        return switch (model.task()) {
            case BINARY -> threshold == null ? null : labels.get(predictions[0][row] >= threshold ? 1 : 0);
            case MULTICLASS -> labels.get(likeliest(row));
            case REGRESSION -> null;
        };
    }

    RowMarks marks() {
        return marks;
    }

    long featureNanos() {
        return featureNanos;
    }

    long scoreNanos() {
        return scoreNanos;
    }

    /** Why; null where nobody asked. */
    public @Nullable Why why(int row) {
        if (attributions == null) {
            return null;
        }
        int output = model.task() == Task.MULTICLASS ? likeliest(row) : 0;
        double[] says = attributions.of(output, row);
        double sum = Arrays.stream(says).sum();
        double base = attributions.base(output);
        List<Reason> reasons = new ArrayList<>();
        double told = 0;
        for (int place : loudest(says)) {
            String columns = attributions.names().get(place);
            Loaded.Words words = model.words(columns);
            reasons.add(new Reason(columns, value(words.columns(), row), words.meaning(), words.unit(), says[place]));
            told += says[place];
        }
        return new Why(model.outputs().get(output), base, margins[output][row], reasons, sum - told);
    }

    /** Those that say most, the loudest first, of equal ones the first; none that says nothing. */
    private int[] loudest(double[] says) {
        return IntStream.range(0, says.length)
                .filter(place -> says[place] != 0)
                .boxed()
                .sorted((one, other) -> Double.compare(Math.abs(says[other]), Math.abs(says[one])))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int likeliest(int row) {
        int best = 0;
        for (int output = 1; output < predictions.length; output++) {
            if (predictions[output][row] > predictions[best][row]) {
                best = output;
            }
        }
        return best;
    }

    private @Nullable Object value(List<String> columns, int row) {
        if (columns.size() == 1) {
            return value(rows.column(columns.getFirst()), row);
        }
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(name -> values.add(value(rows.column(name), row)));
        return values;
    }

    static @Nullable Object value(@Nullable Column column, int row) {
        if (column == null || column.isMissing(row)) {
            return null;
        }
        return switch (column) {
            case NumberColumn numbers when numbers.isWhole() -> (long) numbers.values()[row];
            case NumberColumn numbers -> numbers.values()[row];
            case TextColumn text -> text.text(row);
            case TimeColumn times -> {
                long micros = times.micros()[row];
                Instant instant =
                        Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
                yield times.isLocal()
                        ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString()
                        : instant.toString();
            }
        };
    }
}
