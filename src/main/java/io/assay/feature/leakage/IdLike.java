package io.assay.feature.leakage;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Columns that name the row rather than describe it: nothing that holds of other rows can be learned from them. */
final class IdLike {

    private static final double NEARLY_ALL = 0.95;

    private static final double MOST = 0.5;

    /** Fewer rows are all different by nature. */
    static final int FEWEST_ROWS = 20;

    private static final Pattern NAME = Pattern.compile(
            "(?i:(.*[_.\\- ])?(id|ids|uuid|guid|key|nr|no|number|rownames?|index|row)|unnamed: 0)|.*[a-z](Id|ID|Uuid|Key)");

    private IdLike() {}

    /** Why a column is one; null when it is not. */
    static @Nullable String reason(Column column, ColumnFigures figures) {
        int there = column.size() - figures.missing();
        if (there < FEWEST_ROWS) {
            return null;
        }
        boolean discrete = switch (column) {
            case NumberColumn numbers -> numbers.isWhole();
            case TextColumn text -> true;
            case TimeColumn times -> false;
        };
        double share = (double) figures.distinct() / there;
        if (!discrete || share <= MOST) {
            return null;
        }
        String distinct = "%d different values in %d rows".formatted(figures.distinct(), there);
        if (column instanceof NumberColumn numbers && isSequence(numbers)) {
            return distinct + ", each larger than the one before: the order of the rows";
        }
        if (isNamedSo(column.name())) {
            return distinct + ", and a name as ids have";
        }
        return share >= NEARLY_ALL ? distinct : null;
    }

    /** Whether a column is called as ids are. */
    static boolean isNamedSo(String name) {
        return NAME.matcher(name).matches();
    }

    private static boolean isSequence(NumberColumn numbers) {
        double last = Double.NEGATIVE_INFINITY;
        for (double value : numbers.values()) {
            if (value <= last) {
                return false;
            }
            last = Double.isNaN(value) ? last : value;
        }
        return true;
    }
}
