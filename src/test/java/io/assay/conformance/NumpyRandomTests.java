package io.assay.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** numpy 2.4.6: {@code r = RandomState(0); r.randint(0, 1000, 2000); r.randint(0, 2, 2000)}. */
class NumpyRandomTests {

    @Test
    void drawsWhatNumpyDraws() {
        NumpyRandom random = new NumpyRandom(0);
        int[] ids = random.integers(1000, 2000).toArray();
        assertThat(ids).startsWith(684, 559, 629, 192, 835);
        assertThat(Arrays.stream(ids).sum()).isEqualTo(1_004_850);
        int[] outcomes = random.integers(2, 2000).toArray();
        assertThat(outcomes).startsWith(1, 0, 0, 1, 0);
        assertThat(Arrays.stream(outcomes).sum()).isEqualTo(1019);
    }
}
