package io.assay.model.evaluation;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.model.scoring.Task;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of rows as a model learns it: numbers of classes, or values. Rows without one have no part in anything and
 * are counted.
 */
final class Outcome {

    static final int MOST_CLASSES = 100;

    private static final int SHOWN = 10;
    /** The squares of errors this large can still be added up. */
    private static final double MOST = 1e100;

    private static final String TRUE = "true";
    private static final String FALSE = "false";

    private final Task task;
    private final String column;
    private final List<String> labels;
    private final boolean rest;
    private final int[] rows;
    private final double[] values;
    private final int missing;

    private Outcome(Task task, String column, List<String> labels, boolean rest, double[] all) {
        this.task = task;
        this.column = column;
        this.labels = List.copyOf(labels);
        this.rest = rest;
        this.rows = IntStream.range(0, all.length)
                .filter(row -> !Double.isNaN(all[row]))
                .toArray();
        this.values = Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
        this.missing = all.length - rows.length;
        if (rows.length == 0) {
            throw refused("/target", "is missing in every row");
        }
        if (Arrays.stream(values).distinct().limit(2).count() < 2) {
            throw refused("/target", "is the same in every row: there is nothing to learn");
        }
        if (Arrays.stream(values).anyMatch(value -> Math.abs(value) > MOST)) {
            throw refused(
                    "/target",
                    "must lie from -%s to %s: squares of larger errors are no numbers".formatted(MOST, MOST));
        }
    }

    /**
     * Reads it.
     *
     * @param positive the value that is 1, null where the column says itself
     * @param wanted null where the column is to say itself
     * @throws ProblemException with status 422 for a column that tells no outcome, or not the one that is wanted
     */
    static Outcome of(Column column, @Nullable String positive, @Nullable Task wanted) {
        if (column instanceof TimeColumn) {
            throw refused("/target", "holds times, and a model foretells classes or numbers");
        }
        if (positive != null) {
            return against(column, positive);
        }
        return switch (column) {
            case TextColumn text -> words(text, wanted);
            case NumberColumn numbers -> numbers(numbers, wanted);
            case TimeColumn times -> throw new IllegalStateException(times.name());
        };
    }

    private static Outcome against(Column column, String positive) {
        List<String> texts = levels(column);
        if (texts.isEmpty()) {
            throw refused("/target", "is missing in every row");
        }
        if (!texts.contains(positive)) {
            throw refused("/positive", "must be a value of " + column.name() + ", which holds " + shown(texts));
        }
        double[] values = IntStream.range(0, column.size())
                .mapToDouble(row -> column.isMissing(row) ? Double.NaN : positive.equals(text(column, row)) ? 1 : 0)
                .toArray();
        List<String> others =
                texts.stream().filter(text -> !text.equals(positive)).toList();
        boolean isRest = others.size() > 1;
        String negative = isRest || others.isEmpty() ? rest(positive) : others.getFirst();
        return new Outcome(Task.BINARY, column.name(), List.of(negative, positive), isRest, values);
    }

    /** What all values but the positive one are called together. */
    private static String rest(String positive) {
        return "not " + positive;
    }

    /**
     * The outcomes of rows as a trained model knows them, NaN where one is missing.
     *
     * @throws ProblemException with status 422 for a value that it never learned
     */
    static double[] values(Column column, EvaluationAnswer.Target target) {
        if (target.task() == Task.REGRESSION) {
            if (!(column instanceof NumberColumn numbers)) {
                throw refused("/data", "must hold numbers in " + column.name());
            }
            return numbers.values();
        }
        if (column instanceof TimeColumn) {
            throw refused("/data", "must hold the outcome in " + column.name() + ", and holds times");
        }
        boolean isRest = isRest(target);
        double[] values = new double[column.size()];
        for (int row = 0; row < values.length; row++) {
            if (column.isMissing(row)) {
                values[row] = Double.NaN;
            } else {
                int number = target.labels().indexOf(text(column, row));
                if (number < 0 && !isRest) {
                    throw refused(
                            "/data",
                            "holds " + text(column, row) + " in " + column.name()
                                    + ", which was never learned: known are " + shown(target.labels()));
                }
                values[row] = Math.max(number, 0);
            }
        }
        return values;
    }

    /** Whether several values were negative: then so are others. What does not say so itself is told by the label. */
    static boolean isRest(EvaluationAnswer.Target target) {
        Boolean said = target.rest();
        if (said != null) {
            return said;
        }
        String positive = target.positive();
        return positive != null && target.labels().getFirst().equals(rest(positive));
    }

