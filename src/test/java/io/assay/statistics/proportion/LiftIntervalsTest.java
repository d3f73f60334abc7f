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

class LiftIntervalsTest {

    /**
     * mpmath 1.3 at 80 digits: bisection on ln φ of (r_t - φ r_c)² (N - 1)/(N W) = z² with the restricted rates from the
     * paper's quadratic; relative 1e-13 (limits near 0 of wide intervals lose a digit in the subtraction).
     */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,0.05,0.014415358179703014,0.19282960464855042",
        "19,53,13,47,0.05,-0.5741077138085136,0.37018825199596334",
        "20034,44700,20119,45489,0.05,-0.027449821709811955,0.0013084854676833231",
        "8502,44700,8279,45489,0.05,-0.0688910051091581,-0.016634529783186216",
        "17,24,3,4,0.1,-0.5164537824218165,0.5604677380482115",
        "8,12,3,15,0.05,-0.9016302939176929,-0.18506535434943605",
        "1,10,9,10,0.001,0.09546497211696471,119.17001497975983",
        "90,100,100,100,0.05,0.05836668635736084,0.21151927208539772",
        "10,10,10,10,0.05,-0.28793394128201216,0.40436408638885535",
        "10,10,0,10,0.05,-1.0,-0.7120660587179878",
        "1,1,0,1,0.2,-1.0,0.6423744151498163",
        "7,10,0,20,1e-12,-1.0,1.8135644799654735",
        "1000000,1000000000,1000000,1000000000,0.05,-0.002766586439510214,0.0027742616742378132",
        "1,1000000000000,5,1000000000000,0.05,-0.22538599519211122,31.27413891934378",
        "1000000000000000,1000000000000000,1000000000000000,1000000000000000,0.05,-3.841458820694113e-15,3.8414588206941275e-15",
        "1,1000000000000000,1000000000000000,1000000000000000,0.05,176524554935152.56,5664934265758973.0",
        "500000000000000,1000000000000000,500000001000000,1000000000000000,0.05,-8.565225030385179e-08,8.965225798676944e-08",
        "1,3,100000000000000,1000000000000000,0.01,-0.8831480820413318,1.4736170623477072",
        "999999,1000000,1000000,1000000,0.05,-2.841450746828838e-06,5.664945878229955e-06",
        "1,1000000000000000,1,1000000,0.05,104400298.13736038,9578510315.958628",
        "1000000,1000000,999999999999999,1000000000000000,0.05,-5.664934265758955e-15,3.841458819694126e-06"
    })
    void score(long xc, long nc, long xt, long nt, double alpha, double lower, double upper) {
        assertClose(LiftIntervals.score(table(xc, nc, xt, nt), alpha), lower, upper, 1e-13);
    }

    /** statsmodels 0.15.0, confint_proportions_2indep(…, method="score", compare="ratio") - 1; its solver stops at 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,0.05,0.014415358179694415,0.1928296046485638",
        "19,53,13,47,0.05,-0.5741077138085137,0.3701882519959616",
        "42,104,500,1009,0.05,-0.01871502901475708,0.5866034489486247",
        "7,200,19,190,0.05,0.2624036422594156,5.517528312769122",
        "30,60,45,90,0.05,-0.27387287183079434,0.4048539945920777",
        "20034,44700,20119,45489,0.05,-0.027449821709846334,0.0013084854677147817"
    })
    void scoreAgainstStatsmodels(long xc, long nc, long xt, long nt, double alpha, double lower, double upper) {
        assertClose(LiftIntervals.score(table(xc, nc, xt, nt), alpha), lower, upper, 1e-9);
    }

    /** statsmodels 0.15.0, confint_proportions_2indep(…, method="log", compare="ratio") - 1; relative 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,0.05,0.014385498923176199,0.19284039577111334",
        "19,53,13,47,0.05,-0.5706163551689658,0.38640471867755055",
        "42,104,500,1009,0.05,-0.03637257041058506,0.5624877471244139",
        "3,50,11,150,0.1,-0.5667623580703243,2.4480548685478927",
        "2,494,4,11,0.01,10.132060910260574,723.6911286380234",
        "90,100,100,100,0.05,0.04084031577711489,0.18612613531674338"
    })
    void logRatio(long xc, long nc, long xt, long nt, double alpha, double lower, double upper) {
        assertClose(LiftIntervals.logRatio(table(xc, nc, xt, nt), alpha), lower, upper, 1e-12);
    }

    /** tea-tasting 2.0, test_proportion_analyze_norm_no_corr, rel_effect_size_ci; relative 1e-12. */
    @Test
    void logRatioPooled() {
        assertClose(
                LiftIntervals.logRatioPooled(table(19, 53, 13, 47), 0.05),
                -0.5647346534627081,
                0.367670355686605,
                1e-12);
    }

    /** mpmath 1.3 at 60 digits, the formula; relative 1e-13. */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,0.05,0.010870112525621057,0.18912988747437895",
        "19,53,13,47,0.05,-0.6806212430853905,0.22373434498908587",
        "42,104,500,1009,0.05,-0.06948357391091861,0.5235871182027682",
        "3,50,11,150,0.1,-1.045392808223429,1.4898372526678734",
        "2,494,4,11,0.01,-98.71841930437076,276.3547829407344",
        "90,100,100,100,0.05,0.03851985242444243,0.1837023697977798"
    })
    void delta(long xc, long nc, long xt, long nt, double alpha, double lower, double upper) {
        assertClose(LiftIntervals.delta(table(xc, nc, xt, nt), alpha), lower, upper, 1e-13);
    }

    /** spotify-confidence 4.1, tests/frequentist/test_chisquared.py, relative interval; absolute 1e-7 as printed there. */
    @Test
    void naiveDivision() {
        Interval interval = LiftIntervals.naiveDivision(table(42, 104, 500, 1009), 0.05);
        assertThat(lower(interval)).isCloseTo(-0.0186344, within(1e-7));
        assertThat(upper(interval)).isCloseTo(0.47273797, within(1e-7));
    }

    @Test
    void withoutConversionsInControlThereIsNoLift() {
        TwoByTwo table = table(0, 10, 5, 10);
        assertThat(LiftIntervals.score(table, 0.05)).isNull();
        assertThat(LiftIntervals.logRatio(table, 0.05)).isNull();
        assertThat(LiftIntervals.logRatioPooled(table, 0.05)).isNull();
        assertThat(LiftIntervals.delta(table, 0.05)).isNull();
        assertThat(LiftIntervals.naiveDivision(table, 0.05)).isNull();
    }

    @Test
    void withoutConversionsInTreatment() {
        TwoByTwo table = table(5, 10, 0, 10);
        assertThat(lower(LiftIntervals.score(table, 0.05))).isEqualTo(-1);
        assertThat(upper(LiftIntervals.score(table, 0.05))).isNegative();
        assertThat(LiftIntervals.logRatio(table, 0.05)).isNull();
        assertThat(LiftIntervals.logRatioPooled(table, 0.05)).isNull();
        assertThat(LiftIntervals.delta(table, 0.05)).isNull();
        assertThat(LiftIntervals.naiveDivision(table, 0.05)).isNotNull();
    }

    @Test
    void withoutFailures() {
        TwoByTwo table = table(10, 10, 12, 12);
        assertThat(LiftIntervals.score(table, 0.05)).isNotNull();
        assertThat(LiftIntervals.logRatio(table, 0.05)).isNull();
        assertThat(LiftIntervals.logRatioPooled(table, 0.05)).isNull();
        assertThat(LiftIntervals.delta(table, 0.05)).isNull();
        assertThat(LiftIntervals.naiveDivision(table, 0.05)).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.9, 1e-12})
    void scoreLimitsEncloseTheEstimateAndInvert(double alpha) {
        Tables.random(5_000).forEach(table -> checkScoreInterval(table, alpha));
        Tables.extremes().forEach(table -> checkScoreInterval(table, alpha));
    }

    private static void checkScoreInterval(TwoByTwo table, double alpha) {
        Interval interval = LiftIntervals.score(table, alpha);
        if (table.control().successes() == 0) {
            assertThat(interval).isNull();
            return;
        }
        double lift = requireNonNull(table.lift());
        assertThat(lower(interval)).isBetween(-1.0, lift);
        assertThat(upper(interval)).isBetween(lift, Double.MAX_VALUE);
        if (table.treatment().successes() > 0) {
            Interval inverse = LiftIntervals.score(table.exchanged(), alpha);
            // φ (1/φ) = 1, up to the rounding of a lift near -1
            assertThat((1 + upper(interval)) * (1 + lower(inverse)))
                    .isCloseTo(1, within(rounding(upper(interval), lower(inverse))));
            assertThat((1 + lower(interval)) * (1 + upper(inverse)))
                    .isCloseTo(1, within(rounding(lower(interval), upper(inverse))));
        }
    }

    private static double rounding(double lift, double inverse) {
        return 1e-14 + 2.3e-16 / (1 + lift) + 2.3e-16 / (1 + inverse);
    }

    @Test
    void scoreIntervalContainsZeroJustWhereTheScoreTestDoesNotReject() {
        double z = Levels.criticalValue(0.05);
        Tables.random(20_000)
                .filter(table -> !table.isConstant() && table.control().successes() > 0)
                .forEach(table -> {
                    double statistic =
                            requireNonNull(ProportionTests.pooledZ(table)).z()
                                    * Math.sqrt((table.n() - 1.0) / table.n());
                    assertThat(requireNonNull(LiftIntervals.score(table, 0.05)).contains(0))
                            .isEqualTo(Math.abs(statistic) <= z);
                });
    }

    @Test
    void refusesAnImpossibleAlpha() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> LiftIntervals.score(table(1, 2, 1, 2), 1))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("alpha"));
    }
}
