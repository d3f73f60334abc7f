package io.assay.statistics.proportion;

import static io.assay.statistics.proportion.Tables.assertClose;
import static io.assay.statistics.proportion.Tables.lower;
import static io.assay.statistics.proportion.Tables.table;
import static io.assay.statistics.proportion.Tables.upper;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceIntervalsTest {

    /**
     * mpmath 1.3 at 80 digits: outer bisection on δ of (d - δ)² (N - 1)/(N W) = z², inner bisection on the derivative of
     * the likelihood for the restricted rates; relative 1e-14. Not statsmodels 0.15.0, whose
     * confint_proportions_2indep(method="score", compare="diff") is wrong: the second coefficient of its cubic has
     * count0 * diff where the paper has nobs0 * diff, so that for 17 of 24 against 3 of 4 at alpha 0.1 it answers an
     * upper limit of 0.3738 instead of 0.3179, and for 8 of 12 against 3 of 15 it fails.
     */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,0.05,0.0015037013082368363,0.018505186740873845",
        "19,53,13,47,0.05,-0.2593331367524587,0.10307316481193737",
        "20034,44700,20119,45489,0.05,-0.012392180086137843,0.0005821681699788983",
        "8502,44700,8279,45489,0.05,-0.013282326248425054,-0.0031214158022924324",
        "17,24,3,4,0.1,-0.3883437042501546,0.31793491207470925",
        "8,12,3,15,0.05,-0.731918821746032,-0.08760088689018873",
        "1,10,9,10,0.001,0.04589692154503826,0.9732945145266145",
        "0,20,6,25,0.05,0.058941371432076006,0.43661181614173467",
        "90,100,100,100,0.05,0.05514788693722465,0.17459010100706687",
        "0,10,0,10,0.05,-0.28793394128201216,0.28793394128201216",
        "10,10,10,10,0.05,-0.28793394128201216,0.28793394128201216",
        "0,10,10,10,0.05,0.6636415518947675,1.0",
        "10,10,0,10,0.05,-1.0,-0.6636415518947675",
        "0,1,1,1,0.05,-0.5869013712455252,1.0",
        "1,1,0,1,0.2,-1.0,0.24310499354929427",
        "0,12,10,10,1e-06,-0.06517358220693395,1.0",
        "7,10,0,20,1e-12,-0.9843803212211211,0.4302789662788815",
        "1000000,1000000000,1000000,1000000000,0.05,-2.7704240488921563e-06,2.7704240488921563e-06",
        "1,1000000000000,5,1000000000000,0.05,-1.1278009973471248e-12,1.0816523394426799e-11",
        "0,1000000000000,100,1000000000000000,0.05,-3.741458820679373e-12,1.2161425838656482e-13",
        "0,1000000000000000,1,1000000000000,0.05,1.765245549351746e-13,5.664934265736516e-12",
        "0,1000000000000000,1000000000000000,1000000000000000,0.05,0.9999999999999961,1.0",
        "1000000000000000,1000000000000000,1000000000000000,1000000000000000,0.05,-3.841458820694113e-15,3.841458820694113e-15",
        "1,1000000000000000,1000000000000000,1000000000000000,0.05,0.9999999999999943,0.9999999999999998",
        "500000000000000,1000000000000000,500000001000000,1000000000000000,0.05,-4.282612702882905e-08,4.482612702882905e-08",
        "1,3,100000000000000,1000000000000000,0.01,-0.755783984952334,0.05957337070391714",
        "999999,1000000,1000000,1000000,0.05,-2.8414479053862776e-06,5.6649137867999485e-06",
        "1,1000000000000000,1,1000000,0.05,1.7652457574537133e-07,5.664911803311447e-06",
        "1000000,1000000,999999999999999,1000000000000000,0.05,-5.664934265758955e-15,3.841444062944946e-06",
        "0,1000000000000,1000000000002,1000000000002,0.05,0.9999999999961585,1.0",
        "0,1000000000000,1000,1000000000000000,0.9999,9.99996036680546e-13,1.000003963335162e-12"
    })
    void miettinenNurminen(long xc, long nc, long xt, long nt, double alpha, double lower, double upper) {
        assertClose(DifferenceIntervals.miettinenNurminen(table(xc, nc, xt, nt), alpha), lower, upper, 1e-14);
    }

    /** Newcombe 1998, Statistics in Medicine 17, table II, contrasts (a) and (b), methods 6 and 10; four decimals. */
    @ParameterizedTest
    @CsvSource({"48,80,56,70,0.0528,0.3382,0.0524,0.3339", "3,10,9,10,0.1700,0.8406,0.1705,0.8090"})
    void publishedScoreIntervals(
            long xc, long nc, long xt, long nt, double mnLower, double mnUpper, double lower, double upper) {
        Interval score = DifferenceIntervals.miettinenNurminen(table(xc, nc, xt, nt), 0.05);
        assertThat(lower(score)).isCloseTo(mnLower, within(5e-5));
        assertThat(upper(score)).isCloseTo(mnUpper, within(5e-5));
        Interval hybrid = DifferenceIntervals.newcombe(table(xc, nc, xt, nt), 0.05);
        assertThat(lower(hybrid)).isCloseTo(lower, within(5e-5));
        assertThat(upper(hybrid)).isCloseTo(upper, within(5e-5));
    }

    /** statsmodels 0.15.0, confint_proportions_2indep(…, method="newcomb", compare="diff"); relative 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,0.05,0.0015020650656495157,0.018501515868365202",
        "19,53,13,47,0.05,-0.2539846910796164,0.10034598285753843",
        "42,104,500,1009,0.05,-0.009208680634669383,0.1861069282899423",
        "3,50,11,150,0.1,-0.0722994589617384,0.06932079438290403",
        "2,494,4,11,0.01,0.11085964109021015,0.7103995905938338",
        "0,20,6,25,0.05,0.03605016871071437,0.43429683355429083",
        "90,100,100,100,0.05,0.04192290401610915,0.1743656615049135"
    })
    void newcombe(long xc, long nc, long xt, long nt, double alpha, double lower, double upper) {
        assertClose(DifferenceIntervals.newcombe(table(xc, nc, xt, nt), alpha), lower, upper, 1e-12);
    }

    /** statsmodels 0.15.0, confint_proportions_2indep(…, method="agresti-caffo", compare="diff"); relative 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,0.05,0.0015000882606108195,0.01849591253922922",
        "19,53,13,47,0.05,-0.2572592555081128,0.10141509966395693",
        "42,104,500,1009,0.05,-0.00853574449987382,0.18831291263155736",
        "3,50,11,150,0.1,-0.06860650600059004,0.07265508899654144",
        "2,494,4,11,0.01,0.03088951967819198,0.7262444753590289",
        "0,20,6,25,0.05,0.02699085964388917,0.4006185679655384",
        "90,100,100,100,0.05,0.03487972334134608,0.1611987080312029"
    })
    void agrestiCaffo(long xc, long nc, long xt, long nt, double alpha, double lower, double upper) {
        assertClose(DifferenceIntervals.agrestiCaffo(table(xc, nc, xt, nt), alpha), lower, upper, 1e-12);
    }

    /** statsmodels 0.15.0, confint_proportions_2indep(…, method="wald", compare="diff"); relative 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,0.05,0.0015040591315121105,0.01849594086848788",
        "19,53,13,47,0.05,-0.26361633567508763,0.09982669296131813",
        "42,104,500,1009,0.05,-0.0075254411815594,0.19091341099172943",
        "3,50,11,150,0.1,-0.052069758384397924,0.0787364250510646",
        "2,494,4,11,0.01,-0.014084863200051423,0.7332604244808759",
        "0,20,6,25,0.05,0.07258648932722198,0.407413510672778",
        "90,100,100,100,0.05,0.04120108046379835,0.15879891953620162"
    })
    void waldUnpooled(long xc, long nc, long xt, long nt, double alpha, double lower, double upper) {
        assertClose(DifferenceIntervals.waldUnpooled(table(xc, nc, xt, nt), alpha), lower, upper, 1e-12);
    }

    /** tea-tasting 2.0, test_proportion_analyze_norm_no_corr; the Cookie Cats gate test by the formula. Relative 1e-11. */
    @ParameterizedTest
    @CsvSource({
        "19,53,13,47,-0.26508014358420723,0.10129050087043773",
        "20034,44700,20119,45489,-0.012392479618511285,0.0005821400438283707",
        "8502,44700,8279,45489,-0.013281079012494895,-0.00312151761791693"
    })
    void waldPooled(long xc, long nc, long xt, long nt, double lower, double upper) {
        assertClose(DifferenceIntervals.waldPooled(table(xc, nc, xt, nt), 0.05), lower, upper, 1e-11);
    }

    /** tea-tasting 2.0, test_proportion_analyze_norm and test_proportion_analyze_norm_unpooled; relative 1e-12. */
    @Test
    void continuityCorrection() {
        TwoByTwo table = table(19, 53, 13, 47);
        assertClose(
                DifferenceIntervals.waldPooledWithContinuity(table, 0.05),
                -0.2851524037206986,
                0.12136276100692911,
                1e-12);
        assertClose(
                DifferenceIntervals.waldUnpooledWithContinuity(table, 0.05),
                -0.28368859581157896,
                0.11989895309780946,
                1e-12);
        assertThat(upper(DifferenceIntervals.waldPooledWithContinuity(table(0, 2, 2, 2), 0.05)))
                .isOne();
    }

    @Test
    void nothingVaries() {
        assertThat(DifferenceIntervals.waldPooled(table(0, 5, 0, 9), 0.05)).isNull();
        assertThat(DifferenceIntervals.waldPooledWithContinuity(table(5, 5, 9, 9), 0.05))
                .isNull();
        assertThat(DifferenceIntervals.waldUnpooled(table(0, 5, 9, 9), 0.05)).isNull();
        assertThat(DifferenceIntervals.waldUnpooledWithContinuity(table(0, 5, 9, 9), 0.05))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAnImpossibleAlpha(double alpha) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> DifferenceIntervals.miettinenNurminen(table(1, 2, 1, 2), alpha))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("alpha"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.9, 1e-12})
    void scoreLimitsEncloseTheEstimateAndMirror(double alpha) {
        Tables.random(5_000).forEach(table -> checkScoreInterval(table, alpha));
        Tables.extremes().forEach(table -> checkScoreInterval(table, alpha));
    }

    private static void checkScoreInterval(TwoByTwo table, double alpha) {
        Interval interval = DifferenceIntervals.miettinenNurminen(table, alpha);
        double lower = lower(interval);
        double upper = upper(interval);
        assertThat(lower).isBetween(-1.0, table.difference());
        assertThat(upper).isBetween(table.difference(), 1.0);

        Interval exchanged = DifferenceIntervals.miettinenNurminen(table.exchanged(), alpha);
        assertThat(lower(exchanged)).isEqualTo(-upper);
        assertThat(upper(exchanged)).isEqualTo(-lower);

        Interval failures = DifferenceIntervals.miettinenNurminen(
                new TwoByTwo(table.control().complement(), table.treatment().complement()), alpha);
        double rounding = 1e-14 * Math.max(Math.abs(lower), Math.abs(upper));
        assertThat(lower(failures)).isCloseTo(-upper, within(rounding));
        assertThat(upper(failures)).isCloseTo(-lower, within(rounding));
    }

    /** At δ = 0 the restricted rates are the pooled one: the statistic is the pooled z² (N - 1)/N. */
    @Test
    void scoreIntervalContainsZeroJustWhereTheScoreTestDoesNotReject() {
        double z = Levels.criticalValue(0.05);
        Tables.random(20_000).filter(table -> !table.isConstant()).forEach(table -> {
            double statistic =
                    requireNonNull(ProportionTests.pooledZ(table)).z() * Math.sqrt((table.n() - 1.0) / table.n());
            assertThat(DifferenceIntervals.miettinenNurminen(table, 0.05).contains(0))
                    .isEqualTo(Math.abs(statistic) <= z);
        });
    }

    @Test
    void anySmallAlphaIsFinite() {
        Interval interval = DifferenceIntervals.miettinenNurminen(table(3, 10, 5, 10), Double.MIN_VALUE);
        assertThat(lower(interval)).isBetween(-1.0, 0.0);
        assertThat(upper(interval)).isBetween(0.0, 1.0);
        assertThat(interval.level()).isOne();
    }
}
