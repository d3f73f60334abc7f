package io.assay.feature.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows against pandas, and what pandas leaves open: rows of one moment, horizons, other kinds of columns. */
class WindowsTest {

    private static final double NONE = Double.NaN;

    /** Rows of two entities, a and b, in no order. */
    private static final int[] ENTITIES = {0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1};

    private static final int[] DAYS = {3, 1, 4, 1, 9, 2, 5, 3, 7, 8, 11, 6};

    private static final double[] VALUES = {5.0, 2.5, NONE, 1.0, 8.25, -3.0, NONE, 0.0, 4.0, 4.0, 16.5, 7.0};

    private static Arguments figures(Windowed step, double... expected) {
        return Arguments.of(step, expected);
    }

    private static Rolling rolling(WindowStatistic statistic) {
        return new Rolling(statistic, 3, null, 2, null);
    }

    private static Rolling lastThreeDays(WindowStatistic statistic) {
        return new Rolling(statistic, null, "P3D", null, null);
    }

    private static Expanding expanding(WindowStatistic statistic) {
        return new Expanding(statistic, null, null);
    }

    /**
     * pandas 3.0.6 on these rows sorted by entity and day: {@code groupby("e").x.shift(1)} and within each entity
     * {@code .diff}, {@code .pct_change(fill_method=None)}, {@code .rolling(3, min_periods=2)}, {@code .rolling(2)},
     * {@code .expanding(min_periods=1)}, {@code .ewm(alpha=0.3 or halflife=2, adjust=True)}; the periods are
     * {@code .rolling("3D", closed="left")} without the shift. Absolute 1e-14.
     */
    static Stream<Arguments> pandas() {
        return Stream.of(
                figures(new Lag(1, null), 1.0, NONE, 0.0, NONE, 4.0, 2.5, 5.0, -3.0, NONE, 7.0, 8.25, NONE),
                figures(new Lag(2, null), NONE, NONE, -3.0, NONE, NONE, NONE, 1.0, 2.5, 5.0, NONE, 4.0, 0.0),
                figures(new Diff(null, null), NONE, NONE, 3.0, NONE, NONE, NONE, 4.0, -5.5, NONE, NONE, 4.25, NONE),
                figures(new Diff(2, null), NONE, NONE, -2.5, NONE, -1.0, NONE, NONE, NONE, NONE, 7.0, NONE, NONE),
                figures(new PctChange(1, null), NONE, NONE, -1, NONE, NONE, NONE, 4, -2.2, NONE, NONE, 1.0625, NONE),
                figures(
                        rolling(WindowStatistic.MEAN),
                        NONE,
                        NONE,
                        -1.0 / 6,
                        NONE,
                        4.5,
                        NONE,
                        3.0,
                        -0.25,
                        3.0,
                        3.5,
                        6.125,
                        -1.5),
                figures(
                        rolling(WindowStatistic.SUM),
                        NONE,
                        NONE,
                        -0.5,
                        NONE,
                        9.0,
                        NONE,
                        6.0,
                        -0.5,
                        6.0,
                        7.0,
                        12.25,
                        -3.0),
                figures(
                        rolling(WindowStatistic.MIN),
                        NONE,
                        NONE,
                        -3.0,
                        NONE,
                        4.0,
                        NONE,
                        1.0,
                        -3.0,
                        1.0,
                        0.0,
                        4.0,
                        -3.0),
                figures(rolling(WindowStatistic.MAX), NONE, NONE, 2.5, NONE, 5.0, NONE, 5.0, 2.5, 5.0, 7.0, 8.25, 0.0),
                figures(
                        rolling(WindowStatistic.SD),
                        NONE,
                        NONE,
                        2.753785273643051,
                        NONE,
                        0.7071067811865476,
                        NONE,
                        2.8284271247461903,
                        3.8890872965260113,
                        2.8284271247461903,
                        4.949747468305833,
                        3.005203820042827,
                        2.1213203435596424),
                figures(
                        new Rolling(WindowStatistic.MEAN, 2, null, null, null),
                        NONE,
                        NONE,
                        -1.5,
                        NONE,
                        NONE,
                        NONE,
                        3.0,
                        -0.25,
                        NONE,
                        NONE,
                        6.125,
                        NONE),
                figures(
                        new Rolling(WindowStatistic.COUNT, 3, null, null, null),
                        1.0,
                        0.0,
                        3.0,
                        0.0,
                        2.0,
                        1.0,
                        2.0,
                        2.0,
                        2.0,
                        2.0,
                        2.0,
                        2.0),
                figures(
                        lastThreeDays(WindowStatistic.MEAN),
                        1.0,
                        NONE,
                        -1.0 / 6,
                        NONE,
                        4.0,
                        2.5,
                        5.0,
                        -0.25,
                        NONE,
                        7.0,
                        8.25,
                        0.0),
                figures(
                        lastThreeDays(WindowStatistic.SD),
                        NONE,
                        NONE,
                        2.753785273643051,
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        3.8890872965260113,
                        NONE,
                        NONE,
                        NONE,
                        NONE),
                figures(
                        expanding(WindowStatistic.MEAN),
                        1.0,
                        NONE,
                        -1.0 / 6,
                        NONE,
                        10.0 / 3,
                        2.5,
                        3.0,
                        -0.25,
                        3.0,
                        1.625,
                        4.5625,
                        -1.0 / 6),
                figures(
                        expanding(WindowStatistic.SUM),
                        1.0,
                        NONE,
                        -0.5,
                        NONE,
                        10.0,
                        2.5,
                        6.0,
                        -0.5,
                        6.0,
                        6.5,
                        18.25,
                        -0.5),
                figures(
                        expanding(WindowStatistic.MIN),
                        1.0,
                        NONE,
                        -3.0,
                        NONE,
                        1.0,
                        2.5,
                        1.0,
                        -3.0,
                        1.0,
                        -3.0,
                        1.0,
                        -3.0),
                figures(expanding(WindowStatistic.MAX), 1.0, NONE, 2.5, NONE, 5.0, 2.5, 5.0, 2.5, 5.0, 7.0, 8.25, 2.5),
                figures(
                        expanding(WindowStatistic.SD),
                        NONE,
                        NONE,
                        2.753785273643051,
                        NONE,
                        2.0816659994661326,
                        NONE,
                        2.8284271247461903,
                        3.8890872965260113,
                        2.8284271247461903,
                        4.230346715499018,
                        2.988693973404883,
                        2.753785273643051),
                figures(expanding(WindowStatistic.COUNT), 1.0, 0.0, 3.0, 0.0, 3.0, 1.0, 2.0, 2.0, 2.0, 4.0, 4.0, 3.0),
                figures(
                        new Ewm(0.3, null, null, null),
                        1.0,
                        NONE,
                        -0.3995433789954338,
                        NONE,
                        3.7059465357337698,
                        2.5,
                        3.3529411764705883,
                        -0.7352941176470589,
                        3.3529411764705883,
                        3.1697699097969223,
                        5.696246331741929,
                        -0.3995433789954338),
                figures(
                        new Ewm(null, 2.0, 3, null),
                        NONE,
                        NONE,
                        -0.39477942389865617,
                        NONE,
                        3.6975214338981797,
                        NONE,
                        NONE,
                        NONE,
                        NONE,
                        3.1205957773996937,
                        5.667728313170784,
                        -0.39477942389865617));
    }

