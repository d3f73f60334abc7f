package io.assay.feature.leakage;

import io.assay.statistics.Check;
import java.util.List;

/**
 * What was found.
 *
 * @param columns figures of each column, in the table's order
 * @param checks in a fixed order, those that could not be done among them
 */
public record LeakageReport(List<ColumnFigures> columns, List<Check> checks) {

    public LeakageReport {
        columns = List.copyOf(columns);
        checks = List.copyOf(checks);
    }
}
