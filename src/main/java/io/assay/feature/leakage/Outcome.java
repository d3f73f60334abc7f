package io.assay.feature.leakage;

import io.assay.statistics.classification.RocAuc;
import io.assay.statistics.rank.RankCorrelation;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The target of the rows that have one: classes 0 and 1, or numbers. */
public final class Outcome {

    /** Below so many rows of a class, or in all, chance alone orders them too often. */
    static final int FEWEST = 5;

    private final double[] values;
    private final boolean classes;

    /** @param values of every row, NaN where it is missing; 0 or 1 where there are classes */
    public Outcome(double[] values, boolean classes) {
        this.values = values;
        this.classes = classes;
    }

    public boolean isClassification() {
        return classes;
    }

    public double[] values() {
        return values;
    }

    /** Rows whose target is not missing. */
    public int[] known() {
        return IntStream.range(0, values.length)
                .filter(row -> !Double.isNaN(values[row]))
                .toArray();
    }

    /** Why nothing can be said of it with these rows; null when something can. */
    public @Nullable String reason() {
        int[] known = known();
        if (!classes) {
            long distinct = Arrays.stream(known)
                    .mapToDouble(row -> values[row])
                    .distinct()
                    .limit(2)
                    .count();
            return known.length < FEWEST
                    ? "fewer than %d rows have a target".formatted(FEWEST)
                    : distinct < 2 ? "the target is the same in every row" : null;
        }
        long positives = Arrays.stream(known).filter(row -> values[row] == 1).count();
        return positives < FEWEST || known.length - positives < FEWEST
                ? "one class has fewer than %d rows".formatted(FEWEST)
                : null;
    }

    /**
     * How well scores foretell it: the area under the ROC curve of classes, the rank correlation with numbers.
     *
     * @param scores of every row; NaN is left out
     * @return null, undefined, where the rows left have one class only or do not vary
     */
    @Nullable
    Double foretoldBy(double[] scores) {
        double[] left = new double[scores.length];
        double[] target = new double[scores.length];
        int count = 0;
        for (int row = 0; row < scores.length; row++) {
            if (!Double.isNaN(scores[row]) && !Double.isNaN(values[row])) {
                left[count] = scores[row];
                target[count++] = values[row];
            }
        }
        double[] foretelling = Arrays.copyOf(left, count);
        if (!classes) {
            return RankCorrelation.spearman(foretelling, Arrays.copyOf(target, count));
        }
        boolean[] positive = new boolean[count];
        for (int i = 0; i < count; i++) {
            positive[i] = target[i] == 1;
        }
        return RocAuc.of(foretelling, positive);
    }
}
