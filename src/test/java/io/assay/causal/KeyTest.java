package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.data.NumberColumn;
import org.junit.jupiter.api.Test;

/** Codes of levels, whatever numbers they are. */
class KeyTest {

    private static Key of(double... values) {
        return Key.of(new NumberColumn("k", values, false));
    }

    @Test
    void everyLevelHasItsCode() {
        assertThat(of(3, 1, 1.5, 1).codes()).containsExactly(2, 0, 1, 0);
        assertThat(of(2000, 2000.5, 2002).codes()).containsExactly(0, 1, 2);
        assertThat(of(7, 5, 6, 5).codes()).containsExactly(2, 0, 1, 0);
        assertThat(of(-1, -0.0, 0.0, 1).codes()).containsExactly(0, 1, 1, 2);
    }

    /** Half a step is the shortest distance: the period after it is three more away. */
    @Test
    void stepsAreOfTheShortestDistance() {
        assertThat(of(2000, 2000.5, 2002).steps()).containsExactly(0, 1, 4);
    }
}
