package io.assay.feature.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.data.Table;
import io.assay.data.TimeColumn;
import io.assay.feature.pipeline.Features;
import io.assay.feature.pipeline.FitOptions;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.TestPipelines;
import io.assay.feature.pipeline.TestTable;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Times, texts, bins and interactions; the figures' packages are named at each. */
class TimesAndTextTest {

    private static final double TOLERANCE = 1e-15;

    private static double[] applied(String steps, Table table) {
        return Fits.steps(steps, table).apply(table).columns()[0];
    }

    /** pandas 3.0.6 and numpy 2.4.6: case time_features of the reference. */
    @Test
    void timeFeatures() {
        Table table = new TestTable()
                .times(
                        "x",
                        "2024-01-01T00:00",
                        "2024-01-06T00:00",
                        "2024-02-29T00:00",
                        "2024-12-31T00:00",
                        "2025-03-14T23:59:59",
                        null)
                .table();
        FittedPipeline fitted = Fits.steps("{'kind': 'calendar'}", table);
        assertThat(fitted.names())
                .containsExactly("x_dow_sin", "x_dow_cos", "x_month_sin", "x_month_cos", "x_is_weekend");
        Features features = fitted.apply(table);
        assertRow(features.row(0), 0.0, 1.0, 0.49999999999999994, 0.8660254037844387, 0);
        assertRow(
                features.row(1), -0.9749279121818236, -0.2225209339563146, 0.49999999999999994, 0.8660254037844387, 1);
        assertRow(features.row(2), 0.43388373911755823, -0.900968867902419, 0.8660254037844386, 0.5000000000000001, 0);
        assertRow(features.row(3), 0.7818314824680298, 0.6234898018587336, -2.4492935982947064e-16, 1.0, 0);
        assertRow(features.row(4), -0.433883739117558, -0.9009688679024191, 1.0, 6.123233995736766e-17, 0);
        assertThat(features.row(5)).containsOnly(Double.NaN);
    }

    /** pandas 3.0.6: Timestamp.year, quarter, month, isocalendar().week, day, dayofyear, dayofweek, hour, minute, … */
    @Test
    void everyPart() {
        Table table = new TestTable()
                .times("x", "2024-02-29T13:45:10", "2024-12-31T23:59:59", "2021-01-03T00:00", "2023-07-01T05:06:07")
                .table();
        Features features = Fits.steps(
                        "{'kind': 'calendar', 'parts': ['year', 'quarter', 'month', 'week', 'day', 'day_of_year', 'dow',"
                                + " 'hour', 'minute', 'is_weekend', 'is_month_start', 'is_month_end']}",
                        table)
                .apply(table);
        assertThat(features.row(0)).containsExactly(2024, 1, 2, 9, 29, 60, 3, 13, 45, 0, 0, 1);
        assertThat(features.row(1)).containsExactly(2024, 4, 12, 1, 31, 366, 1, 23, 59, 0, 0, 1);
        assertThat(features.row(2)).containsExactly(2021, 1, 1, 53, 3, 3, 6, 0, 0, 1, 0, 0);
        assertThat(features.row(3)).containsExactly(2023, 3, 7, 26, 1, 182, 5, 5, 6, 1, 1, 0);
        // numpy 2.4.6: sin and cos of 2 pi v/P.
        assertRow(
                Fits.steps(
                                "{'kind': 'calendar', 'parts': ['hour_sin', 'quarter_sin', 'week_sin', 'day_sin',"
                                        + " 'day_of_year_sin', 'minute_sin', 'hour_cos', 'quarter_cos', 'week_cos', 'day_cos',"
                                        + " 'day_of_year_cos', 'minute_cos']}",
                                table)
                        .apply(table)
                        .row(0),
                -0.2588190451025208,
                1.0,
                0.8757349421956369,
                -0.3943558551133187,
                0.8573146280763322,
                -1.0,
                -0.9659258262890683,
                6.123233995736766e-17,
                0.48279220273074486,
                0.9189578116202306,
                0.5147928015098309,
                -1.8369701987210297e-16);
    }

