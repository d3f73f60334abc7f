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

    /** The labels of split.n50k5s42: two rows of the rarer class, fewer than there are folds. */
    private static int[] fifty() {
        int[] labels = new int[50];
        labels[25] = 1;
        labels[27] = 1;
        return labels;
    }

    /** Cases split.n30k5s42, split.n50k5s42 and split.n97k3s0. */
    @Test
    void stratifiesBinaryRows() {
        assertThat(Folds.stratified(THIRTY, 5, 42))
                .containsExactly(
                        0, 4, 3, 2, 0, 2, 1, 1, 2, 0, 3, 4, 4, 3, 0, 3, 4, 2, 4, 1, 4, 1, 3, 0, 1, 2, 2, 3, 0, 1);
        assertThat(Folds.stratified(fifty(), 5, 42))
                .containsExactly(
                        2, 4, 2, 4, 2, 3, 1, 1, 0, 2, 0, 0, 0, 4, 3, 1, 1, 4, 1, 0, 1, 2, 3, 4, 0, 4, 3, 3, 3, 0, 1, 3,
                        0, 4, 2, 0, 3, 3, 2, 4, 1, 2, 1, 4, 2, 0, 4, 1, 2, 3);
        assertThat(Folds.stratified(NINETY_SEVEN, 3, 0))
                .containsExactly(
                        1, 2, 0, 0, 2, 2, 0, 0, 2, 2, 1, 2, 2, 2, 0, 2, 0, 1, 1, 1, 0, 1, 0, 2, 2, 2, 0, 1, 2, 1, 1, 2,
                        2, 1, 0, 0, 2, 2, 1, 2, 1, 1, 2, 1, 1, 0, 1, 1, 2, 0, 0, 0, 0, 2, 0, 1, 1, 2, 0, 1, 0, 2, 2, 2,
                        0, 2, 0, 0, 0, 1, 0, 2, 2, 0, 0, 1, 2, 2, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1, 2, 0, 2, 0, 1, 0,
                        1);
    }

    /** Cases split.multiclass_labels and split.multiclass_noshuffle. */
    @Test
    void numbersClassesByTheirFirstRow() {
        assertThat(Folds.stratified(LABELS, 4, 7))
                .containsExactly(1, 2, 3, 1, 1, 3, 0, 3, 2, 3, 2, 3, 1, 1, 0, 0, 2, 2, 0, 0);
        assertThat(Folds.stratifiedInOrder(LABELS, 4))
                .containsExactly(0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3);
    }

    /** Cases split.n30k5s42, split.n50k5s42 and split.n97k3s0. */
    @Test
    void cutsAPermutationInBlocks() {
        assertThat(Folds.shuffled(30, 5, 42))
                .containsExactly(
                        1, 2, 2, 3, 1, 2, 4, 4, 0, 0, 4, 2, 1, 2, 4, 0, 1, 0, 3, 4, 4, 3, 2, 0, 1, 3, 3, 0, 1, 3);
        assertThat(Folds.shuffled(50, 5, 42))
                .containsExactly(
                        2, 3, 3, 1, 1, 2, 1, 4, 1, 2, 4, 3, 1, 0, 4, 1, 2, 0, 4, 0, 4, 3, 4, 3, 2, 0, 0, 2, 4, 3, 0, 2,
                        0, 2, 2, 3, 3, 1, 4, 0, 3, 1, 4, 3, 2, 0, 1, 1, 0, 4);
        assertThat(Folds.shuffled(97, 3, 0))
                .containsExactly(
                        1, 1, 0, 0, 1, 1, 0, 0, 0, 2, 1, 1, 2, 0, 2, 1, 0, 1, 1, 2, 2, 2, 0, 1, 0, 2, 0, 1, 1, 2, 0, 1,
                        2, 0, 1, 1, 2, 2, 1, 2, 1, 1, 1, 0, 2, 0, 2, 2, 0, 2, 1, 1, 1, 0, 0, 0, 1, 1, 2, 1, 0, 1, 0, 1,
                        2, 2, 0, 2, 0, 2, 2, 0, 2, 1, 2, 0, 1, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 2, 1, 0, 1, 2, 1, 2, 2, 2,
                        0);
        assertThat(Folds.ordered(7, 3)).containsExactly(0, 0, 0, 1, 1, 2, 2);
    }

    /** Case rng.mt19937_seed42. */
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
