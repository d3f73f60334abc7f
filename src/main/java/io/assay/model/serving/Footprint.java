package io.assay.model.serving;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.util.Arrays;
import java.util.List;

/** About how much memory rows take while they wait, so that what waits can be bounded by it. */
final class Footprint {

    /** Of an object, its header and the reference to it. */
    private static final int OBJECT = 48;

    private Footprint() {}

    static long of(Table rows, String[] ids) {
        long bytes = OBJECT + of(Arrays.asList(ids));
        for (Column column : rows.columns()) {
            bytes += OBJECT
                    + switch (column) {
                        case NumberColumn numbers -> (long) Double.BYTES * numbers.size();
                        case TimeColumn times -> (long) Long.BYTES * times.size();
                        // Its words are kept as long as one of its rows is.
                        case TextColumn words -> (long) Integer.BYTES * words.size() + of(words.levels());
                    };
        }
        return bytes;
    }

    private static long of(List<String> words) {
        long bytes = 0;
        for (String word : words) {
            bytes += OBJECT + word.length();
        }
        return bytes;
    }
}