    /** pandas 3.0.6: DatetimeIndex.tz_convert("Europe/Oslo"), over the change to summer time. */
    @Test
    void momentsAreToldInTheZoneOfThePipeline() {
        long[] micros = Arrays.stream(new String[] {
                    "2024-07-01T22:30:00Z", "2024-01-01T22:30:00Z", "2024-03-31T00:59:59Z", "2024-03-31T01:00:00Z"
                })
                .mapToLong(time -> Instant.parse(time).getEpochSecond() * 1_000_000)
                .toArray();
        Table table = new TestTable().with(new TimeColumn("x", micros, false)).table();
        FittedPipeline fitted = Fits.PIPELINES
                .fit(
                        TestPipelines.document("{'time_zone': 'Europe/Oslo', 'features': [{'name': 't', 'column': 'x',"
                                + " 'transform': [{'kind': 'calendar', 'parts': ['day', 'hour', 'dow', 'month']}]}]}"),
                        table,
                        FitOptions.DEFAULT)
                .pipeline();
        assertThat(fitted.names()).containsExactly("t_day", "t_hour", "t_dow", "t_month");
        Features features = fitted.apply(table);
        assertThat(features.row(0)).containsExactly(2, 0, 1, 7);
        assertThat(features.row(1)).containsExactly(1, 23, 0, 1);
        assertThat(features.row(2)).containsExactly(31, 1, 6, 3);
        assertThat(features.row(3)).containsExactly(31, 3, 6, 3);
    }

    @Test
    void textThatIsATimeIsReadAsOne() {
        Table texts = new TestTable().texts("x", "2024-01-06", "2024-01-08").table();
        Table times = new TestTable().times("x", "2024-01-06T00:00").table();
        FittedPipeline fitted = Fits.steps("{'kind': 'calendar', 'parts': ['dow']}", texts);
        assertThat(fitted.names()).containsExactly("x");
        assertThat(fitted.apply(texts).columns()[0]).containsExactly(5, 0);
        assertThat(fitted.apply(times).columns()[0]).containsExactly(5);
        assertThatThrownBy(() -> applied(
                        "{'kind': 'calendar'}",
                        new TestTable().texts("x", "soon").table()))
                .hasMessageContaining("cannot be read as times");
        assertThatThrownBy(() -> applied(
                        "{'kind': 'calendar'}", new TestTable().numbers("x", 3).table()))
                .hasMessageContaining("the column x holds numbers, and times are needed");
    }

    /** By hand. */
    @Test
    void daysSince() {
        Table table = new TestTable()
                .times("x", "2024-03-01T12:00", "2024-02-28T00:00", null)
                .times("signup", "2024-02-28T00:00", "2024-03-01T12:00", "2024-01-01T00:00")
                .table();
        assertThat(applied("{'kind': 'days_since', 'date': '2024-02-28'}", table))
                .containsExactly(2.5, 0, Double.NaN);
        FittedPipeline both = Fits.PIPELINES
                .fit(
                        TestPipelines.document("{'features': [{'name': 'tenure', 'columns': ['x', 'signup'],"
                                + " 'transform': [{'kind': 'days_since'}]}]}"),
                        table,
                        FitOptions.DEFAULT)
                .pipeline();
        assertThat(both.names()).containsExactly("tenure");
        assertThat(both.apply(table).columns()[0]).containsExactly(2.5, -2.5, Double.NaN);
        assertThatThrownBy(() -> applied("{'kind': 'days_since'}", table)).hasMessageContaining("there are 1");
    }

