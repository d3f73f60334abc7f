package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.Table;
import java.util.List;

/** A step that treats each column by itself; of several it learns several times. */
interface ColumnTransformer extends Transformer {

    /**
     * Learns from one column.
     *
     * @throws io.assay.platform.problem.ProblemException with status 422 when nothing can be learned from it
     */
    Fitted learn(Column in, Training training);

    @Override
    default Fitting fit(Table in, Training training) {
        List<Fitted> states =
                in.columns().stream().map(column -> learn(column, training)).toList();
        return Fitting.of(EachColumn.of(states), in, training);
    }
}
