package io.assay.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundThreadsTest {

    private static final int ROUNDS = 100;
    private static final long ALONE = 40_000_000;
    private static final long SHARED = 25_000_000;
    private static final long DISTURBED = 150_000_000;

    /** The threads of each round of a hundred, where so many processors are free in it. */
    private static List<Integer> rounds(int most, IntUnaryOperator freeIn) {
        int[] round = {0};
        RoundThreads threads = new RoundThreads(most, () -> freeIn.applyAsInt(round[0]));
        List<Integer> taken = new ArrayList<>();
        for (; round[0] < ROUNDS; round[0]++) {
            taken.add(threads.next());
            threads.took(
                    threads.next() == 1 ? ALONE : threads.next() > freeIn.applyAsInt(round[0]) ? DISTURBED : SHARED);
        }
        return taken;
    }

    @Test
    void takesAllThatAreFreeAfterOneLookAround() {
        List<Integer> taken = rounds(2, round -> 2);
        assertThat(taken.getFirst()).isEqualTo(1);
        assertThat(taken.subList(1, ROUNDS)).containsOnly(2);
    }

    @Test
    void takesOneWhereNoMoreAreFree() {
        assertThat(rounds(2, round -> 1)).containsOnly(1);
        assertThat(rounds(2, round -> -3)).containsOnly(1);
    }

    @Test
    void takesOneWhereOneIsAllThatItMayTake() {
        assertThat(rounds(1, round -> 8)).containsOnly(1);
    }

    @Test
    void takesWhatIsFreeOfMany() {
        List<Integer> taken = rounds(8, round -> 5);
        assertThat(taken).doesNotContain(6, 7, 8);
        assertThat(taken.stream().filter(threads -> threads == 5)).hasSizeGreaterThan(ROUNDS * 9 / 10);
    }

    /** And looks around from time to time for those that are not. */
    @Test
    void takesMoreWhenTheyBecomeFree() {
        List<Integer> taken = rounds(8, round -> round < 50 ? 5 : 8);
        assertThat(taken.subList(0, 50)).contains(5).doesNotContain(8);
        assertThat(taken.subList(70, ROUNDS)).containsOnly(8);
    }

    @Test
    void givesBackAfterOneSlowRoundAndComesBackWhenAllIsQuiet() {
        List<Integer> taken = rounds(2, round -> round < 40 || round >= 60 ? 2 : 1);
        assertThat(taken.subList(1, 41)).containsOnly(2);
        assertThat(taken.subList(41, 60)).containsOnly(1);
        assertThat(taken.subList(63, ROUNDS)).containsOnly(2);
    }

    /** Somebody comes whenever it has looked: it believes less and less in quiet. */
    @Test
    void isNotDeceivedOverAndOver() {
        RoundThreads threads = new RoundThreads(2, () -> 2);
        int disturbed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int now = threads.next();
            boolean isSecond = now > 1 && round > 0 && round % 2 == 0;
            threads.took(now == 1 ? ALONE : isSecond ? DISTURBED : SHARED);
            disturbed += isSecond ? 1 : 0;
        }
        assertThat(disturbed).isPositive().isLessThan(8);
    }

    /** Who is there from the first round of several threads on makes none of them slower than another. */
    @Test
    void noticesThatSeveralAreSlowerThanOne() {
        RoundThreads threads = new RoundThreads(2, () -> 2);
        int shared = 0;
        for (int round = 0; round < ROUNDS; round++) {
            shared += threads.next() > 1 ? 1 : 0;
            threads.took(threads.next() == 1 ? ALONE : DISTURBED);
        }
        assertThat(shared).isPositive().isLessThan(8);
    }

    @Test
    void roundsThatGrowSlowlyAreNotSlow() {
        RoundThreads threads = new RoundThreads(2, () -> 2);
        threads.took(ALONE);
        assertThat(IntStream.range(0, ROUNDS).map(round -> {
                    threads.took((long) (SHARED * Math.pow(1.04, round)));
                    return threads.next();
                }))
                .containsOnly(2);
    }
}
