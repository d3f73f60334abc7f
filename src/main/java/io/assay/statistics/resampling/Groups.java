package io.assay.statistics.resampling;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.BitSet;
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

    /**
     * Of each class how many there are of it that do not depend on each other, so that they tell how much it varies: its rows
     * or, where rows come in groups, the groups that have one of it; rows without a weight do not count.
     *
     * @param classes of each row, from 0
     * @param count how many classes there are
     */
    public static long[] ofClasses(int[] classes, int count, double @Nullable [] weights, int @Nullable [] groups) {
        long[] there = new long[count];
        BitSet[] seen = new BitSet[count];
        Arrays.setAll(seen, k -> new BitSet());
        for (int row = 0; row < classes.length; row++) {
            int k = classes[row];
            if (weights != null && weights[row] == 0) {
                continue;
            }
            if (groups == null || !seen[k].get(groups[row])) {
                there[k]++;
            }
            if (groups != null) {
                seen[k].set(groups[row]);
            }
        }
        return there;
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
