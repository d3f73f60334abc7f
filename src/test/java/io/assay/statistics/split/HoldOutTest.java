package io.assay.statistics.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** scikit-learn 1.9.1's train_test_split and TimeSeriesSplit: cases split.* of the reference, tolerance 0. */
class HoldOutTest {

    private static final double FIFTH = 0.2;

    private static final int[] THIRTY = {
        0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0
    };

    private static final int[] NINETY_SEVEN = {
        0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0,
        1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 0,
        1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1
    };

    /** The labels of split.n50k5s42: two rows of the rarer class, of which none is held out. */
    private static int[] fifty() {
        int[] labels = new int[50];
        labels[25] = 1;
        labels[27] = 1;
        return labels;
    }

    /** Cases split.n30k5s42, split.n50k5s42 and split.n97k3s0. */
    @Test
    void random() {
        assertThat(HoldOut.random(30, FIFTH, 42).test()).containsExactly(27, 15, 23, 17, 8, 9);
        assertThat(HoldOut.random(50, FIFTH, 42).test()).containsExactly(13, 39, 30, 45, 17, 48, 26, 25, 32, 19);
        assertThat(HoldOut.random(97, FIFTH, 0).test())
                .containsExactly(26, 84, 2, 55, 68, 81, 16, 78, 54, 66, 53, 89, 71, 13, 7, 30, 22, 24, 33, 8);
        assertThat(HoldOut.random(97, FIFTH, 0).train()).hasSize(77);
    }

    /** The same cases. */
    @Test
    void stratified() {
        HoldOut thirty = HoldOut.stratified(THIRTY, FIFTH, 42);
        assertThat(thirty.test()).containsExactly(9, 7, 21, 16, 8, 13);
        assertThat(thirty.train())
                .containsExactly(
                        15, 4, 29, 0, 19, 20, 6, 3, 12, 1, 26, 25, 27, 18, 14, 10, 11, 22, 2, 23, 28, 5, 17, 24);
        HoldOut fifty = HoldOut.stratified(fifty(), FIFTH, 42);
        assertThat(fifty.test()).containsExactly(22, 20, 18, 49, 7, 14, 44, 40, 10, 30);
        assertThat(fifty.train())
                .containsExactly(
                        1, 29, 34, 46, 15, 11, 8, 13, 24, 6, 27, 2, 43, 37, 36, 16, 48, 3, 32, 0, 26, 31, 39, 23, 38,
                        21, 47, 45, 17, 25, 28, 35, 19, 12, 5, 9, 42, 33, 4, 41);
        HoldOut more = HoldOut.stratified(NINETY_SEVEN, FIFTH, 0);
        assertThat(more.test())
                .containsExactly(39, 17, 48, 2, 47, 51, 53, 90, 16, 0, 93, 6, 78, 63, 62, 24, 21, 64, 55, 59);
        assertThat(more.train())
                .containsExactly(
                        75, 46, 70, 30, 37, 11, 77, 44, 22, 45, 73, 61, 1, 40, 8, 25, 83, 9, 92, 79, 50, 58, 5, 60, 81,
                        86, 88, 68, 14, 52, 76, 72, 10, 36, 82, 4, 87, 85, 56, 38, 18, 49, 65, 13, 29, 28, 84, 15, 95,
                        80, 54, 23, 35, 32, 41, 94, 31, 89, 26, 33, 69, 42, 43, 20, 91, 12, 67, 66, 34, 74, 7, 27, 19,
                        71, 96, 57, 3);
    }

    /** Case split.time_series. */
    @Test
    void inTheOrderOfTime() {
        assertThat(TimeSeriesSplit.of(103, 5, null, 0))
                .isEqualTo(List.of(
                        new TimeSeriesSplit(18, 18, 35),
                        new TimeSeriesSplit(35, 35, 52),
                        new TimeSeriesSplit(52, 52, 69),
                        new TimeSeriesSplit(69, 69, 86),
                        new TimeSeriesSplit(86, 86, 103)));
        assertThat(TimeSeriesSplit.of(103, 4, 10, 3))
                .isEqualTo(List.of(
                        new TimeSeriesSplit(60, 63, 73),
                        new TimeSeriesSplit(70, 73, 83),
                        new TimeSeriesSplit(80, 83, 93),
                        new TimeSeriesSplit(90, 93, 103)));
    }

    @Test
    void refusesWhatLeavesNothing() {
        assertThatThrownBy(() -> HoldOut.random(1, FIFTH, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> HoldOut.random(10, 1, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> HoldOut.stratified(new int[] {0, 0, 0, 1}, FIFTH, 0))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> HoldOut.stratified(new int[] {0, 0, 1, 1}, FIFTH, 0))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TimeSeriesSplit.of(10, 3, 4, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TimeSeriesSplit.of(10, 1, null, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TimeSeriesSplit.of(10, 2, null, -1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TimeSeriesSplit.of(10, 2, 0, 0)).isInstanceOf(InvalidInputException.class);
    }
}
