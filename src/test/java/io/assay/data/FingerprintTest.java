package io.assay.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fingerprints against the layout written a second time with Python 3 (hashlib, struct). */
class FingerprintTest {

    @Test
    void numbersAndWords() {
        Table table = new Table(
                3,
                List.of(
                        new NumberColumn("age", new double[] {22, Double.NaN, -0.0}, true),
                        new TextColumn("sex", new int[] {1, -1, 0}, List.of("female😀", "männlich"))));
        assertThat(Fingerprint.of(table)).isEqualTo("ef44f80b4545b1ad0eeab3b1f348cfb19c965a0db4568b19ec7bdb24d76c28de");
    }

    @Test
    void moments() {
        Column at = new TimeColumn("at", new long[] {1_772_353_800_250_000L, TimeColumn.MISSING}, false);
        assertThat(Fingerprint.of(new Table(2, List.of(at))))
                .isEqualTo("fd711dda186b1d8b722c845d5c86a23a84611f2da598266e76d9c6ac9393c9ad");
    }

    @Test
    void wordsThatOverflowTheBuffer() {
        List<String> levels = new ArrayList<>();
        IntStream.range(0, 7).forEach(length -> levels.add("x".repeat(length)));
        levels.add("y".repeat(100_000));
        int[] codes = IntStream.range(0, 70_000)
                .map(row -> row == 69_999 ? 7 : row % 7)
                .toArray();
        assertThat(Fingerprint.of(new Table(70_000, List.of(new TextColumn("s", codes, levels)))))
                .isEqualTo("b44372aae2b786b5a3c6548acad7146881375714a8161770c9a542ca8eca0520");
    }

    @Test
    void orderOfRowsAndColumnsNamesAndKindsMakeADifference() {
        Column one = new NumberColumn("a", new double[] {1, 2}, true);
        Column two = new NumberColumn("b", new double[] {3, 4}, true);
        assertThat(List.of(
                        Fingerprint.of(new Table(2, List.of(one, two))),
                        Fingerprint.of(new Table(2, List.of(two, one))),
                        Fingerprint.of(new Table(2, List.of(one, two)).take(new int[] {1, 0})),
                        Fingerprint.of(new Table(2, List.of(one.renamed("c"), two))),
                        Fingerprint.of(new Table(2, List.of(one))),
                        Fingerprint.of(new Table(2, List.of(new TimeColumn("a", new long[] {1, 2}, true)))),
                        Fingerprint.of(new Table(2, List.of(new TimeColumn("a", new long[] {1, 2}, false))))))
                .doesNotHaveDuplicates();
        assertThat(Fingerprint.of(new Table(2, List.of(new NumberColumn("a", new double[] {1, 2}, false)))))
                .isEqualTo(Fingerprint.of(new Table(2, List.of(one))));
    }
}
