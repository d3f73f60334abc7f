package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of a category: from 0, in the order given or else that of the training rows' categories, numbers ascending
 * and texts by code point. A category that was not learned is -1. Missing stays missing.
 *
 * @param order all of them from low to high, texts or numbers
 */
@Kind("ordinal")
public record Ordinal(
        @Schema(description = "All levels from low to high, texts or numbers; without it in their own order") @Nullable
        List<Scalar> order)
        implements ColumnTransformer {

    private static final int MOST = 10_000;

    public Ordinal {
        if (order != null) {
            Options.require(
                    !order.isEmpty() && order.size() <= MOST && !order.contains(null),
                    "order",
                    "must be a list of 1 to " + MOST + " categories");
            Options.require(new HashSet<>(order).size() == order.size(), "order", "must not name a category twice");
            Options.require(
                    order.stream()
                            .allMatch(each ->
                                    (each.text() == null) == (order.getFirst().text() == null)),
                    "order",
                    "must hold texts only, or numbers only");
        }
    }

    @Override
    public Fitted learn(Column in, Training training) {
        Categories found = Categories.in(in);
        if (order == null) {
            if (found.size() == 0) {
                throw Refusal.of(in, "is missing in every training row: it has no categories");
            }
            return new Learned(found);
        }
        Categories ordered = Categories.listed(order);
        int[] places = ordered.places(in);
        for (int row = 0; row < places.length; row++) {
            if (places[row] == Categories.NONE && !in.isMissing(row)) {
                throw Refusal.of(in, "holds " + Categories.shown(in, row) + ", which is not in the order");
            }
        }
        return new Learned(ordered);
    }

    /** The categories in their order. */
    @Kind("ordinal")
    public record Learned(Categories categories) implements Fitted {

        @Override
        public Table apply(Table in, Context context) {
            Column column = Columns.only(in);
            int[] places = categories.places(column);
            double[] values = new double[places.length];
            for (int row = 0; row < values.length; row++) {
                values[row] = places[row] == Categories.NONE && column.isMissing(row) ? Double.NaN : places[row];
            }
            return Columns.table(new NumberColumn(column.name(), values, true));
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
