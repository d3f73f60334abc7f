package io.assay.model.monitoring;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.data.Times;
import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.OutcomeWords;
import io.assay.model.monitoring.LabelRepository.Label;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Labels of a request one by one, wherever they are; made when they are asked for, for there may be a million. */
final class Labels {

    private static final String ID = "id";
    private static final String OUTCOME = "outcome";
    private static final String AT = "at";
    private static final int MOST_ERRORS = 100;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_TEXT = 1_000;

    private final int size;
    private final IntFunction<String> ids;
    private final IntFunction<@Nullable String> outcomes;
    private final IntFunction<@Nullable Instant> times;
    private final boolean isTable;

    private Labels(
            int size,
            IntFunction<String> ids,
            IntFunction<@Nullable String> outcomes,
            IntFunction<@Nullable Instant> times,
            boolean isTable) {
        this.size = size;
        this.ids = ids;
        this.outcomes = outcomes;
        this.times = times;
        this.isTable = isTable;
    }

    /**
     * Reads them.
     *
     * @throws ProblemException with status 422 that names every outcome that the model never learned, and every id that comes
     *     again
     */
    static Labels of(LabelsRequest request, Tables tables, EvaluationAnswer.Target target) {
        List<LabelsRequest.PredictionLabel> given = request.labels();
        TableData data = request.data();
        Labels labels = given != null
                ? new Labels(
                        given.size(),
                        row -> given.get(row).id(),
                        row -> OutcomeWords.of(given.get(row).outcome()),
                        row -> given.get(row).at(),
                        false)
                : of(tables.read(data == null ? new TableData(null, null, null) : data, "/data", null));
        labels.check(target);
        return labels;
    }

    private static Labels of(Table table) {
        Column id = column(table, ID);
        Column outcome = column(table, OUTCOME);
        Column given = table.column(AT);
        TimeColumn at = given == null ? null : Times.of(given, "/data");
        for (int row = 0; row < table.rows(); row++) {
            String text = OutcomeWords.of(id, row);
            if (text == null || text.isBlank() || text.length() > LONGEST_ID) {
                throw refused(List.of(new FieldError(
                        "/data", "must have an id of at most %d characters in row %d".formatted(LONGEST_ID, row))));
            }
        }
        return new Labels(
                table.rows(),
                row -> id instanceof TextColumn words ? words.levels().get(words.codes()[row]) : text(id, row),
                row -> OutcomeWords.of(outcome, row),
                row -> at == null || at.isMissing(row) ? null : MonitoringRepository.instant(at.micros()[row]),
                true);
    }

    private static String text(Column id, int row) {
        String text = OutcomeWords.of(id, row);
        if (text == null) {
            throw new IllegalStateException("checked before");
        }
        return text;
    }

    private static Column column(Table table, String name) {
        Column column = table.column(name);
        if (column == null) {
            throw refused(List.of(new FieldError("/data", "must have the column " + name)));
        }
        return column;
    }

    private void check(EvaluationAnswer.Target target) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> seen = HashSet.newHashSet(size);
        for (int row = 0; row < size && errors.size() < MOST_ERRORS; row++) {
            String outcome = outcomes.apply(row);
            if (!isStorable(id(row))) {
                errors.add(
                        isTable
                                ? new FieldError("/data", "has an id of no text in row " + row)
                                : new FieldError(
                                        "/labels/" + row + "/id", "must be text without NUL and half characters"));
            }
            if (!seen.add(id(row))) {
                errors.add(
                        isTable
                                ? new FieldError(
                                        "/data", "must have each id once: that of row %d comes twice".formatted(row))
                                : new FieldError("/labels/" + row + "/id", "comes twice: which outcome is meant?"));
            }
            Instant at = times.apply(row);
            if (at != null && (at.isBefore(Instant.EPOCH) || at.isAfter(MonitoringController.NEVER))) {
                errors.add(
                        isTable
                                ? new FieldError("/data", "must have at from 1970 to 9998 in row " + row)
                                : new FieldError("/labels/" + row + "/at", "must be from 1970 to 9998"));
            }
            if (outcome == null || !isStorable(outcome) || Double.isNaN(OutcomeWords.number(outcome, target))) {
                String rule = target.labels().isEmpty()
                        ? "a number"
                        : "an outcome that the model has learned: " + String.join(", ", target.labels());
                errors.add(
                        isTable
                                ? new FieldError("/data", "must have in row %d %s".formatted(row, rule))
                                : new FieldError("/labels/" + row + "/outcome", "must be " + rule));
            }
        }
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
    }

    /** PostgreSQL stores no NUL, nor half a surrogate pair. */
    private static boolean isStorable(String text) {
        return text.length() <= LONGEST_TEXT
                && text.indexOf(0) < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static ProblemException refused(List<FieldError> errors) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "The request body has an error.", errors);
    }

    int size() {
        return size;
    }

    String id(int row) {
        return ids.apply(row);
    }

    Label label(int row) {
        String outcome = outcomes.apply(row);
        return new Label(id(row), outcome == null ? "" : outcome, times.apply(row));
    }
}
