package io.assay.feature.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A few training rows and the features that they become when they are all the rows there are.
 *
 * @param rows how many
 * @param columns the rows
 * @param features by feature, in the order of the outputs; null is missing
 */
@Schema(name = "ParityRows")
public record ParityRows(int rows, List<RawColumn> columns, List<List<@Nullable Double>> features) {

    static final int MOST = 20;

    /**
     * A column of them; exactly one of the lists is there.
     *
     * @param whole of numbers
     * @param local of times
     * @param withheld whether its values are personal data and kept to the service, in an answer
     */
    @Schema(name = "ParityColumn")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RawColumn(
            String name,
            @Nullable List<@Nullable Double> numbers,
            @Nullable List<@Nullable String> texts,
            @Nullable List<@Nullable Long> micros,
            @Nullable Boolean whole,
            @Nullable Boolean local,
            @Nullable Boolean withheld) {

        /** A column that is shown without its values. */
        public static RawColumn withheld(String name) {
            return new RawColumn(name, null, null, null, null, null, true);
        }

        static RawColumn of(Column column) {
            return switch (column) {
                case NumberColumn numbers ->
                    new RawColumn(column.name(), boxed(numbers.values()), null, null, numbers.isWhole(), null, null);
                case TextColumn text ->
                    new RawColumn(column.name(), null, listed(column.size(), text::text), null, null, null, null);
                case TimeColumn times ->
                    new RawColumn(
                            column.name(),
                            null,
                            null,
                            listed(column.size(), row -> times.isMissing(row) ? null : (Long) times.micros()[row]),
                            null,
                            times.isLocal(),
                            null);
            };
        }

        Column column() {
            if (numbers != null) {
                return new NumberColumn(name, unboxed(numbers), Boolean.TRUE.equals(whole));
            }
            if (texts != null) {
                Map<String, Integer> levels = new HashMap<>();
                List<String> ordered = new ArrayList<>();
                int[] codes = texts.stream()
                        .mapToInt(text -> text == null
                                ? -1
                                : levels.computeIfAbsent(text, word -> {
                                    ordered.add(word);
                                    return ordered.size() - 1;
                                }))
                        .toArray();
                return new TextColumn(name, codes, ordered);
            }
            long[] values = Objects.requireNonNull(micros).stream()
                    .mapToLong(value -> value == null ? TimeColumn.MISSING : value)
                    .toArray();
            return new TimeColumn(name, values, Boolean.TRUE.equals(local));
        }
    }

    /** The rows of a table that are taken, evenly from first to last. */
    static int[] chosen(int rows) {
        int count = Math.min(rows, MOST);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * rows / count))
                .toArray();
    }

    static ParityRows of(Table few, Features made) {
        return new ParityRows(
                few.rows(),
                few.columns().stream().map(RawColumn::of).toList(),
                Arrays.stream(made.columns()).map(ParityRows::boxed).toList());
    }

    /** The rows as they are before the pipeline. */
    public Table table() {
        return new Table(rows, columns.stream().map(RawColumn::column).toList());
    }

    /** The place of the first output that differs, -1 when none does. */
    int firstDifference(Features made) {
        double[][] columns = made.columns();
        for (int i = 0; i < columns.length; i++) {
            if (i >= features.size() || !same(unboxed(features.get(i)), columns[i])) {
                return i;
            }
        }
        return -1;
    }

    /** Bit for bit, but for the sign of zero, which JSON need not keep. */
    private static boolean same(double[] kept, double[] made) {
        if (kept.length != made.length) {
            return false;
        }
        for (int row = 0; row < kept.length; row++) {
            if (kept[row] != made[row] && !(Double.isNaN(kept[row]) && Double.isNaN(made[row]))) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable Double> boxed(double[] values) {
        return listed(values.length, row -> Double.isNaN(values[row]) ? null : (Double) values[row]);
    }

    private static double[] unboxed(List<@Nullable Double> values) {
        return values.stream()
                .mapToDouble(value -> value == null ? Double.NaN : value)
                .toArray();
    }

    private static <T> List<@Nullable T> listed(int rows, IntFunction<? extends @Nullable T> at) {
        List<@Nullable T> values = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            values.add(at.apply(row));
        }
        return values;
    }
}