    @ParameterizedTest
    @MethodSource("pandas")
    void agreesWithPandas(Windowed step, double[] expected) {
        double[] told = apply(step, VALUES, ENTITIES, days(DAYS));
        for (int row = 0; row < expected.length; row++) {
            if (Double.isNaN(expected[row])) {
                assertThat(told[row]).as("%s of row %d", step, row).isNaN();
            } else {
                assertThat(told[row]).as("%s of row %d", step, row).isCloseTo(expected[row], within(1e-14));
            }
        }
    }

    @Test
    void rowsOfOneMomentSeeTheSameAndNotEachOther() {
        double[] values = {1, 10, 100, 1000};
        long[] times = days(1, 2, 2, 3);
        int[] one = {0, 0, 0, 0};
        assertThat(apply(expanding(WindowStatistic.SUM), values, one, times)).containsExactly(NONE, 1, 1, 111);
        assertThat(apply(new Lag(null, null), values, one, times)).containsExactly(NONE, 1, 1, 100);
        assertThat(apply(new Ewm(1.0, null, null, null), values, one, times)).containsExactly(NONE, 1, 1, 100);
    }

    @Test
    void aHorizonHidesWhatIsNotKnownYet() {
        double[] values = {1, 10, 100, 1000, 10_000};
        long[] times = days(1, 2, 3, 4, 10);
        int[] one = new int[5];
        // on day 4 with two days of delay: strictly before day 2
        assertThat(apply(new Expanding(WindowStatistic.SUM, null, "P2D"), values, one, times))
                .containsExactly(NONE, NONE, NONE, 1, 1111);
        assertThat(apply(new Lag(2, "P2D"), values, one, times)).containsExactly(NONE, NONE, NONE, NONE, 100);
        // from day 10 - 2 - 5 = 3 on
        assertThat(apply(new Rolling(WindowStatistic.SUM, null, "P5D", null, "PT48H"), values, one, times))
                .containsExactly(NONE, NONE, NONE, 1, 1100);
    }

