package io.assay.data.csv;

import io.assay.data.ColumnType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a CSV file before it is read; null where it is to be found out.
 *
 * @param header whether its first row has the names of the columns
 * @param skip lines before the first row
 * @param decimalComma whether numbers have a comma where others have a point
 * @param missing texts that mean that there is no value
 * @param types of columns by name: a cell that is not of it makes its row bad
 * @param dateFormat how dates are written that are not ISO 8601, with the directives of strptime
 * @param datetimeFormat how dates and times are
 */
public record CsvOptions(
        @Nullable Character delimiter,
        @Nullable Character quote,
        @Nullable Character escape,
        @Nullable Boolean header,
        int skip,
        boolean decimalComma,
        List<String> missing,
        Map<String, ColumnType> types,
        @Nullable String dateFormat,
        @Nullable String datetimeFormat) {

    /** What stands for no value where the caller does not say: nothing at all, and what pandas and R write. */
    public static final List<String> USUAL_MISSING = List.of("", "NA", "N/A", "NaN", "nan", "null", "NULL");

    public CsvOptions {
        missing = List.copyOf(missing);
        types = Map.copyOf(types);
    }
}
