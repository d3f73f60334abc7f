package io.assay.feature.leakage;

import io.assay.data.Table;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be looked at.
 *
 * @param table the training rows
 * @param outcome of each of them
 * @param columns those that might be features
 * @param time the column that tells when a prediction is asked for, null where none does
 * @param outcomeTime the column that tells when the outcome came about, null where none does
 * @param entity the column that tells whose a row is, null where none does
 * @param zone of times without one
 * @param test the test rows, null where there are none
 * @param folds how many folds a category is encoded in
 */
public record LeakageInput(
        Table table,
        Outcome outcome,
        List<String> columns,
        @Nullable String time,
        @Nullable String outcomeTime,
        @Nullable String entity,
        ZoneId zone,
        @Nullable Table test,
        int folds,
        long seed) {

    public LeakageInput {
        columns = List.copyOf(columns);
    }
}
