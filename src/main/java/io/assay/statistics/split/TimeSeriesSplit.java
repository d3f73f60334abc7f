package io.assay.statistics.split;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of validation in which the test rows are always later than the training rows: with rows in the order of time,
 * the test sets are the last blocks of equal size, one after the other, and the training set is everything before, but
 * for a gap. As scikit-learn 1.9's {@code TimeSeriesSplit}.
 *
 * @param trainEnd the training rows are those from 0 up to this one, which is left out
 * @param testStart the first test row
 * @param testEnd the test rows end before this one
 */
public record TimeSeriesSplit(int trainEnd, int testStart, int testEnd) {

    /**
     * All rounds, the earliest first.
     *
     * @param n number of rows
     * @param rounds 2 or more
     * @param testSize rows of a test set, 1 or more; null for n div (rounds + 1)
     * @param gap rows left out before each test set, 0 or more
     */
    public static List<TimeSeriesSplit> of(int n, int rounds, @Nullable Integer testSize, int gap) {
        if (rounds < 2 || rounds >= n) {
            throw new InvalidInputException("folds", "must be from 2 to one less than the number of rows");
        }
        if (gap < 0) {
            throw new InvalidInputException("gap", "must not be negative");
        }
        if (testSize != null && testSize < 1) {
            throw new InvalidInputException("test_size", "must be 1 or more");
        }
        int size = testSize == null ? n / (rounds + 1) : testSize;
        if (n - gap - (long) size * rounds <= 0) {
            throw new InvalidInputException("test_size", "leaves no rows to learn from before the first test set");
        }
        List<TimeSeriesSplit> splits = new ArrayList<>();
        for (int start = n - size * rounds; start < n; start += size) {
            splits.add(new TimeSeriesSplit(start - gap, start, start + size));
        }
        return splits;
    }
}
