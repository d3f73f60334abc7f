package io.assay.feature.pipeline;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.feature.transform.Numeric;
import io.assay.feature.transform.Refusal;
import io.assay.statistics.split.Folds;
import io.assay.statistics.split.GroupedFolds;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outcome of the training rows as numbers, and the inner folds that go with it. */
final class Target {

    private static final int SHOWN = 10;

    private final double[] values;
    private final boolean classes;

    private Target(double[] values, boolean classes) {
        this.values = values;
        this.classes = classes;
    }

    /** @throws io.assay.platform.problem.ProblemException with status 422 for an outcome that cannot be one */
    static Target of(Table rows, String name, @Nullable String positive) {
        Column column = Inputs.column(rows, name, "target");
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                throw Refusal.of("the target " + name + " is missing in row " + row + ", and a row without an outcome "
                        + "cannot be learned from");
            }
        }
        Target target = positive == null ? of(column) : new Target(isPositive(column, positive), true);
        if (target.classes && Arrays.stream(target.values).distinct().count() < 2) {
            throw Refusal.of("the target " + name + " is the same in every row"
                    + (positive == null ? "" : "; looked for was " + positive));
        }
        return target;
    }

    private static Target of(Column column) {
        if (!Numeric.is(column)) {
            throw Refusal.of("the target " + column.name() + " holds " + shown(column)
                    + ": which of them is to be 1, positive must say");
        }
        double[] values = Numeric.of(column);
        return new Target(values, Arrays.stream(values).allMatch(value -> value == 0 || value == 1));
    }

    private static double[] isPositive(Column column, String positive) {
        double[] values = new double[column.size()];
        switch (column) {
            case TextColumn text -> {
                int code = text.levels().indexOf(positive);
                Arrays.setAll(values, row -> text.codes()[row] == code ? 1 : 0);
            }
            case NumberColumn numbers -> {
                double number = number(numbers, positive);
                Arrays.setAll(values, row -> numbers.values()[row] == number ? 1 : 0);
            }
            case TimeColumn times -> throw Refusal.of("the target " + times.name() + " holds times");
        }
        return values;
    }

    private static double number(NumberColumn numbers, String positive) {
        try {
            return Double.parseDouble(positive);
        } catch (NumberFormatException text) {
            throw Refusal.of("the target " + numbers.name() + " holds numbers, and positive is " + positive);
        }
    }

    private static String shown(Column column) {
        if (!(column instanceof TextColumn text)) {
            return "times";
        }
        String levels = text.levels().stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
        return text.levels().size() > SHOWN ? levels + ", …" : levels;
    }

    double[] values() {
        return values;
    }

    boolean isClassification() {
        return classes;
    }

    /**
     * The inner fold of each row, stratified where the outcome has classes.
     *
     * @param groups whose each row is, to be kept together, in as many folds as there are groups at most; null where nobody
     *     has two
     */
    int[] folds(int k, long seed, int @Nullable [] groups) {
        if (groups != null) {
            int count = Arrays.stream(groups).max().orElse(-1) + 1;
            if (count < 2) {
                throw Refusal.of("all rows are of one group, and none can be encoded by what others are");
            }
            int[] numbers = classes ? Folds.classes(values) : new int[values.length];
            return GroupedFolds.of(numbers, groups, Math.min(k, count), seed);
        }
        if (k > values.length) {
            throw Refusal.of(k + " folds need as many rows, and there are " + values.length);
        }
        return classes ? Folds.stratified(Folds.classes(values), k, seed) : Folds.shuffled(values.length, k, seed);
    }
}
