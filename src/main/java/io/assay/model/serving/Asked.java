package io.assay.model.serving;

import io.assay.data.Table;
import io.assay.platform.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants predicted: rows, or the id of a dataset.
 *
 * @param rows null where a dataset is named
 * @param named ids of the rows; null where the caller gave none
 * @param warnings what a lenient reader let pass
 * @param form of the rows: rows or columns
 */
record Asked(
        @Nullable Table rows,
        @Nullable String dataset,
        Predictor.Wanted wanted,
        boolean lenient,
        @Nullable List<String> named,
        @Nullable String name,
        List<String> warnings,
        String form) {

    /** Where a row is in the request, and how what is said of it begins. */
    FieldError at(int row) {
        return form.equals("rows")
                ? new FieldError("/data/rows/" + row, "")
                : new FieldError("/data/" + form, "in row " + row + " ");
    }

    /** The ids of the rows, the caller's or new ones. */
    String[] ids(int count) {
        return named == null ? PredictionIds.of(count) : named.toArray(String[]::new);
    }
}
