package io.assay.feature.leakage;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.TimeColumn;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.split.Folds;
import io.assay.statistics.split.GroupedFolds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Goes through a table's columns and its split, and says what leaks. The same input gives the same report. */
public final class LeakageDetector {

    private LeakageDetector() {}

    public static LeakageReport inspect(LeakageInput input) {
        Table table = input.table();
        Outcome outcome = input.outcome();
        int[] folds = folds(input);
        List<ColumnFigures> figures = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<String> described = new ArrayList<>();
        for (String name : input.columns()) {
            Column column = Objects.requireNonNull(table.column(name));
            ColumnFigures figure = ColumnFigures.of(column, outcome, folds);
            figures.add(figure);
            String reason = IdLike.reason(column, figure);
            if (reason == null) {
                described.add(name);
            } else {
                ids.add(name + ": " + reason);
            }
        }
        List<Check> checks = new ArrayList<>(List.of(
                ColumnChecks.singleFeature(figures, outcome),
                ColumnChecks.inSampleEncoding(figures, outcome),
                idLike(table.rows(), figures.size(), ids),
                TimeChecks.after(
                        "times_after_outcome",
                        table,
                        times(table, input.outcomeTime()),
                        "outcome",
                        input.columns(),
                        input.zone()),
                TimeChecks.after(
                        "times_after_prediction",
                        table,
                        times(table, input.time()),
                        "prediction",
                        input.columns(),
                        input.zone())));
        checks.addAll(SplitChecks.all(input, described));
        return new LeakageReport(figures, checks);
    }

    private static Check idLike(int rows, int columns, List<String> ids) {
        return rows < IdLike.FEWEST_ROWS
                ? new Check(
                        "id_like",
                        Status.UNKNOWN,
                        "%d rows are different by nature".formatted(rows),
                        "Send %d rows or more.".formatted(IdLike.FEWEST_ROWS))
                : Findings.check(
                        "id_like",
                        Status.WARN,
                        ids,
                        "none of %d columns names its row".formatted(columns),
                        "Drop it, unless it is a measurement: it says nothing of rows that come later.");
    }

    private static @Nullable TimeColumn times(Table table, @Nullable String name) {
        return name == null ? null : TimeChecks.times(table.column(name));
    }

    /** What rows of a second table equal rows of a first one in these columns. */
    public static Check duplicates(Table train, Table test, List<String> columns) {
        return SplitChecks.duplicates(train, test, columns);
    }

    /**
     * The fold of each row with a target; null where the outcome allows no figures. Where somebody has several rows they stay
     * together, as they should when a model is judged: what is known of one of them is no news of the others.
     */
    private static int @Nullable [] folds(LeakageInput input) {
        Outcome outcome = input.outcome();
        if (outcome.reason() != null) {
            return null;
        }
        int[] known = outcome.known();
        int k = Math.min(input.folds(), known.length);
        double[] target =
                Arrays.stream(known).mapToDouble(row -> outcome.values()[row]).toArray();
        String entity = input.entity();
        if (entity != null) {
            int[] whose = whose(Objects.requireNonNull(input.table().column(entity)), known);
            int groups = Arrays.stream(whose).max().orElse(-1) + 1;
            if (groups > 1 && groups < known.length) {
                int[] classes = outcome.isClassification() ? Folds.classes(target) : new int[known.length];
                return GroupedFolds.of(classes, whose, Math.min(k, groups), input.seed());
            }
        }
        return outcome.isClassification()
                ? Folds.stratified(Folds.classes(target), k, input.seed())
                : Folds.shuffled(known.length, k, input.seed());
    }

    /** Whose these rows are, numbers from 0 without a gap; a row that does not say it is nobody else's. */
    private static int[] whose(Column entity, int[] rows) {
        Categories categories = Categories.of(entity);
        int[] numbers = new int[categories.distinct()];
        Arrays.fill(numbers, -1);
        int next = 0;
        int[] whose = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int code = categories.codes()[rows[i]];
            if (code == categories.distinct()) {
                whose[i] = next++;
            } else {
                if (numbers[code] < 0) {
                    numbers[code] = next++;
                }
                whose[i] = numbers[code];
            }
        }
        return whose;
    }
}
