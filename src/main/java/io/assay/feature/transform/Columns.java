package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import java.util.ArrayList;
import java.util.List;

/** Columns and tables of a few of them, as they stand between two steps. */
final class Columns {

    private Columns() {}

    /** The column of a table that has one. */
    static Column only(Table table) {
        List<Column> columns = table.columns();
        if (columns.size() != 1) {
            throw Refusal.of("one column is needed here, and there are " + columns.size());
        }
        return columns.getFirst();
    }

    static Table table(Column column) {
        return new Table(column.size(), List.of(column));
    }

    /** The name of one of several columns that are made of one. */
    static String name(Column of, String suffix) {
        return of.name().isEmpty() ? suffix : of.name() + "_" + suffix;
    }

    /** Marks the rows in which a column is missing. */
    static void flagMissing(Column column, byte[] flags) {
        for (int row = 0; row < flags.length; row++) {
            if (column.isMissing(row)) {
                flags[row] |= Fitted.IMPUTED;
            }
        }
    }

    /** How many rows each level has. */
    static int[] counts(TextColumn text) {
        int[] counts = new int[text.levels().size()];
        for (int code : text.codes()) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        return counts;
    }

    /** The column with a word where one was missing. */
    static TextColumn filled(TextColumn text, String word) {
        if (Numeric.missing(text) == 0) {
            return text;
        }
        int[] codes = text.codes().clone();
        List<String> levels = text.levels();
        int filling = levels.indexOf(word);
        if (filling < 0) {
            filling = levels.size();
            levels = new ArrayList<>(levels);
            levels.add(word);
        }
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codes[row] < 0 ? filling : codes[row];
        }
        return new TextColumn(text.name(), codes, levels);
    }

    /** The numbers of a column in which there are some. */
    static double[] someNumbers(Column column) {
        double[] values = Numeric.of(column);
        if (Numeric.missing(column) == values.length) {
            throw Refusal.of(column, "is missing in every training row: nothing can be learned of it");
        }
        return values;
    }
}
