package io.assay.model.split;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.model.scoring.Task;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.split.Folds;
import io.assay.statistics.split.GroupedFolds;
import io.assay.statistics.split.HoldOut;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {

    private static final int ROWS = 240;

    private static final double[] TARGET =
            new Random(1).ints(ROWS, 0, 2).asDoubleStream().toArray();

    /** Some of 40 have several rows; their numbers leave gaps. */
    private static final int[] GROUPS =
            new Random(2).ints(ROWS, 0, 40).map(group -> 3 * group).toArray();

    /** Out of order, several rows to a moment. */
    private static final int[] MOMENTS = new Random(3).ints(ROWS, 0, 60).toArray();

    private static Set<Integer> values(int[] of, int[] rows) {
        return Arrays.stream(rows).map(row -> of[row]).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static void requireApart(Round round, int[] groups) {
        assertThat(values(groups, round.train())).doesNotContainAnyElementsOf(values(groups, round.test()));
        assertThat(round.train().length + round.test().length).isEqualTo(groups.length);
    }

    private static void requireLater(Round round, int[] moments) {
        int last = Arrays.stream(round.train()).map(row -> moments[row]).max().orElseThrow();
        int first = Arrays.stream(round.test()).map(row -> moments[row]).min().orElseThrow();
        assertThat(first).isGreaterThan(last);
    }

    @ParameterizedTest
    @EnumSource(
            value = Task.class,
            names = {"BINARY", "REGRESSION"})
    void groupsStayTogether(Task task) {
        Splits splits = new Splits(task, TARGET, new Dependence(null, GROUPS));
        List<Round> rounds = splits.folds(3, 42);
        assertThat(rounds).hasSize(3).allSatisfy(round -> requireApart(round, GROUPS));
        assertThat(rounds.stream().flatMapToInt(round -> Arrays.stream(round.test())))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, ROWS).boxed().toList());
        for (double share : new double[] {0.1, 0.25, 0.8}) {
            Round held = splits.heldOut(share, 42);
            requireApart(held, GROUPS);
            assertThat(held.test().length / (double) ROWS).isBetween(share - 0.05, share + 0.05);
        }
    }

    /** As the rounds around a training are split: row by row scikit-learn's. */
    @Test
    void groupsAreThoseOfScikitLearn() {
        int[] classes = Arrays.stream(TARGET).mapToInt(value -> (int) value).toArray();
        int[] numbers = Arrays.stream(GROUPS).map(group -> group / 3).toArray();
        int[] fold = GroupedFolds.of(classes, numbers, 3, 42);
        List<Round> rounds = new Splits(Task.BINARY, TARGET, new Dependence(null, GROUPS)).folds(3, 42);
        for (int i = 0; i < 3; i++) {
            int round = i;
            assertThat(rounds.get(i).test())
                    .containsExactly(IntStream.range(0, ROWS)
                            .filter(row -> fold[row] == round)
                            .toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsJudgedIsLater(boolean grouped) {
        Splits splits = new Splits(Task.BINARY, TARGET, new Dependence(MOMENTS, grouped ? GROUPS : null));
        List<Round> rounds = splits.folds(3, 42);
        assertThat(rounds).hasSize(3).allSatisfy(round -> requireLater(round, MOMENTS));
        Round held = splits.heldOut(0.1, 42);
        requireLater(held, MOMENTS);
        assertThat(held.test().length).isBetween(ROWS / 10 - 5, ROWS / 10 + 5);
    }

    @Test
    void someOfTheRowsAreTiedAsTheyWere() {
        int[] some = IntStream.range(0, ROWS).filter(row -> row % 3 != 0).toArray();
        Dependence taken = new Dependence(MOMENTS, GROUPS).take(some);
        assertThat(taken.moments())
                .containsExactly(Arrays.stream(some).map(row -> MOMENTS[row]).toArray());
        int[] groups = requireNonNull(taken.groups());
        for (int i = 0; i < some.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(groups[i] == groups[j]).isEqualTo(GROUPS[some[i]] == GROUPS[some[j]]);
            }
        }
        assertThat(new TreeSet<>(Arrays.stream(groups).boxed().toList()).last())
                .isEqualTo((int) Arrays.stream(groups).distinct().count() - 1);
        int[] alone = IntStream.range(0, ROWS)
                .filter(row -> IntStream.range(0, row).noneMatch(before -> GROUPS[before] == GROUPS[row]))
                .toArray();
        assertThat(new Dependence(null, GROUPS).take(alone).groups()).isNull();
    }

    @Test
    void rowsThatNothingTiesAreDrawnAsEver() {
        int[] classes = Arrays.stream(TARGET).mapToInt(value -> (int) value).toArray();
        int[] fold = Folds.stratified(classes, 3, 7);
        Splits splits = new Splits(Task.BINARY, TARGET, Dependence.NONE);
        assertThat(splits.folds(3, 7).get(1).test())
                .containsExactly(
                        IntStream.range(0, ROWS).filter(row -> fold[row] == 1).toArray());
        HoldOut drawn = HoldOut.stratified(classes, 0.1, 7);
        assertThat(splits.heldOut(0.1, 7).train()).containsExactly(drawn.train());
        assertThat(splits.heldOut(0.1, 7).test()).containsExactly(drawn.test());
        assertThat(new Splits(Task.REGRESSION, TARGET, Dependence.NONE)
                        .heldOut(0.1, 7)
                        .test())
                .containsExactly(HoldOut.random(ROWS, 0.1, 7).test());
    }

    @Test
    void tooFewGroupsOrMomentsAreRefused() {
        int[] two = IntStream.range(0, ROWS).map(row -> row % 2).toArray();
        assertThatThrownBy(() -> new Splits(Task.BINARY, TARGET, new Dependence(null, two)).folds(3, 42))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the number of groups, which is 2");
        assertThatThrownBy(() -> new Splits(Task.BINARY, TARGET, new Dependence(two, null)).folds(3, 42))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("2 moments");
    }

    @Test
    void aClassThatIsNotThereDoesNotUnsettleGroups() {
        double[] gap = Arrays.stream(TARGET).map(value -> 2 * value).toArray();
        Dependence tied = new Dependence(null, GROUPS);
        assertThat(new Splits(Task.MULTICLASS, gap, tied).heldOut(0.2, 42).test())
                .containsExactly(
                        new Splits(Task.BINARY, TARGET, tied).heldOut(0.2, 42).test());
    }
}
