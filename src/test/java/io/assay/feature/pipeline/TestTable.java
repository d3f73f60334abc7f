package io.assay.feature.pipeline;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables put together column by column; null is missing. */
public final class TestTable {

    private final List<Column> columns = new ArrayList<>();

    public TestTable numbers(String name, @Nullable Number... values) {
        double[] numbers = Arrays.stream(values)
                .mapToDouble(value -> value == null ? Double.NaN : value.doubleValue())
                .toArray();
        boolean whole = Arrays.stream(values).allMatch(value -> value == null || value instanceof Integer);
        return with(new NumberColumn(name, numbers, whole));
    }

    public TestTable numbers(String name, double[] values) {
        return with(new NumberColumn(name, values, false));
    }

    public TestTable texts(String name, @Nullable String... values) {
        List<String> levels = new ArrayList<>();
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            String value = values[row];
            codes[row] = value == null ? -1 : levels.indexOf(value);
            if (value != null && codes[row] < 0) {
                codes[row] = levels.size();
                levels.add(value);
            }
        }
        return with(new TextColumn(name, codes, levels));
    }

    /** Local times such as 2024-01-31T00:00. */
    public TestTable times(String name, @Nullable String... values) {
        long[] micros = Arrays.stream(values)
                .mapToLong(value -> value == null
                        ? TimeColumn.MISSING
                        : LocalDateTime.parse(value).toEpochSecond(ZoneOffset.UTC) * 1_000_000)
                .toArray();
        return with(new TimeColumn(name, micros, true));
    }

    public TestTable with(Column column) {
        columns.add(column);
        return this;
    }

    public Table table() {
        return new Table(columns.isEmpty() ? 0 : columns.getFirst().size(), columns);
    }
}
