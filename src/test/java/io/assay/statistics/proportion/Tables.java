package io.assay.statistics.proportion;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables to try, and comparisons by relative error. */
final class Tables {

    private static final long TRILLION = 1_000_000_000_000L;

    private Tables() {}

    static TwoByTwo table(long controlSuccesses, long controlN, long treatmentSuccesses, long treatmentN) {
        return new TwoByTwo(new Proportion(controlSuccesses, controlN), new Proportion(treatmentSuccesses, treatmentN));
    }

    /** No and all conversions, one unit, huge and very unequal arms, identical arms. */
    static Stream<TwoByTwo> extremes() {
        List<Long> sizes = List.of(1L, 2L, 7L, 1000L, TRILLION, Proportion.LARGEST_N);
        return sizes.stream()
                .flatMap(nc -> sizes.stream()
                        .flatMap(nt -> counts(nc).flatMap(xc -> counts(nt).map(xt -> table(xc, nc, xt, nt)))));
    }

    private static Stream<Long> counts(long n) {
        return Stream.of(0L, 1L, n / 2, n - 1, n).distinct();
    }

    /** Seeded tables of all sizes and rates, small counts of successes or failures being common. */
    static Stream<TwoByTwo> random(int size) {
        Random random = new Random(20_261_124);
        return Stream.generate(() -> new TwoByTwo(randomArm(random), randomArm(random)))
                .limit(size);
    }

    private static Proportion randomArm(Random random) {
        long n = (long) Math.pow(10, random.nextDouble(random.nextBoolean() ? 3 : 15));
        long some = Math.min(n, (long) Math.pow(10, random.nextDouble(4)) - 1);
        long successes = switch (random.nextInt(3)) {
            case 0 -> some;
            case 1 -> n - some;
            case 2 -> random.nextLong(n + 1);
            default -> throw new IllegalStateException();
        };
        return new Proportion(successes, n);
    }

    static void assertClose(double actual, double expected, double relative) {
        assertThat(actual).isCloseTo(expected, within(relative * Math.abs(expected)));
    }

    static void assertClose(@Nullable Interval actual, double lower, double upper, double relative) {
        assertClose(lower(actual), lower, relative);
        assertClose(upper(actual), upper, relative);
    }

    static double lower(@Nullable Interval interval) {
        return requireNonNull(requireNonNull(interval).lower());
    }

    static double upper(@Nullable Interval interval) {
        return requireNonNull(requireNonNull(interval).upper());
    }
}
