package io.assay.statistics.resampling;

import io.assay.statistics.InvalidInputException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whose rows are: of each the number of its group, from 0; null where rows are independent. */
public final class Groups {

    private Groups() {}

    /** The groups as they are, if they are as many as the rows. */
    public static int @Nullable [] checked(int @Nullable [] groups, int rows) {
        if (groups != null && groups.length != rows) {
            throw new InvalidInputException("groups", "must be as many as there are rows");
        }
        return groups;
    }

    /** Those of some rows alone. */
    public static int @Nullable [] where(int @Nullable [] groups, boolean[] rows) {
        return groups == null
                ? null
                : IntStream.range(0, rows.length)
                        .filter(row -> rows[row])
                        .map(row -> groups[row])
                        .toArray();
    }
}