    @Test
    void aLargeValueLeavesNothingBehind() {
        double[] values = {1e17, 1, 1, 1, 3, 0.1};
        double[] means = apply(
                new Rolling(WindowStatistic.MEAN, 2, null, null, null), values, new int[6], days(1, 2, 3, 4, 5, 6));
        assertThat(means).containsExactly(NONE, NONE, (1e17 + 1) / 2, 1, 1, 2);
        double[] same = {0.1, 0.1, 0.1, 0.1};
        assertThat(apply(new Expanding(WindowStatistic.SD, null, null), same, new int[4], days(1, 2, 3, 4)))
                .containsExactly(NONE, NONE, 0, 0);
    }

    @Test
    void whatHasNoNumberIsMissing() {
        double[] values = {0, 5, 1e308, 1e308, 1};
        assertThat(apply(new PctChange(null, null), values, new int[5], days(1, 2, 3, 4, 5)))
                .containsExactly(NONE, NONE, NONE, 1e308 / 5 - 1, 0);
        assertThat(apply(expanding(WindowStatistic.SUM), values, new int[5], days(1, 2, 3, 4, 5)))
                .containsExactly(NONE, 0, 5, 1e308, NONE);
    }

    @Test
    void wordsAndTimesHaveLagsAndCounts() {
        Table table = new Table(
                3,
                List.of(
                        new TextColumn("plan", new int[] {1, -1, 0}, List.of("free", "pro")),
                        new TimeColumn("seen", new long[] {7, 8, 9}, false)));
        Context context = context(new int[3], days(1, 2, 3));
        Table lagged = new Lag(1, null).apply(table, context);
        assertThat(((TextColumn) Objects.requireNonNull(lagged.column("plan"))).codes())
                .containsExactly(-1, 1, -1);
        assertThat(((TimeColumn) Objects.requireNonNull(lagged.column("seen"))).micros())
                .containsExactly(TimeColumn.MISSING, 7, 8);
        assertThat(numbers(expanding(WindowStatistic.COUNT).apply(table, context), "plan"))
                .containsExactly(0, 1, 1);
        assertThatThrownBy(() -> expanding(WindowStatistic.MEAN).apply(table, context))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("column plan holds text");
    }

    @Test
    void aPipelineWithoutTimeHasNoWindows() {
        Table table = new Table(1, List.of(new NumberColumn("x", new double[] {1}, false)));
        assertThatThrownBy(() -> new Lag(1, null).apply(table, new Moments(null)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the pipeline names no time");
    }

    static double[] apply(Windowed step, double[] values, int[] entities, long[] times) {
        Table table = new Table(values.length, List.of(new NumberColumn("x", values, false)));
        return numbers(step.apply(table, context(entities, times)), "x");
    }

    static Context context(int[] entities, long[] times) {
        return new Moments(new Timeline(entities, times));
    }

    private static double[] numbers(Table table, String name) {
        return ((NumberColumn) Objects.requireNonNull(table.column(name))).values();
    }

    private static long[] days(int... days) {
        return Arrays.stream(days).mapToLong(day -> day * 86_400_000_000L).toArray();
    }
}
