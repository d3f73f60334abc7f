package io.assay.feature.transform;

import io.assay.data.Table;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** The last value before a row against an earlier one. */
final class Change {

    private Change() {}

    static Table of(Table in, Past past, @Nullable Integer periods, DoubleBinaryOperator change) {
        int[] last = past.back(1);
        int[] before = past.back(1 + (periods == null ? 1 : periods));
        return Past.each(in, column -> {
            double[] values = Numeric.of(column);
            double[] changes = new double[values.length];
            // Where there is an earlier row there is a last one, too.
            Arrays.setAll(
                    changes,
                    row -> before[row] < 0 ? Double.NaN : change.applyAsDouble(values[last[row]], values[before[row]]));
            return Past.column(column.name(), changes);
        });
    }
}
