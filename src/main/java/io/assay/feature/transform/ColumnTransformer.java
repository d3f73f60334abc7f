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

    /** What came of learning from one column; overridden by steps that learn from the target. */
    default Fitting fit(Column in, Training training) {
        return Fitting.of(learn(in, training), Columns.table(in), training);
    }

    @Override
    default Fitting fit(Table in, Training training) {
        List<Fitting> each =
                in.columns().stream().map(column -> fit(column, training)).toList();
        return each.size() == 1
                ? each.getFirst()
                : new Fitting(
                        new EachColumn(each.stream().map(Fitting::state).toList()),
                        () -> EachColumn.joined(
                                in.rows(),
                                each.stream().map(one -> one.trained().get()).toList()));
    }
}
