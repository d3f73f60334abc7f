package io.assay.feature.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every window on random rows, with rows of one moment, missing values and horizons. */
class WindowsSeeNoFutureTest {

    private static final int SEEDS = 60;

    private static final int ROWS = 80;

    private static final long HOUR = 3_600_000_000L;

    static Stream<Windowed> steps() {
        List<Windowed> steps = new ArrayList<>();
        for (String horizon : new @Nullable String[] {null, "PT5H"}) {
            steps.add(new Lag(1, horizon));
            steps.add(new Lag(3, horizon));
            steps.add(new Diff(2, horizon));
            steps.add(new PctChange(1, horizon));
            steps.add(new Ewm(0.3, null, 2, horizon));
            steps.add(new Ewm(null, 4.0, null, horizon));
            for (WindowStatistic statistic : WindowStatistic.values()) {
                steps.add(new Rolling(statistic, 4, null, 2, horizon));
                steps.add(new Rolling(statistic, null, "PT7H", null, horizon));
                steps.add(new Expanding(statistic, 1, horizon));
            }
        }
        return steps.stream();
    }

    /** The promise itself: whatever becomes of the rows from a moment on, no feature of a row of that moment moves. */
    @ParameterizedTest
    @MethodSource("steps")
    void changingTheFutureMovesNoFeature(Windowed step) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int[] entities = random.ints(ROWS, 0, 3).toArray();
            long[] times = random.longs(ROWS, 0, 40).map(hour -> hour * HOUR).toArray();
            double[] values = values(random);
            double[] before = WindowsTest.apply(step, values, entities, times);
            int row = random.nextInt(ROWS);
            double[] changed = values.clone();
            int[] others = entities.clone();
            long[] moved = times.clone();
            for (int i = 0; i < ROWS; i++) {
                if (times[i] >= times[row]) {
                    changed[i] = random.nextInt(4) == 0 ? Double.NaN : 1e6 * random.nextGaussian();
                }
                if (i != row && times[i] >= times[row]) {
                    others[i] = random.nextInt(4);
                    moved[i] = times[row] + random.nextInt(20) * HOUR;
                }
            }
            double[] after = WindowsTest.apply(step, changed, others, moved);
            // to the last bit: NaN equals NaN here
            assertThat(Double.doubleToLongBits(after[row]))
                    .as("%s, seed %d, row %d", step, seed, row)
                    .isEqualTo(Double.doubleToLongBits(before[row]));
        }
    }

    /** Each row alone, from the definition: collect what it may see, then compute in two passes. */
    @ParameterizedTest
    @MethodSource("steps")
    void agreesWithTheDefinition(Windowed step) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int[] entities = random.ints(ROWS, 0, 3).toArray();
            long[] times = random.longs(ROWS, 0, 40).map(hour -> hour * HOUR).toArray();
            double[] values = values(random);
            double[] told = WindowsTest.apply(step, values, entities, times);
            for (int row = 0; row < ROWS; row++) {
                double expected = byDefinition(step, values, entities, times, row);
                if (Double.isNaN(expected)) {
                    assertThat(told[row])
                            .as("%s, seed %d, row %d", step, seed, row)
                            .isNaN();
                } else {
                    assertThat(told[row])
                            .as("%s, seed %d, row %d", step, seed, row)
                            .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
                }
            }
        }
    }

    private static double[] values(Random random) {
        return random.doubles(ROWS)
                .map(value -> value < 0.15 ? Double.NaN : value < 0.2 ? 0 : Math.rint(1000 * value) / 8 - 50)
                .toArray();
    }

    private static double byDefinition(Windowed step, double[] values, int[] entities, long[] times, int row) {
        long until = times[row] - (step.horizon() == null ? 0 : 5 * HOUR);
        List<Integer> seen = IntStream.range(0, values.length)
                .filter(i -> entities[i] == entities[row] && times[i] < until)
                .boxed()
                .sorted(Comparator.comparingLong(i -> times[i]))
                .toList();
        double[] past = seen.stream().mapToDouble(i -> values[i]).toArray();
        int n = past.length;
        return switch (step) {
            case Lag lag -> back(past, periods(lag.periods()));
            case Diff diff -> back(past, 1) - back(past, 1 + periods(diff.periods()));
            case PctChange change -> finite(back(past, 1) / back(past, 1 + periods(change.periods())) - 1);
            case Ewm ewm -> {
                Double halflife = ewm.halflife();
                double decay = halflife == null ? 0.7 : Math.pow(0.5, 1 / halflife);
                double[] weights = IntStream.range(0, n)
                        .mapToDouble(i -> Double.isNaN(past[i]) ? 0 : Math.pow(decay, n - 1 - i))
                        .toArray();
                double sum = IntStream.range(0, n)
                        .filter(i -> weights[i] > 0)
                        .mapToDouble(i -> weights[i] * past[i])
                        .sum();
                long there = IntStream.range(0, n).filter(i -> weights[i] > 0).count();
                yield there < periods(ewm.minPeriods())
                        ? Double.NaN
                        : sum
                                / IntStream.range(0, n)
                                        .mapToDouble(i -> weights[i])
                                        .sum();
            }
            case Rolling rolling
            when rolling.period() != null ->
                statistic(
                        rolling.statistic(),
                        IntStream.range(0, n)
                                .filter(i -> times[seen.get(i)] >= until - 7 * HOUR)
                                .mapToDouble(i -> past[i])
                                .toArray(),
                        rolling.statistic() == WindowStatistic.COUNT ? 0 : 1);
            case Rolling rolling ->
                statistic(
                        rolling.statistic(),
                        IntStream.range(Math.max(0, n - 4), n)
                                .mapToDouble(i -> past[i])
                                .toArray(),
                        2);
            case Expanding expanding -> statistic(expanding.statistic(), past, 1);
            default -> throw new AssertionError(step);
        };
    }

    private static int periods(@Nullable Integer given) {
        return given == null ? 1 : given;
    }

    private static double back(double[] past, int periods) {
        return periods > past.length ? Double.NaN : past[past.length - periods];
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private static double statistic(WindowStatistic statistic, double[] window, int least) {
        double[] there =
                Arrays.stream(window).filter(value -> !Double.isNaN(value)).toArray();
        if (there.length < least) {
            return Double.NaN;
        }
        double mean = Arrays.stream(there).average().orElse(Double.NaN);
        return switch (statistic) {
            case MEAN -> mean;
            case SUM -> Arrays.stream(there).sum();
            case MIN -> Arrays.stream(there).min().orElse(Double.NaN);
            case MAX -> Arrays.stream(there).max().orElse(Double.NaN);
            case COUNT -> there.length;
            case SD ->
                there.length < 2
                        ? Double.NaN
                        : Math.sqrt(Arrays.stream(there)
                                        .map(value -> (value - mean) * (value - mean))
                                        .sum()
                                / (there.length - 1));
        };
    }
}
