package io.assay.feature.registry;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Source;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.feature.pipeline.FittedDocument;
import io.assay.feature.pipeline.RowKeys;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Refuses to evaluate a fit on what it was made of. */
final class EvaluationRows {

    private static final int SHOWN = 10;

    private static final String NUMBERS = "numbers";
    private static final String TEXT = "text";
    private static final String TIMES = "times";

    private EvaluationRows() {}

    /**
     * Holds rows against those of the fit.
     *
     * @throws ProblemException with status 409 when any of them was among the training rows, and 422 where that cannot be
     *     told, since a column that tells rows apart holds something else than it did
     */
    static void check(Fits.Ready fit, Source source, Table rows, RowKeys trained) {
        FittedDocument state = fit.pipeline().document();
        requireSameKind(fit, state, rows);
        boolean sameTable = source.fingerprint().equals(fit.summary().source().fingerprint());
        int[] shared = sameTable
                ? IntStream.range(0, rows.rows()).toArray()
                : fit.pipeline().trainedOn(rows, trained);
        if (shared.length > 0) {
            String first = Arrays.stream(shared)
                    .limit(SHOWN)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", "));
            throw new ProblemException(
                    ProblemType.TRAINED_ON,
                    "%d of %d rows are among the %d that this fit learned from (row %s%s)%s: what it does to them says nothing about rows it has not seen."
                            .formatted(
                                    shared.length,
                                    rows.rows(),
                                    state.rows(),
                                    first,
                                    shared.length > SHOWN ? ", …" : "",
                                    sameTable ? ", all of the same table" : told(state)));
        }
    }

    private static void requireSameKind(Fits.Ready fit, FittedDocument state, Table rows) {
        String rowId = state.options().rowId();
        List<FieldError> errors = new ArrayList<>();
        for (String name : state.keyColumns()) {
            Column column = Objects.requireNonNull(rows.column(name));
            String trained = kind(fit.summary().source().schema().getOrDefault(name, ""));
            boolean missing = IntStream.range(0, column.size()).anyMatch(column::isMissing);
            boolean empty = IntStream.range(0, column.size()).allMatch(column::isMissing);
            String now = kind(column);
            boolean readable = trained.equals(now) || (trained.equals(TIMES) && now.equals(TEXT));
            if (!empty && !readable && !trained.isEmpty()) {
                errors.add(new FieldError(
                        "/data", "holds %s in %s, which held %s in training".formatted(now, name, trained)));
            } else if (missing && name.equals(rowId)) {
                errors.add(new FieldError("/data", "lacks " + name + " in some rows, which tells rows apart"));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT, "Whether these rows were learned from cannot be told.", errors);
        }
    }

    private static String kind(Column column) {
        return switch (column) {
            case NumberColumn numbers -> NUMBERS;
            case TextColumn text -> TEXT;
            case TimeColumn times -> TIMES;
        };
    }

    private static String kind(String schema) {
        return switch (schema) {
            case "integer", "number" -> NUMBERS;
            case "text" -> TEXT;
            case "date", "datetime", "instant" -> TIMES;
            default -> "";
        };
    }

    private static String told(FittedDocument state) {
        return state.options().rowId() != null
                ? ", told by " + state.options().rowId()
                : ", told by their content; if rows that differ look equal there, fit with row_id";
    }
}
