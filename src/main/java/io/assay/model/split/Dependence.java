package io.assay.model.split;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What ties rows to each other: when they were, and whose they are. */
public final class Dependence {

    /** Rows that nothing ties. */
    public static final Dependence NONE = new Dependence(null, null);

    private final int @Nullable [] moments;
    private final int @Nullable [] groups;

    /**
     * Takes the arrays as they are.
     *
     * @param moments of the rows, numbers that ascend with time; null where nothing says when they were
     * @param groups whose each row is, numbers in the order of the groups' values; null where nothing says it
     */
    public Dependence(int @Nullable [] moments, int @Nullable [] groups) {
        this.moments = moments;
        this.groups = groups == null ? null : shared(groups);
    }

    /** Numbers from 0 without a gap; null where nobody has two rows. */
    private static int @Nullable [] shared(int[] groups) {
        int[] values = Arrays.stream(groups).distinct().sorted().toArray();
        return values.length == groups.length
                ? null
                : Arrays.stream(groups)
                        .map(group -> Arrays.binarySearch(values, group))
                        .toArray();
    }

    /** Of these rows alone. */
    public Dependence take(int[] rows) {
        return this == NONE ? NONE : new Dependence(pick(moments, rows), pick(groups, rows));
    }

    private static int @Nullable [] pick(int @Nullable [] values, int[] rows) {
        if (values == null) {
            return null;
        }
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    /** When each row was, null where nothing says it. */
    public int @Nullable [] moments() {
        return moments;
    }

    /** Whose each row is, numbers from 0; null where nobody has two rows. */
    public int @Nullable [] groups() {
        return groups;
    }
}
