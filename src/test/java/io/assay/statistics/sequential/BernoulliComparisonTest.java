package io.assay.statistics.sequential;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.TwoByTwo;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class BernoulliComparisonTest {

    private static TwoByTwo table(long controlSuccesses, long controlN, long treatmentSuccesses, long treatmentN) {
        return new TwoByTwo(new Proportion(controlSuccesses, controlN), new Proportion(treatmentSuccesses, treatmentN));
    }

    /**
     * Targets: the ratio of beta functions by scipy 1.17.1 betaln on a grid of 200,000 common rates, the best refined by
     * minimize_scalar, and brentq over the difference and the log-ratio; relative 1e-9.
     */
    @ParameterizedTest
    @CsvSource({
        "100,1000,150,1000,1000,0.05,0.05,0.05433679180812294,-0.00040801886216281294,0.10112513660341794,"
                + "-0.0032619050663504627,1.29602635839373",
        "20,200,35,180,500,0.05,0.05,0.305571334471136,-0.029226982537550697,0.2256733890828982,-0.18197847903435313,"
                + "4.117197724978077",
        "3,40,2,300,100,0.05,0.1,1,-0.32089928793722966,0.01453847525418829,-0.9999332281855886,4.191860039541492",
        "990,1000,400,500,800,0.01,0.01,8.961245628679205e-34,-0.2694154059350959,-0.12354115755448258,"
                + "-0.2716229657694033,-0.12509304976965172",
        "1,30,12,30,30,0.05,0.05,0.021834878955266965,0.029257576630823692,0.7364745172687439,0.1502023349504844,"
    })
    void againstBruteForce(
            long xc,
            long nc,
            long xt,
            long nt,
            double optimalTrials,
            double optimalAlpha,
            double alpha,
            double pValue,
            double lower,
            double upper,
            double liftLower,
            @Nullable Double liftUpper) {
        BernoulliComparison comparison = new BernoulliComparison(table(xc, nc, xt, nt), optimalTrials, optimalAlpha);
        Interval difference = comparison.differenceInterval(alpha);
        Interval lift = requireNonNull(comparison.liftInterval(alpha));
        assertClose(comparison.pValue(), pValue);
        assertClose(requireNonNull(difference.lower()), lower);
        assertClose(requireNonNull(difference.upper()), upper);
        assertClose(requireNonNull(lift.lower()), liftLower);
        if (liftUpper == null) {
            assertThat(lift.upper()).isNull();
        } else {
            assertClose(requireNonNull(lift.upper()), liftUpper);
        }
        assertThat(difference.level()).isEqualTo(1 - alpha);
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, Offset.offset(1e-9 * Math.abs(expected)));
    }

    /** As above, but for the lift's lower limit, which is not in the grid. */
    @Test
    void aControlWithoutConversions() {
        BernoulliComparison comparison = new BernoulliComparison(table(0, 50, 8, 60), 100, 0.05);
        assertClose(comparison.pValue(), 0.10991414592716102);
        assertClose(requireNonNull(comparison.differenceInterval(0.05).lower()), -0.023044640236862604);
        assertClose(requireNonNull(comparison.differenceInterval(0.05).upper()), 0.29892162088230984);
        Interval lift = requireNonNull(comparison.liftInterval(0.05));
        assertThat(lift.upper()).isNull();
        assertThat(lift.lower()).isBetween(-1.0, 0.0);
    }

    @Test
    void thePValueIsBelowAlphaExactlyWhereTheIntervalsExcludeZero() {
        Random random = new Random(9);
        int excluded = 0;
        for (int i = 0; i < 250; i++) {
            TwoByTwo table = new TwoByTwo(arm(random), arm(random));
            BernoulliComparison comparison = new BernoulliComparison(table, Math.pow(10, random.nextDouble(9)), 0.05);
            double p = comparison.pValue();
            for (double alpha : new double[] {0.3, 0.05, 1e-6, p * (1 - 1e-6), Math.min(0.999, p * (1 + 1e-6))}) {
                if (alpha > 1e-300) {
                    assertThat(comparison.differenceInterval(alpha).contains(0))
                            .as("%s at %s", table, alpha)
                            .isEqualTo(p >= alpha);
                    Interval lift = comparison.liftInterval(alpha);
                    assertThat(lift == null || lift.contains(0))
                            .as("%s at %s", table, alpha)
                            .isEqualTo(p >= alpha);
                    excluded += p < alpha ? 1 : 0;
                }
            }
        }
        assertThat(excluded).isGreaterThan(250);
    }

    private static Proportion arm(Random random) {
        long n = (long) Math.pow(10, random.nextDouble(9));
        return switch (random.nextInt(3)) {
            case 0 -> new Proportion(Math.min(n, random.nextInt(20)), n);
            case 1 -> new Proportion(n - Math.min(n, random.nextInt(20)), n);
            default -> new Proportion(random.nextLong(n + 1), n);
        };
    }

    @Test
    void exchangedArmsAreTheirMirror() {
        BernoulliComparison one = new BernoulliComparison(table(20, 200, 35, 180), 500, 0.05);
        BernoulliComparison other = new BernoulliComparison(table(35, 180, 20, 200), 500, 0.05);
        assertClose(other.pValue(), one.pValue());
        assertThat(other.differenceInterval(0.05).lower())
                .isEqualTo(-requireNonNull(one.differenceInterval(0.05).upper()));
        double inverse =
                1 / (1 + requireNonNull(requireNonNull(one.liftInterval(0.05)).upper()));
        assertClose(1 + requireNonNull(requireNonNull(other.liftInterval(0.05)).lower()), inverse);
    }

    @Test
    void extremes() {
        BernoulliComparison none = new BernoulliComparison(table(0, 1000, 0, 1000), 100, 0.05);
        assertThat(none.pValue()).isEqualTo(1);
        assertThat(none.liftInterval(0.05)).isNull();
        assertThat(requireNonNull(none.differenceInterval(0.05).upper())).isBetween(0.0, 0.004);
        BernoulliComparison unit = new BernoulliComparison(table(1, 1, 0, 1), 100, 0.05);
        assertThat(unit.pValue()).isEqualTo(1);
        assertThat(unit.differenceInterval(0.05).lower()).isEqualTo(-1);
        assertThat(unit.differenceInterval(0.05).upper()).isEqualTo(1);
        BernoulliComparison apart = new BernoulliComparison(table(1000, 1000, 0, 1000), 100, 0.05);
        assertThat(apart.pValue()).isBetween(0.0, 1e-300);
        assertThat(apart.differenceInterval(0.05).lower()).isEqualTo(-1);
        assertThat(requireNonNull(apart.liftInterval(0.05)).lower()).isEqualTo(-1);
        Interval large = new BernoulliComparison(
                        table(100_000_000, 1_000_000_000, 100_050_000, 1_000_000_000), 1e9, 0.05)
                .differenceInterval(0.05);
        assertThat(requireNonNull(large.upper()) - requireNonNull(large.lower()))
                .isBetween(7e-5, 1.1e-4);
        assertThat(large.contains(5e-5)).isTrue();
        assertThatThrownBy(() -> unit.differenceInterval(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new BernoulliComparison(table(1, 2, 1, 2), 0, 0.05))
                .isInstanceOf(InvalidInputException.class);
    }

    /** 600 experiments without an effect, read after every unit of 100 per arm, seed 4: at most alpha plus 3 errors. */
    @Test
    void peekingAfterEveryUnitKeepsTheErrorRate() {
        Random random = new Random(4);
        int replications = 600;
        double alpha = 0.1;
        int rejected = 0;
        for (int i = 0; i < replications; i++) {
            long[] successes = new long[2];
            long[] n = new long[2];
            boolean stopped = false;
            for (int unit = 0; unit < 200 && !stopped; unit++) {
                int arm = unit % 2;
                n[arm]++;
                successes[arm] += random.nextDouble() < 0.2 ? 1 : 0;
                if (n[1] > 0) {
                    stopped = new BernoulliComparison(table(successes[0], n[0], successes[1], n[1]), 50, alpha).pValue()
                            < alpha;
                }
            }
            rejected += stopped ? 1 : 0;
        }
        assertThat((double) rejected / replications)
                .isLessThan(alpha + 3 * Math.sqrt(alpha * (1 - alpha) / replications));
    }
}