    private static Outcome words(TextColumn text, @Nullable Task wanted) {
        List<String> levels = levels(text);
        if (wanted == Task.REGRESSION) {
            throw refused("/target", "holds words, and a regression foretells numbers");
        }
        boolean isTruth = levels.equals(List.of(FALSE, TRUE));
        if (isTruth && wanted != Task.MULTICLASS) {
            return against(text, TRUE);
        }
        if (wanted == Task.BINARY || (wanted == null && levels.size() == 2)) {
            throw refused("/positive", "must say which value of " + text.name() + " is 1: it holds " + shown(levels));
        }
        return classes(text, levels);
    }

    private static Outcome numbers(NumberColumn numbers, @Nullable Task wanted) {
        if (wanted == Task.REGRESSION) {
            return new Outcome(Task.REGRESSION, numbers.name(), List.of(), false, numbers.values());
        }
        double[] distinct = Arrays.stream(numbers.values())
                .filter(value -> !Double.isNaN(value))
                .map(value -> value + 0.0)
                .distinct()
                .limit(MOST_CLASSES + 1L)
                .sorted()
                .toArray();
        if (wanted == Task.MULTICLASS) {
            return classes(numbers, levels(numbers));
        }
        if (distinct.length == 2) {
            return against(numbers, text(distinct[1]));
        }
        if (wanted == Task.BINARY) {
            throw refused("/positive", "must say which value of " + numbers.name() + " is 1: it holds more than two");
        }
        return new Outcome(Task.REGRESSION, numbers.name(), List.of(), false, numbers.values());
    }

    private static Outcome classes(Column column, List<String> labels) {
        if (labels.size() > MOST_CLASSES) {
            throw refused(
                    "/target",
                    "has %,d values, and a model tells at most %d apart".formatted(labels.size(), MOST_CLASSES));
        }
        if (labels.size() == 2) {
            throw refused(
                    "/task", "must be binary, with positive: " + column.name() + " holds two values, " + shown(labels));
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            numbers.put(labels.get(i), i);
        }
        double[] values = IntStream.range(0, column.size())
                .mapToDouble(row ->
                        column.isMissing(row) ? Double.NaN : numbers.getOrDefault(text(column, row), labels.size()))
                .toArray();
        return new Outcome(Task.MULTICLASS, column.name(), labels, false, values);
    }

    /** What a column holds: words by code point, numbers by size; of numbers no more than are told apart. */
    private static List<String> levels(Column column) {
        return switch (column) {
            case TextColumn text ->
                Arrays.stream(text.codes())
                        .filter(code -> code >= 0)
                        .distinct()
                        .mapToObj(code -> text.levels().get(code))
                        .sorted(Comparator.comparing(word -> word.codePoints().toArray(), Arrays::compare))
                        .toList();
            case NumberColumn numbers ->
                Arrays.stream(numbers.values())
                        .filter(value -> !Double.isNaN(value))
                        .map(value -> value + 0.0)
                        .distinct()
                        .sorted()
                        .mapToObj(Outcome::text)
                        .toList();
            case TimeColumn times -> throw new IllegalStateException(times.name());
        };
    }

    static String text(Column column, int row) {
        return switch (column) {
            case TextColumn words -> words.levels().get(words.codes()[row]);
            case NumberColumn numbers -> text(numbers.values()[row]);
            case TimeColumn times -> throw new IllegalStateException(times.name());
        };
    }

    /** A number as a request would write it. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String shown(List<String> levels) {
        String some = levels.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return levels.size() > SHOWN ? some + ", …" : some;
    }

    private static ProblemException refused(String pointer, String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT, "The outcome cannot be told.", List.of(new FieldError(pointer, detail)));
    }

    /** The outcomes of some of these rows, with the same classes. */
    Outcome take(int[] places) {
        double[] taken = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            taken[i] = values[places[i]];
        }
        return new Outcome(task, column, labels, rest, taken);
    }

    Task task() {
        return task;
    }

    String column() {
        return column;
    }

    /** The classes by their number, of two the positive one last; none of a regression. */
    List<String> labels() {
        return labels;
    }

    /** Whether several values are the negative class. */
    boolean isRest() {
        return rest;
    }

    /** The value that is 1; null unless there are two classes. */
    @Nullable
    String positive() {
        return task == Task.BINARY ? labels.getLast() : null;
    }

    /** The rows of the table that have an outcome. */
    int[] rows() {
        return rows;
    }

    /** The outcomes of those rows. */
    double[] values() {
        return values;
    }

    /** How many rows have none. */
    int missing() {
        return missing;
    }

    /** The classes as numbers; all 0 of a regression. */
    int[] classes() {
        return task == Task.REGRESSION
                ? new int[values.length]
                : Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }
}
