package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One column of 0 and 1 for each category of the training rows, in their order: numbers ascending, texts by code point.
 * A row whose category was not learned, or is missing, is 0 in all of them.
 */
@Kind("one_hot")
public record OneHot() implements ColumnTransformer {

    static final int MOST_LEVELS = 10_000;

    @Override
    public Fitted learn(Column in, Training training) {
        Categories categories = Categories.in(in);
        if (categories.size() > MOST_LEVELS) {
            throw Refusal.of(
                    in,
                    String.format(
                            Locale.ROOT,
                            "has %,d levels, and each would become a column: at most %,d are; target_encode, hashing or "
                                    + "rare_levels before it make fewer",
                            categories.size(),
                            MOST_LEVELS));
        }
        if (categories.size() == 0) {
            throw Refusal.of(in, "is missing in every training row: it has no categories");
        }
        return new Learned(categories);
    }

    /** The categories, each a column. */
    @Kind("one_hot")
    public record Learned(Categories categories) implements Fitted {

        @Override
        public Table apply(Table in, Context context) {
            Column column = Columns.only(in);
            double[][] indicators = numbers(in, context);
            List<Column> out = new ArrayList<>(indicators.length);
            for (int i = 0; i < indicators.length; i++) {
                String name = Columns.name(column, categories.names().get(i));
                out.add(new NumberColumn(name, indicators[i], true));
            }
            return new Table(in.rows(), out);
        }

        @Override
        public double[][] numbers(Table in, Context context) {
            int[] places = categories.places(Columns.only(in));
            double[][] indicators = new double[categories.size()][places.length];
            for (int row = 0; row < places.length; row++) {
                if (places[row] != Categories.NONE) {
                    indicators[places[row]][row] = 1;
                }
            }
            return indicators;
        }

        @Override
        public boolean isOneHot() {
            return true;
        }

        @Override
        public boolean flags() {
            return true;
        }

        @Override
        public void flag(Table in, byte[] flags) {
            categories.flagUnknown(Columns.only(in), flags);
        }

        @Override
        public Finding finding() {
            return Finding.ofLevels(categories.size());
        }
    }
}
