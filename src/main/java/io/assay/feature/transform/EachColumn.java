package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a step learned of several columns, each by itself.
 *
 * @param states one for each column, in their order
 */
@Kind("each_column")
public record EachColumn(List<Fitted> states) implements Fitted {

    @Override
    public Table apply(Table in, Context context) {
        List<Column> columns = in.columns();
        List<Table> made = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            made.add(states.get(i).apply(Columns.table(columns.get(i)), context));
        }
        return joined(in.rows(), made);
    }

    static Table joined(int rows, List<Table> tables) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Table table : tables) {
            for (Column column : table.columns()) {
                if (!names.add(column.name())) {
                    throw Refusal.of("two of its columns would be called " + column.name());
                }
                columns.add(column);
            }
        }
        return new Table(rows, columns);
    }

    @Override
    public boolean flags() {
        return states.stream().anyMatch(Fitted::flags);
    }

    @Override
    public void flag(Table in, byte[] flags) {
        List<Column> columns = in.columns();
        for (int i = 0; i < states.size(); i++) {
            states.get(i).flag(Columns.table(columns.get(i)), flags);
        }
    }

    @Override
    public Finding finding() {
        Finding all = Finding.NONE;
        for (Fitted state : states) {
            all = all.with(state.finding());
        }
        return all;
    }
}
