package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import java.util.ArrayList;
import java.util.List;

/** 1 where the column is missing and 0 where it is not. Learns nothing. */
@Kind("missing_indicator")
public record MissingIndicator() implements Transformer, Fitted {

    @Override
    public Fitting fit(Table in, Training training) {
        return Fitting.of(this, in, training);
    }

    @Override
    public Table apply(Table in, Context context) {
        List<Column> out = new ArrayList<>();
        for (Column column : in.columns()) {
            double[] missing = new double[column.size()];
            for (int row = 0; row < missing.length; row++) {
                missing[row] = column.isMissing(row) ? 1 : 0;
            }
            out.add(new NumberColumn(column.name(), missing, true));
        }
        return new Table(in.rows(), out);
    }
}
