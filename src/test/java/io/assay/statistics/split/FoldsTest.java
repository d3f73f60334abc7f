package io.assay.statistics.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Row by row scikit-learn 1.9.1's KFold and StratifiedKFold: cases split.* and rng.* of the reference, tolerance 0. */
class FoldsTest {

    private static final int[] THIRTY = {
        0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0
    };

    private static final int[] NINETY_SEVEN = {
        0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0,
        1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 0,
        1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1
    };

    /** The labels c, c, a, b, b, a, … of the cases split.multiclass_*. */
    private static final int[] LABELS = {2, 2, 0, 1, 1, 0, 2, 1, 0, 2, 1, 1, 0, 2, 2, 0, 1, 2, 0, 1};

    @Test
    void stratifiesBinaryRows() {
        assertThat(Folds.stratified(THIRTY, 5, 42))
                .containsExactly(
                        0, 4, 3, 2, 0, 2, 1, 1, 2, 0, 3, 4, 4, 3, 0, 3, 4, 2, 4, 1, 4, 1, 3, 0, 1, 2, 2, 3, 0, 1);
        assertThat(Folds.stratified(NINETY_SEVEN, 3, 0))
                .containsExactly(
                        1, 2, 0, 0, 2, 2, 0, 0, 2, 2, 1, 2, 2, 2, 0, 2, 0, 1, 1, 1, 0, 1, 0, 2, 2, 2, 0, 1, 2, 1, 1, 2,
                        2, 1, 0, 0, 2, 2, 1, 2, 1, 1, 2, 1, 1, 0, 1, 1, 2, 0, 0, 0, 0, 2, 0, 1, 1, 2, 0, 1, 0, 2, 2, 2,
                        0, 2, 0, 0, 0, 1, 0, 2, 2, 0, 0, 1, 2, 2, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1, 2, 0, 2, 0, 1, 0,
                        1);
    }

    @Test
    void numbersClassesByTheirFirstRow() {
        assertThat(Folds.stratified(LABELS, 4, 7))
                .containsExactly(1, 2, 3, 1, 1, 3, 0, 3, 2, 3, 2, 3, 1, 1, 0, 0, 2, 2, 0, 0);
        assertThat(Folds.stratifiedInOrder(LABELS, 4))
                .containsExactly(0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3);
    }

    @Test
    void cutsAPermutationInBlocks() {
        assertThat(Folds.shuffled(30, 5, 42))
                .containsExactly(
                        1, 2, 2, 3, 1, 2, 4, 4, 0, 0, 4, 2, 1, 2, 4, 0, 1, 0, 3, 4, 4, 3, 2, 0, 1, 3, 3, 0, 1, 3);
        assertThat(Folds.shuffled(97, 3, 0))
                .containsExactly(
                        1, 1, 0, 0, 1, 1, 0, 0, 0, 2, 1, 1, 2, 0, 2, 1, 0, 1, 1, 2, 2, 2, 0, 1, 0, 2, 0, 1, 1, 2, 0, 1,
                        2, 0, 1, 1, 2, 2, 1, 2, 1, 1, 1, 0, 2, 0, 2, 2, 0, 2, 1, 1, 1, 0, 0, 0, 1, 1, 2, 1, 0, 1, 0, 1,
                        2, 2, 0, 2, 0, 2, 2, 0, 2, 1, 2, 0, 1, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 2, 1, 0, 1, 2, 1, 2, 2, 2,
                        0);
        assertThat(Folds.ordered(7, 3)).containsExactly(0, 0, 0, 1, 1, 2, 2);
    }

    @Test
    void drawsAsNumpyDoes() {
        NumpyRandom random = new NumpyRandom(42);
        assertThat(random.permutation(10)).containsExactly(8, 1, 5, 0, 7, 2, 9, 4, 3, 6);
        assertThat(new long[] {
                    random.nextUint32(),
                    random.nextUint32(),
                    random.nextUint32(),
                    random.nextUint32(),
                    random.nextUint32()
                })
                .containsExactly(669991378, 429389014, 249467210, 1972458954, 3720198231L);
        assertThat(new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()})
                .containsExactly(0.33370861113902184, 0.14286681792194078, 0.6508884729488529);
    }

    @Test
    void refusesMoreFoldsThanRows() {
        assertThatThrownBy(() -> Folds.shuffled(3, 4, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Folds.stratified(new int[] {0, 1, 2}, 2, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Folds.shuffled(3, 1, 0)).isInstanceOf(InvalidInputException.class);
    }
}
