package io.assay.model.serving;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables to which the columns are added that a version reads and they lack: missing in every row. */
final class Completed {

    private Completed() {}

    static Table of(Table given, Loaded model) {
        List<Column> columns = new ArrayList<>(given.columns());
        for (String name : model.inputNames()) {
            if (given.column(name) == null) {
                double[] values = new double[given.rows()];
                Arrays.fill(values, Double.NaN);
                // A column without a value is of any type.
                columns.add(new NumberColumn(name, values, false));
            }
        }
        return columns.size() == given.columns().size() ? given : new Table(given.rows(), columns);
    }
}
