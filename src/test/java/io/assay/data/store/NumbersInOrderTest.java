package io.assay.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.data.duck.Duck;
import io.assay.data.duck.TestDuck;
import io.assay.data.store.Profile.Bin;
import io.assay.data.store.Profile.Frequent;
import java.io.IOException;
import java.nio.file.Path;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of more numbers than are sorted in memory and of few; figures of the sums of 1, 2, 3, … */
class NumbersInOrderTest {

    @TempDir
    private Path folder;

    private Duck duck;

    @BeforeEach
    void open() throws IOException {
        duck = TestDuck.in(folder);
    }

    @AfterEach
    void close() throws Exception {
        duck.destroy();
    }

    /** The numbers from 1 to n, each {@code times} times but for 7, which comes twice as often; in no order, some missing. */
    private NumbersInOrder of(int n, int times) {
        Table<?> rows = Duck.sql()
                .select(DSL.field("i").as("c0"))
                .from(
                        "(select ((i * 7919) % {0}) + 1 as i from range({0}) r(i), range({1}) union all"
                                + " select 7 from range({1}) union all select null from range(10))",
                        DSL.inline(n), DSL.inline(times))
                .asTable("rows");
        long count = (long) (n + 1) * times;
        double mean = ((double) n * (n + 1) / 2 + 7) * times / count;
        return duck.call(session -> NumbersInOrder.of(session, rows, 0, count, 1, n, mean));
    }

    private static void isRight(NumbersInOrder numbers, int n, int times) {
        long count = (long) (n + 1) * times;
        assertThat(numbers.distinct()).isEqualTo(n);
        assertThat(numbers.zeros()).isZero();
        assertThat(numbers.negatives()).isZero();
        assertThat(numbers.top(true)).hasSize(10).startsWith(new Frequent(7L, 2L * times), new Frequent(1L, times));
        assertThat(numbers.top(false).getFirst()).isEqualTo(new Frequent(7.0, 2L * times));
        assertThat(numbers.histogram()).hasSize(20);
        assertThat(numbers.histogram().stream().mapToLong(Bin::count).sum()).isEqualTo(count);
        // Beyond the seven that come once more the place p holds the number p / times, rounded down.
        double middle = (count - 1) * 0.5;
        double below = Math.floor(Math.floor(middle) / times);
        double above = Math.floor(Math.ceil(middle) / times);
        assertThat(numbers.quantiles().get("p50"))
                .isCloseTo(below + (above - below) * (middle - Math.floor(middle)), within(1e-9));
        double mean = ((double) n * (n + 1) / 2 + 7) / (n + 1);
        double squares = ((double) n * (n + 1) * (2.0 * n + 1) / 6 + 49) - (n + 1) * mean * mean;
        assertThat(numbers.moments().m2()).isCloseTo(squares * times, within(squares * times * 1e-11));
        assertThat(numbers.moments().n()).isEqualTo(count);
    }

    @Test
    void few() {
        isRight(of(1_000, 1), 1_000, 1);
        isRight(of(1_000, 3), 1_000, 3);
    }

    @Test
    void moreThanAreHeld() {
        isRight(of(1_000_003, 4), 1_000_003, 4);
    }

    /** numpy 2.4.6: quantile([-0.0, 0.0, 1.5, 1.5, 9], [.01, .05, .25, .5, .75, .95, .99]). */
    @Test
    void zerosOfBothSigns() {
        Table<?> rows = Duck.sql()
                .select(DSL.field("v").as("c0"))
                .from("(values (1.5::double), (0.0), ('-0.0'::double), (9.0), (1.5)) t(v)")
                .asTable("rows");

        NumbersInOrder numbers = duck.call(session -> NumbersInOrder.of(session, rows, 0, 5, 0, 9, 2.4));

        assertThat(numbers.distinct()).isEqualTo(3);
        assertThat(numbers.zeros()).isEqualTo(2);
        assertThat(numbers.top(false))
                .containsExactly(new Frequent(0.0, 2), new Frequent(1.5, 2), new Frequent(9.0, 1));
        assertThat(numbers.quantiles().values()).containsExactly(0.0, 0.0, 0.0, 1.5, 1.5, 7.499999999999998, 8.7);
        assertThat(numbers.histogram().getFirst()).isEqualTo(new Bin(0, 0.45, 2));
        assertThat(numbers.histogram().getLast()).isEqualTo(new Bin(9 * 0.95, 9, 1));
    }
}
