package io.assay.validity.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.OrderStatistics;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is drawn has the distribution that it is said to have: a wrong truth would make right methods err. */
class PopulationTests {

    private static final int DRAWS = 20_000;
    private static final double LIFT = 0.2;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);

    /** Five standard errors of a share of 20,000 about the distribution function of scipy 1.17.1, {@code chi2.ppf(q, df)}. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.00015708785790970184, 0.01",
        "1, 0.454936423119572, 0.5",
        "1, 6.6348966010212145, 0.99",
        "3, 0.11483180189911707, 0.01",
        "3, 2.3659738843753377, 0.5",
        "3, 11.344866730144373, 0.99",
        "40, 22.164261252975155, 0.01",
        "40, 39.33534484661134, 0.5",
        "40, 63.690739751564465, 0.99"
    })
    void chiSquare(double degreesOfFreedom, double quantile, double probability) {
        assertShareBelow(() -> Variates.chiSquare(random, degreesOfFreedom), quantile, probability);
    }

    /** The same about {@code binom.cdf(k, n, p)}. */
    @ParameterizedTest
    @CsvSource({
        "5, 0.3, 0, 0.16807000000000002",
        "5, 0.3, 1, 0.52822",
        "5, 0.3, 4, 0.99757",
        "1000, 0.012, 5, 0.01980805710835116",
        "1000, 0.012, 12, 0.5759666376444048",
        "1000, 0.012, 21, 0.9942305646780636",
        "18000, 0.1, 1707, 0.010368786348648943",
        "18000, 0.1, 1800, 0.5062770283562468",
        "18000, 0.1, 1894, 0.9901835492110362"
    })
    void binomial(int n, double p, int k, double probability) {
        assertShareBelow(() -> Variates.binomial(random, n, p), k, probability);
    }

    private static void assertShareBelow(DoubleSupplier draw, double limit, double probability) {
        int below = 0;
        for (int i = 0; i < DRAWS; i++) {
            below += draw.getAsDouble() <= limit ? 1 : 0;
        }
        double error = Math.sqrt(probability * (1 - probability) / DRAWS);
        assertThat((double) below / DRAWS).isBetween(probability - 5 * error, probability + 5 * error);
    }

    static Stream<Population> populations() {
        return Stream.of(
                NormalPopulation.sameStrata(),
                new NormalPopulation("normal strata", 2, 1),
                new BinomialPopulation(0.1),
                new LogNormalPopulation(),
                new RatioPopulation(),
                new ClusteredPopulation(LIFT));
    }

    /** In a large sample, within the relative error that five standard errors allow the noisiest of them. */
    @ParameterizedTest
    @MethodSource("populations")
    void armsHaveTheStatedValue(Population population) {
        int n = 100_000;
        Moments control = population.control(random, n).joined();
        Moments treatment = population.treatment(random, n, LIFT).joined();
        assertThat(control.n()).isEqualTo(n);
        assertThat(value(population, control) / population.value()).isBetween(0.96, 1.04);
        assertThat(value(population, treatment) / population.value()).isBetween(1 + LIFT - 0.04, 1 + LIFT + 0.04);
    }

    private static double value(Population population, Moments arm) {
        return population.metric() instanceof Metric.Ratio ? arm.mean(0) / arm.mean(1) : arm.mean(0);
    }

    /** 0.6 within strata of the same mean, and for the log-normal values over all units. */
    @Test
    void covariatesAreCorrelatedAsStated() {
        for (Population population : List.of(NormalPopulation.sameStrata(), new LogNormalPopulation())) {
            Moments arm = population.control(random, 100_000).joined();
            double correlation = arm.comoment(0, 1) / Math.sqrt(arm.comoment(0, 0) * arm.comoment(1, 1));
            assertThat(correlation).isBetween(0.55, 0.65);
        }
    }

    /** The variance of small normal samples is unbiased: 4 within strata, 20,000 draws of five units. */
    @Test
    void smallSamplesHaveTheStatedVariance() {
        var sample = new GaussianSample(new double[] {1, 2, 3}, new double[][] {{4}, {1, 2}, {0.5, 0.25, 1}});
        for (int n : new int[] {2, 3, 4, 5, 9}) {
            double variance = 0;
            double covariance = 0;
            for (int i = 0; i < DRAWS; i++) {
                Moments drawn = sample.draw(random, n);
                variance += drawn.variance(0) / DRAWS;
                covariance += drawn.comoment(1, 2) / (n - 1) / DRAWS;
            }
            // Var s² = 2 σ⁴/(n - 1)
            double error = 4 * Math.sqrt(2.0 / (n - 1) / DRAWS);
            assertThat(variance).isBetween(4 - 5 * error, 4 + 5 * error);
            double ofCovariance = Math.sqrt((2 * 1 + 0.25 * 0.25) / (n - 1) / DRAWS);
            assertThat(covariance).isBetween(0.25 - 5 * ofCovariance, 0.25 + 5 * ofCovariance);
        }
    }

    /** Half of the sample medians lie below the median, up to the ranks' rounding; so for both ways of drawing them. */
    @Test
    void quantilesAreThoseOfTheLogNormalDistribution() {
        for (QuantilePopulation population : List.of(new LogNormalQuantile(0.5), new ClusteredLatencies(0.5))) {
            double sum = 0;
            for (int i = 0; i < 1_000; i++) {
                OrderStatistics arm = population.arm(random, 1_000, LIFT);
                sum += Math.log(arm.value()) / 1_000;
            }
            assertThat(sum).isBetween(Math.log(1 + LIFT) - 0.01, Math.log(1 + LIFT) + 0.01);
        }
    }
}
