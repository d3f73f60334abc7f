package io.assay.feature.pipeline;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.data.Times;
import io.assay.feature.transform.Refusal;
import java.util.Arrays;
import java.util.List;

/** What a column of the training rows held, and so what a column of its name has to hold. */
public enum ColumnType {
    NUMBER("numbers"),
    TEXT("text"),
    TIME("times");

    private final String holding;

    ColumnType(String holding) {
        this.holding = holding;
    }

    static ColumnType of(Column column) {
        return switch (column) {
            case NumberColumn numbers -> NUMBER;
            case TextColumn text -> TEXT;
            case TimeColumn times -> TIME;
        };
    }

    /**
     * The column, or one of this type where it is missing in every row and its own type says nothing.
     *
     * @param pointer to the rows that it is of
     */
    Column take(Column column, String pointer) {
        if (of(column) == this) {
            return column;
        }
        if (this == TIME && column instanceof TextColumn text) {
            return Times.of(text, pointer);
        }
        int rows = column.size();
        for (int row = 0; row < rows; row++) {
            if (!column.isMissing(row)) {
                throw Refusal.of(column, "held " + holding + " in training and holds " + of(column).holding);
            }
        }
        return missing(column.name(), rows);
    }

    private Column missing(String name, int rows) {
        return switch (this) {
            case NUMBER -> {
                double[] values = new double[rows];
                Arrays.fill(values, Double.NaN);
                yield new NumberColumn(name, values, false);
            }
            case TEXT -> {
                int[] codes = new int[rows];
                Arrays.fill(codes, -1);
                yield new TextColumn(name, codes, List.of());
            }
            case TIME -> {
                long[] micros = new long[rows];
                Arrays.fill(micros, TimeColumn.MISSING);
                yield new TimeColumn(name, micros, true);
            }
        };
    }
}
