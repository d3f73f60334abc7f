package io.assay.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchFormatTest {

    private static final String LONG = "ü".repeat(70_000);

    private static LoggedBatch batch() {
        return new LoggedBatch(
                new String[] {"a", "ümlaut 😀", LONG},
                new long[] {5, -7, Long.MAX_VALUE},
                new Table(
                        3,
                        List.of(
                                new NumberColumn("x", new double[] {1.5, Double.NaN, -0.0}, false),
                                new NumberColumn("n", new double[] {1, 2, Double.NaN}, true),
                                new TextColumn("t", new int[] {1, -1, 0}, List.of(LONG, "b")),
                                new TimeColumn("d", new long[] {1, TimeColumn.MISSING, -1}, true),
                                new TimeColumn("i", new long[] {0, 1, 2}, false))),
                new double[][] {{0.1, 0.2, 0.3}, {0.9, 0.8, 0.7}});
    }

    @Test
    void everythingComesBack() {
        LoggedBatch batch = batch();
        LoggedBatch read = BatchFormat.read(BatchFormat.ids(batch), BatchFormat.rows(batch), 3, true);
        for (int row = 0; row < 3; row++) {
            assertThat(read.id(row)).isEqualTo(batch.id(row));
            assertThat(read.micros(row)).isEqualTo(batch.micros(row));
        }
        assertThat(read.predictions()).isDeepEqualTo(batch.predictions());
        assertThat(read.rows().names()).containsExactly("x", "n", "t", "d", "i");
        assertThat(((NumberColumn) read.columns().get(0)).values()).containsExactly(1.5, Double.NaN, -0.0);
        assertThat(((NumberColumn) read.columns().get(1)).isWhole()).isTrue();
        TextColumn words = (TextColumn) read.columns().get(2);
        assertThat(words.text(0)).isEqualTo("b");
        assertThat(words.text(1)).isNull();
        assertThat(words.text(2)).isEqualTo(LONG);
        assertThat(((TimeColumn) read.columns().get(3)).isLocal()).isTrue();
        assertThat(((TimeColumn) read.columns().get(3)).micros()).containsExactly(1, TimeColumn.MISSING, -1);
        assertThat(((TimeColumn) read.columns().get(4)).isLocal()).isFalse();
    }

    @Test
    void columnsNeedNotBeRead() {
        LoggedBatch read = BatchFormat.read(BatchFormat.ids(batch()), BatchFormat.rows(batch()), 3, false);
        assertThat(read.columns()).isEmpty();
        assertThat(read.predictions()).isDeepEqualTo(batch().predictions());
    }

    @Test
    void partsOfABatch() {
        LoggedBatch late = batch().within(0, Long.MAX_VALUE);
        assertThat(late.size()).isEqualTo(1);
        assertThat(late.id(0)).isEqualTo("a");
        assertThat(batch().last(2).id(0)).isEqualTo("ümlaut 😀");
        assertThat(batch().last(2).predictions()[1]).containsExactly(0.8, 0.7);
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] rows = BatchFormat.rows(batch());
        assertThatThrownBy(
                        () -> BatchFormat.read(BatchFormat.ids(batch()), Arrays.copyOf(rows, rows.length / 2), 3, true))
                .isInstanceOf(UncheckedIOException.class);
    }

    /** The share of ids that are kept, of two forms: within 4 standard errors; and the same ids always. */
    @Test
    void samplesByIdAlone() {
        for (String form : List.of("%d", "01jd%016d-0")) {
            double kept = IntStream.range(0, 100_000)
                            .filter(i -> Sampling.isKept(form.formatted(i), 0.1))
                            .count()
                    / 100_000.0;
            assertThat(kept).isCloseTo(0.1, within(4 * Math.sqrt(0.1 * 0.9 / 100_000)));
        }
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(Integer::toString)
                        .filter(id -> Sampling.isKept(id, 0.2))
                        .allMatch(id -> Sampling.isKept(id, 0.3)))
                .isTrue();
        assertThat(Sampling.isKept("any", 0)).isFalse();
        assertThat(Sampling.isKept("any", 1)).isTrue();
    }
}
