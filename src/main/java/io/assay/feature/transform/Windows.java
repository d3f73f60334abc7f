package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.Table;

/** A statistic of the rows between two places before each row. */
final class Windows {

    private Windows() {}

    /**
     * @param start for each place the first one of its window
     * @param least the fewest values that are enough
     */
    static Table of(Table in, Past past, int[] start, WindowStatistic statistic, int least) {
        return Past.each(in, column -> {
            SlidingWindow window = new SlidingWindow(ordered(column, past, statistic));
            double[] told = new double[past.rows()];
            for (int p = 0; p < told.length; p++) {
                Aggregate values = window.over(start[p], past.end(p));
                told[past.row(p)] = values.count() < least ? Double.NaN : statistic.of(values);
            }
            return Past.column(column.name(), told);
        });
    }

    private static double[] ordered(Column column, Past past, WindowStatistic statistic) {
        double[] ordered = new double[past.rows()];
        if (statistic == WindowStatistic.COUNT) {
            for (int p = 0; p < ordered.length; p++) {
                ordered[p] = column.isMissing(past.row(p)) ? Double.NaN : 1;
            }
            return ordered;
        }
        double[] values = Numeric.of(column);
        for (int p = 0; p < ordered.length; p++) {
            ordered[p] = values[past.row(p)];
        }
        return ordered;
    }
}
