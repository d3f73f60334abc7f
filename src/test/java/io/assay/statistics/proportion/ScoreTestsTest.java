package io.assay.statistics.proportion;

import static io.assay.statistics.proportion.Tables.assertClose;
import static io.assay.statistics.proportion.Tables.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTestsTest {

    /** The score equation of the restricted likelihood bisected to 50 digits in mpmath 1.3; relative 1e-13. */
    @ParameterizedTest
    @CsvSource({
        "48,80,56,70,0.1,1.3432387432197851",
        "48,80,56,70,-0.2,5.2264509315870226",
        "3,10,9,10,0.05,2.4565131189704497",
        "0,20,4,25,-0.05,2.1809884881694044",
        "0,20,4,25,0.3,-1.5104573749303491",
        "7,7,9,9,-0.02,0.4149625013793661",
        "2000,20000,2150,20000,-0.001,2.7872244027989808",
        "0,50,0,60,0.02,-1.1015253381111701",
        "1,1,0,1,0.5,-1.7320508075688773",
        "999,1000,999999997,1000000000,-0.01,3333.3323787879285"
    })
    void differenceAgainstTheRestrictedLikelihood(long xc, long nc, long xt, long nt, double value, double z) {
        assertClose(requireNonNull(ScoreTests.differenceZ(table(xc, nc, xt, nt), value)), z, 1e-13);
    }

    /**
     * As above; the first is also statsmodels 0.15.0, test_proportions_2indep(56, 70, 48, 80, 1.1, method="score",
     * compare="ratio").
     */
    @ParameterizedTest
    @CsvSource({
        "48,80,56,70,0.1,1.783891149304428",
        "48,80,56,70,-0.2,4.4784128233340069",
        "3,10,9,10,0.05,2.5508993187753359",
        "0,20,4,25,0.02,1.8339791826706977",
        "5,20,0,25,-0.5,-1.8220042689434951",
        "7,7,9,9,-0.02,0.4149625013793661",
        "7,7,9,9,0.02,-0.36228441865473597",
        "2000,20000,2150,20000,-0.02,3.1470549026753739",
        "1,1,1,1,0.5,-0.5",
        "999,1000,999999997,1000000000,-0.01,3331.8168827841188",
        "1,1000,900,1000,1500,-0.51708315003960805",
        "30,30,20,40,-0.4,-1.2817398889233112"
    })
    void liftAgainstTheRestrictedLikelihood(long xc, long nc, long xt, long nt, double value, double z) {
        assertClose(requireNonNull(ScoreTests.liftZ(table(xc, nc, xt, nt), value)), z, 1e-13);
    }

    /** At no difference the restricted rates are the pooled one. */
    @Test
    void ofNoEffectBothAreThePooledZ() {
        Tables.random(5_000).filter(table -> !table.isConstant()).forEach(table -> {
            double pooled =
                    requireNonNull(ProportionTests.pooledZ(table)).z() * Math.sqrt((table.n() - 1.0) / table.n());
            assertClose(requireNonNull(ScoreTests.differenceZ(table, 0)), pooled, 1e-12);
            assertClose(requireNonNull(ScoreTests.liftZ(table, 0)), pooled, 1e-12);
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.05, 1e-9})
    void theDifferenceIsRejectedExactlyWhereItsIntervalEndsShortOfIt(double alpha) {
        Random random = new Random(5);
        tables().forEach(table -> {
            Interval interval = DifferenceIntervals.miettinenNurminen(table, alpha);
            for (double value : values(interval, random, 1)) {
                if (value > -1 && value < 1) {
                    check(interval, value, ScoreTests.differenceZ(table, value), alpha);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.05, 1e-9})
    void theLiftIsRejectedExactlyWhereItsIntervalEndsShortOfIt(double alpha) {
        Random random = new Random(6);
        tables().forEach(table -> {
            Interval interval = LiftIntervals.score(table, alpha);
            if (interval != null) {
                for (double value : values(interval, random, 3)) {
                    if (value > -1) {
                        check(interval, value, ScoreTests.liftZ(table, value), alpha);
                    }
                }
            }
        });
    }

    private static Stream<TwoByTwo> tables() {
        return Stream.concat(Tables.extremes(), Tables.random(5_000));
    }

    /** On both sides of either limit, close to it and far from it, and anywhere; as far as doubles tell them apart. */
    private static List<Double> values(Interval interval, Random random, double largest) {
        double lower = Tables.lower(interval);
        double upper = Tables.upper(interval);
        double resolved = 1e-12 * Math.max(Math.abs(lower), Math.abs(upper));
        double step = Math.max((upper - lower) * 1e-6, resolved);
        double inside = Math.min(step, (upper - lower) / 3);
        List<Double> values = new ArrayList<>(List.of(lower - step, upper + step, random.nextDouble(-1, largest), 0.0));
        if (upper - lower > 10 * resolved) {
            values.addAll(List.of(lower + inside, upper - inside, random.nextDouble(lower + inside, upper - inside)));
        }
        return values;
    }

    private static void check(Interval interval, double value, @Nullable Double z, double alpha) {
        boolean rejected = z != null && Normal.twoSidedP(z) < alpha;
        assertThat(rejected).as("%s at %s: %s", interval, value, z).isEqualTo(!interval.contains(value));
    }

    @Test
    void nothingOverNothing() {
        assertThat(ScoreTests.differenceZ(table(0, 5, 0, 9), 0)).isNull();
        assertThat(ScoreTests.differenceZ(table(5, 5, 9, 9), 0)).isNull();
        assertThat(ScoreTests.liftZ(table(0, 5, 0, 9), 0.3)).isNull();
        assertThat(ScoreTests.liftZ(table(5, 5, 9, 9), 0)).isNull();
        assertThat(ScoreTests.differenceZ(table(2, 10, 3, 12), 0.05)).isCloseTo(0, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatNoRatesHave(double value) {
        TwoByTwo table = table(1, 2, 1, 2);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ScoreTests.differenceZ(table, value));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ScoreTests.liftZ(table, value));
        assertThat(ScoreTests.liftZ(table, 1e100)).isNegative();
    }
}
