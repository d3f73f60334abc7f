package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;

/**
 * A learned function of one number. A chain of them runs over a column in place, block after block while it is in the
 * processor's cache, and gives the same bits as one step after the other.
 */
public interface Elementwise extends Fitted {

    /** Replaces the values at {@code from} and up to {@code to}, which is left out; NaN is missing. */
    void map(double[] values, int from, int to);

    /** Whether it is one: some kinds are for numbers and not for text. */
    default boolean isElementwise() {
        return true;
    }

    /** Whether what it makes are whole numbers. */
    default boolean makesWhole() {
        return false;
    }

    @Override
    default Table apply(Table in, Context context) {
        Column column = Columns.only(in);
        double[] values = Numeric.of(column).clone();
        map(values, 0, values.length);
        return Columns.table(new NumberColumn(column.name(), values, makesWhole()));
    }
}
