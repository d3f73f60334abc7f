package io.assay.model.split;

import io.assay.model.scoring.Task;
import io.assay.statistics.split.Folds;
import io.assay.statistics.split.GroupedFolds;
import io.assay.statistics.split.HoldOut;
import io.assay.statistics.split.TimeSeriesSplit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How rows are split. Where it is known when they were, what is judged is later than what was learned from; where
 * somebody has several rows, they stay together; else rows are shuffled, of classes each class apart.
 */
public final class Splits {

    private final Task task;
    private final int[] classes;

    /** Rows in the order of time, null where it is not known. */
    private final @Nullable Chronology order;

    private final int @Nullable [] groups;

    /** @param target for each row the number of its class, from 0, or its value */
    public Splits(Task task, double[] target, Dependence dependence) {
        this.task = task;
        this.classes = new int[target.length];
        if (task != Task.REGRESSION) {
            Arrays.setAll(classes, row -> (int) target[row]);
        }
        int[] moments = dependence.moments();
        this.order = moments == null ? null : new Chronology(moments);
        this.groups = dependence.groups();
    }

    /**
     * The rounds of cross-validation.
     *
     * @throws io.assay.statistics.InvalidInputException where these rows cannot be split so often
     */
    public List<Round> folds(int k, long seed) {
        if (order != null) {
            return inTime(order, k);
        }
        if (groups != null) {
            return rounds(GroupedFolds.of(classes, groups, k, seed), k);
        }
        return rounds(
                task == Task.REGRESSION ? Folds.shuffled(classes.length, k, seed) : Folds.stratified(classes, k, seed),
                k);
    }

    private List<Round> inTime(Chronology chronology, int k) {
        int n = classes.length;
        int[] starts = chronology.between(TimeSeriesSplit.of(n, k, null, 0).stream()
                .mapToInt(TimeSeriesSplit::testStart)
                .toArray());
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            rounds.add(chronology.round(starts[i], i + 1 < starts.length ? starts[i + 1] : n));
        }
        return rounds;
    }

    private static List<Round> rounds(int[] fold, int k) {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            int round = i;
            rounds.add(new Round(
                    IntStream.range(0, fold.length)
                            .filter(row -> fold[row] != round)
                            .toArray(),
                    IntStream.range(0, fold.length)
                            .filter(row -> fold[row] == round)
                            .toArray()));
        }
        return rounds;
    }

    /**
     * One round, in which about a share of the rows is judged: the last ones in time, whole groups, or rows at random, which
     * are in the order in which they were drawn.
     *
     * @throws io.assay.statistics.InvalidInputException where these rows cannot be split so
     */
    public Round heldOut(double share, long seed) {
        int n = classes.length;
        if (order != null) {
            int test = Math.max(1, (int) Math.ceil(share * n));
            return order.round(order.between(new int[] {n - test})[0], n);
        }
        if (groups != null) {
            int parts = (int) Math.round(1 / Math.min(share, 1 - share));
            Round first =
                    rounds(GroupedFolds.of(classes, groups, parts, seed), parts).getFirst();
            return share > 0.5 ? new Round(/* train= */ first.test(), /* test= */ first.train()) : first;
        }
        HoldOut drawn =
                task == Task.REGRESSION ? HoldOut.random(n, share, seed) : HoldOut.stratified(classes, share, seed);
        return new Round(drawn.train(), drawn.test());
    }

    /** How many classes some rows have; 1 of a regression. */
    public int classesAmong(int[] rows) {
        return (int) Arrays.stream(rows).map(row -> classes[row]).distinct().count();
    }
}
