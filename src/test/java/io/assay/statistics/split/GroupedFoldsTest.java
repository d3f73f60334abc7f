package io.assay.statistics.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import org.junit.jupiter.api.Test;

/**
 * Row by row scikit-learn 1.9.1's {@code StratifiedGroupKFold(k, shuffle=True, random_state=seed)}, run on these rows;
 * tolerance 0.
 */
class GroupedFoldsTest {

    private static final int[] GROUPS = {
        10, 3, 8, 0, 10, 11, 9, 10, 6, 0, 12, 7, 14, 2, 2, 1, 5, 8, 14, 1, 10, 7, 11, 1, 15, 16, 5, 14, 0, 0, 9, 5, 7,
        5, 14, 1, 1, 10, 11, 4, 3, 16, 16, 0, 16, 11, 0, 13, 5, 16, 1, 2, 4, 8, 12, 16, 10, 16, 4, 8
    };

    private static final int[] CLASSES = {
        0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
        1, 1, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0
    };

    @Test
    void neverPartsAGroup() {
        assertThat(GroupedFolds.of(CLASSES, GROUPS, 5, 42))
                .containsExactly(
                        4, 2, 1, 0, 4, 2, 4, 4, 2, 0, 3, 4, 3, 1, 1, 1, 2, 1, 3, 1, 4, 4, 2, 1, 4, 3, 2, 3, 0, 0, 4, 2,
                        4, 2, 3, 1, 1, 4, 2, 0, 2, 3, 3, 0, 3, 2, 0, 0, 2, 3, 1, 1, 0, 1, 3, 3, 4, 3, 0, 1);
        assertThat(GroupedFolds.of(CLASSES, GROUPS, 3, 7))
                .containsExactly(
                        0, 1, 1, 1, 0, 2, 0, 0, 2, 1, 1, 0, 2, 2, 2, 0, 2, 1, 2, 0, 0, 0, 2, 0, 2, 1, 2, 2, 1, 1, 0, 2,
                        0, 2, 2, 0, 0, 0, 2, 0, 1, 1, 1, 1, 1, 2, 1, 2, 2, 1, 0, 2, 0, 1, 1, 1, 0, 1, 0, 1);
    }

    @Test
    void balancesTheirSizeWithoutClasses() {
        assertThat(GroupedFolds.of(new int[CLASSES.length], GROUPS, 4, 1))
                .containsExactly(
                        0, 0, 2, 1, 0, 1, 0, 0, 1, 1, 0, 2, 3, 3, 3, 2, 0, 2, 3, 2, 0, 2, 1, 2, 0, 3, 0, 3, 1, 1, 0, 0,
                        2, 0, 3, 2, 2, 0, 1, 1, 0, 3, 3, 1, 3, 1, 1, 1, 0, 3, 2, 3, 1, 2, 0, 3, 0, 3, 1, 2);
    }

    @Test
    void needsAsManyGroupsAsFolds() {
        assertThatThrownBy(() -> GroupedFolds.of(new int[] {0, 1, 0}, new int[] {0, 1, 1}, 3, 42))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("number of groups, which is 2");
    }
}