    /** scikit-learn 1.9.1: KBinsDiscretizer(4, encode="ordinal", quantile_method="linear"). */
    @Test
    void bins() {
        double[] training = {1, 2, 2, 3, 5, 8, 13, 21, 34, 100};
        double[] others = {0, 2, 4, 100, 200, -3, 50};
        assertThat(Fits.numbers("{'kind': 'bin', 'bins': 4}", training, others)).containsExactly(0, 0, 1, 3, 3, 0, 3);
        assertThat(Fits.numbers("{'kind': 'bin', 'bins': 4, 'strategy': 'uniform'}", training, others))
                .containsExactly(0, 0, 0, 3, 3, 0, 1);
        assertThat(Fits.numbers("{'kind': 'bin', 'edges': [0, 10]}", training, -1, 0, 9.9, 10, -0.0))
                .containsExactly(0, 1, 1, 2, 1);
        assertThat(Fits.numbers("{'kind': 'bin'}", new double[] {4, 4, 4}, 3, 4, 5))
                .containsExactly(0, 0, 0);
        assertThat(Fits.steps(
                                "{'kind': 'bin', 'bins': 2}, {'kind': 'one_hot'}",
                                new TestTable().numbers("x", training).table())
                        .names())
                .containsExactly("x_0", "x_1");
    }

    @Test
    void interactions() {
        Table table = new TestTable()
                .numbers("a", 2.0, 3.0, null)
                .texts("b", "true", "false", "true")
                .texts("c", "x & y", "x", "x")
                .table();
        String feature = "{'features': [{'name': 'f', 'columns': [%s], 'transform': [%s]}]}";
        FittedPipeline product = Fits.PIPELINES
                .fit(
                        TestPipelines.document(feature.formatted("'a', 'b'", "{'kind': 'interaction'}")),
                        table,
                        FitOptions.DEFAULT)
                .pipeline();
        assertThat(product.names()).containsExactly("f");
        assertThat(product.apply(table).columns()[0]).containsExactly(2, 0, Double.NaN);
        FittedPipeline crossed = Fits.PIPELINES
                .fit(
                        TestPipelines.document(feature.formatted(
                                "'c', 'b', 'a'", "{'kind': 'interaction', 'of': 'cross'}, {'kind': 'one_hot'}")),
                        table,
                        FitOptions.DEFAULT)
                .pipeline();
        assertThat(crossed.names()).containsExactly("f_x & false & 3", "f_x \\& y & true & 2");
    }

    /** scikit-learn 1.9.1: TfidfVectorizer(max_features=4). */
    @Test
    void termWeights() {
        String[] texts = {
            "The cat sat on the mat",
            "the dog ate the cat's food",
            "A dog and a cat",
            "Überraschung für cat_2 x y2",
            "mat mat mat"
        };
        Table table = new TestTable().texts("x", texts).table();
        FittedPipeline fitted = Fits.steps("{'kind': 'tfidf', 'terms': 4}", table);
        assertThat(fitted.names()).containsExactly("x_cat", "x_dog", "x_mat", "x_the");
        assertThat(fitted.apply(table).row(0))
                .containsExactly(
                        new double[] {0.3480210257141676, 0, 0.4192568104779834, 0.8385136209559668},
                        within(TOLERANCE));
        Features others = fitted.apply(
                new TestTable().texts("x", "CAT dog DOG", "nothing", null).table());
        assertThat(others.row(0))
                .containsExactly(new double[] {0.38333893017399634, 0.9236077439113727, 0, 0}, within(TOLERANCE));
        assertThat(others.row(1)).containsOnly(0);
        assertThat(others.row(2)).containsOnly(0);
        assertThat(Fits.steps("{'kind': 'tfidf'}", table).names())
                .containsExactly(
                        "x_and",
                        "x_ate",
                        "x_cat",
                        "x_cat_2",
                        "x_dog",
                        "x_food",
                        "x_für",
                        "x_mat",
                        "x_on",
                        "x_sat",
                        "x_the",
                        "x_y2",
                        "x_überraschung");
    }

    private static void assertRow(double[] actual, double... expected) {
        assertThat(actual).containsExactly(expected, within(TOLERANCE));
    }
}
