package io.assay.feature.registry;

import io.assay.data.Source;
import io.assay.data.Table;
import io.assay.feature.pipeline.FittedDocument;
import io.assay.feature.pipeline.RowKeys;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Refuses to evaluate a fit on what it was made of. */
final class EvaluationRows {

    private static final int SHOWN = 10;

    private EvaluationRows() {}

    /** @throws ProblemException with status 409 when any of the rows was among the training rows */
    static void check(Fits.Ready fit, Source source, Table rows, RowKeys trained) {
        FittedDocument state = fit.pipeline().document();
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

    private static String told(FittedDocument state) {
        return state.options().rowId() != null
                ? ", told by " + state.options().rowId()
                : ", told by their content; if rows that differ look equal there, fit with row_id";
    }
}
