package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step learned of several columns, each by itself.
 *
 * @param states one for each column, in their order
 */
@Kind("each_column")
public record EachColumn(List<Fitted> states) implements Fitted {

    static Fitted of(List<Fitted> states) {
        return states.size() == 1 ? states.getFirst() : new EachColumn(List.copyOf(states));
    }

    @Override
    public Table apply(Table in, Context context) {
        List<Column> out = new ArrayList<>();
        List<Column> columns = in.columns();
        for (int i = 0; i < states.size(); i++) {
            Table alone = new Table(in.rows(), List.of(columns.get(i)));
            out.addAll(states.get(i).apply(alone, context).columns());
        }
        return new Table(in.rows(), out);
    }
}
