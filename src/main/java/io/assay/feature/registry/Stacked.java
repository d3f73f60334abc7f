package io.assay.feature.registry;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One table on top of another with the same columns. */
final class Stacked {

    private Stacked() {}

    /** @throws ProblemException with status 422 where a column holds something else in one than in the other */
    static Table of(Table upper, Table lower) {
        List<Column> columns = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (Column column : lower.columns()) {
            Column above = upper.column(column.name());
            Column stacked = above == null ? null : of(above, column);
            if (stacked == null) {
                errors.add(new FieldError("/history", "holds other values in " + column.name() + " than data does"));
            } else {
                columns.add(stacked);
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "The history does not fit the rows.", errors);
        }
        return new Table(upper.rows() + lower.rows(), columns);
    }

    private static @Nullable Column of(Column upper, Column lower) {
        Column a = isEmpty(upper) ? missing(lower, upper.size()) : upper;
        Column b = isEmpty(lower) ? missing(a, lower.size()) : lower;
        if (a instanceof NumberColumn x && b instanceof NumberColumn y) {
            return new NumberColumn(
                    x.name(),
                    DoubleStream.concat(Arrays.stream(x.values()), Arrays.stream(y.values()))
                            .toArray(),
                    x.isWhole() && y.isWhole());
        }
        if (a instanceof TimeColumn x && b instanceof TimeColumn y && x.isLocal() == y.isLocal()) {
            return new TimeColumn(
                    x.name(),
                    LongStream.concat(Arrays.stream(x.micros()), Arrays.stream(y.micros()))
                            .toArray(),
                    x.isLocal());
        }
        return a instanceof TextColumn x && b instanceof TextColumn y ? of(x, y) : null;
    }

    private static TextColumn of(TextColumn upper, TextColumn lower) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        upper.levels().forEach(level -> levels.putIfAbsent(level, levels.size()));
        int[] moved = lower.levels().stream()
                .mapToInt(level -> {
                    Integer known = levels.putIfAbsent(level, levels.size());
                    return known == null ? levels.size() - 1 : known;
                })
                .toArray();
        IntStream codes = IntStream.concat(
                Arrays.stream(upper.codes()), Arrays.stream(lower.codes()).map(code -> code < 0 ? -1 : moved[code]));
        return new TextColumn(upper.name(), codes.toArray(), List.copyOf(levels.keySet()));
    }

    /** What is missing everywhere is a column of numbers, whatever it might have held. */
    private static boolean isEmpty(Column column) {
        return IntStream.range(0, column.size()).allMatch(column::isMissing);
    }

    private static Column missing(Column like, int rows) {
        return switch (like) {
            case NumberColumn numbers -> {
                double[] values = new double[rows];
                Arrays.fill(values, Double.NaN);
                yield new NumberColumn(numbers.name(), values, numbers.isWhole());
            }
            case TextColumn text -> {
                int[] codes = new int[rows];
                Arrays.fill(codes, -1);
                yield new TextColumn(text.name(), codes, text.levels());
            }
            case TimeColumn times -> {
                long[] micros = new long[rows];
                Arrays.fill(micros, TimeColumn.MISSING);
                yield new TimeColumn(times.name(), micros, times.isLocal());
            }
        };
    }
}
