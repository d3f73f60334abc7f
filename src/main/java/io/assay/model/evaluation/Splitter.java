package io.assay.model.evaluation;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.Times;
import io.assay.model.scoring.Task;
import io.assay.model.split.Dependence;
import io.assay.model.split.Ranks;
import io.assay.model.split.Round;
import io.assay.model.split.Splits;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how rows are split. Where a column says when they were, what is judged is later than what was learned from;
 * where somebody has several rows, they stay together; else rows are shuffled, each class apart.
 */
final class Splitter {

    private final Outcome outcome;
    private final @Nullable String time;
    private final @Nullable String group;
    private final Dependence dependence;
    private final Splits splits;

    /** Of how many groups the rows are; 0 where no column says whose they are. */
    private final int groupCount;

    private final long seed;

    /**
     * Of the rows that have an outcome.
     *
     * @param time column, null without one
     * @param group column, null without one
     */
    Splitter(Table rows, Outcome outcome, @Nullable String time, @Nullable String group, long seed) {
        this.outcome = outcome;
        this.time = time;
        this.group = group;
        this.seed = seed;
        int[] moments = time == null ? null : moments(column(rows, time, "/time"));
        int[] whose = group == null ? null : Ranks.of(column(rows, group, "/group"));
        this.groupCount = whose == null ? 0 : Arrays.stream(whose).max().orElse(-1) + 1;
        this.dependence = moments == null && whose == null ? Dependence.NONE : new Dependence(moments, whose);
        this.splits = new Splits(outcome.task(), outcome.values(), dependence);
    }

    /** Whose some rows are, by number; null where nobody has two. */
    int @Nullable [] whose(int[] rows) {
        int[] all = dependence.groups();
        return all == null ? null : Arrays.stream(rows).map(row -> all[row]).toArray();
    }

    /** What ties the rows to each other. */
    Dependence dependence() {
        return dependence;
    }

    /** The rounds of cross-validation. */
    Rounds rounds(int folds) {
        return learnable(split(folds), "/cv");
    }

    private Rounds split(int folds) {
        int n = outcome.values().length;
        if (folds > n) {
            throw refused("/cv", "must be at most the number of rows with an outcome, which is " + n);
        }
        boolean isShuffled = dependence.moments() == null && dependence.groups() == null;
        if (isShuffled && outcome.task() != Task.REGRESSION) {
            requireEachClass(folds);
        }
        List<Round> rounds = pointed("/cv", () -> splits.folds(folds, seed));
        if (dependence.moments() != null) {
            return new Rounds(
                    SplitMethod.TIME_SERIES_SPLIT,
                    time + " says when rows were: what is judged is later than what was learned from"
                            + (dependence.groups() == null
                                    ? ""
                                    : "; rows of one " + group + " may be on both sides, the later ones judged"),
                    rounds);
        }
        if (dependence.groups() != null) {
            return new Rounds(
                    SplitMethod.STRATIFIED_GROUP_K_FOLD,
                    "%,d rows are of %,d values of %s: those of one stay in one fold".formatted(n, groupCount, group),
                    rounds);
        }
        String alone = group == null ? "" : "every row has a " + group + " of its own, and ";
        if (outcome.task() == Task.REGRESSION) {
            return new Rounds(SplitMethod.K_FOLD, alone + "no column says when rows were: they are shuffled", rounds);
        }
        return new Rounds(
                SplitMethod.STRATIFIED_K_FOLD,
                alone + "no column says when rows were: they are shuffled, each class apart",
                rounds);
    }

    /** One round, in which a share of the rows is held out. */
    Rounds heldOut(double share) {
        return learnable(withheld(share), "/held_out");
    }

    private Rounds withheld(double share) {
        Round round = pointed("/held_out", () -> splits.heldOut(share, seed));
        if (dependence.moments() != null) {
            return new Rounds(
                    SplitMethod.TIME_SERIES_SPLIT, "the last rows by " + time + " are held out", List.of(round));
        }
        if (dependence.groups() != null) {
            return new Rounds(
                    SplitMethod.STRATIFIED_GROUP_K_FOLD,
                    "all rows of some values of %s are held out".formatted(group),
                    List.of(round));
        }
        boolean isRegression = outcome.task() == Task.REGRESSION;
        return new Rounds(
                isRegression ? SplitMethod.K_FOLD : SplitMethod.STRATIFIED_K_FOLD,
                isRegression ? "drawn at random" : "drawn at random, each class apart",
                List.of(new Round(sorted(round.train()), sorted(round.test()))));
    }

    private static int[] sorted(int[] rows) {
        int[] sorted = rows.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The same rounds, of which each has every class, or numbers that differ, to learn from. */
    private Rounds learnable(Rounds rounds, String pointer) {
        for (int i = 0; i < rounds.rounds().size(); i++) {
            int[] train = rounds.rounds().get(i).train();
            double[] learned = Arrays.stream(train)
                    .mapToDouble(row -> outcome.values()[row])
                    .distinct()
                    .toArray();
            if (learned.length < 2) {
                throw refused(
                        pointer,
                        "does not fit these rows: the %,d from which round %d learns are all of one %s"
                                .formatted(train.length, i + 1, outcome.task() == Task.REGRESSION ? "value" : "class"));
            }
            for (int number = 0; number < outcome.labels().size(); number++) {
                double sought = number;
                if (Arrays.stream(learned).noneMatch(value -> value == sought)) {
                    throw refused(
                            pointer,
                            "does not fit these rows: of the %,d from which round %d learns none has %s %s"
                                    .formatted(
                                            train.length,
                                            i + 1,
                                            outcome.column(),
                                            outcome.labels().get(number)));
                }
            }
        }
        return rounds;
    }

    private void requireEachClass(int folds) {
        int[] counts = new int[outcome.labels().size()];
        for (int number : outcome.classes()) {
            counts[number]++;
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < folds) {
                throw refused(
                        "/cv",
                        "must be at most the rows of the rarest class: %d have %s %s"
                                .formatted(
                                        counts[i],
                                        outcome.column(),
                                        outcome.labels().get(i)));
            }
        }
    }

    private static Column column(Table rows, String name, String pointer) {
        Column column = rows.column(name);
        if (column == null) {
            throw refused(pointer, "must be a column of the data");
        }
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                throw refused(pointer, "must name a column that no row with an outcome lacks");
            }
        }
        return column;
    }

    /** When each row was: numbers in the order of time. */
    private static int[] moments(Column column) {
        return Ranks.of(column instanceof TextColumn ? Times.of(column, null, "/time") : column);
    }

    private interface Split<T> {
        T make();
    }

    private static <T> T pointed(String pointer, Split<T> split) {
        try {
            return split.make();
        } catch (InvalidInputException refusal) {
            throw refused(pointer, "does not fit these rows: " + refusal.getMessage());
        }
    }

    private static ProblemException refused(String pointer, String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT, "The rows cannot be split.", List.of(new FieldError(pointer, detail)));
    }
}
