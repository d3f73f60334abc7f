package io.assay.statistics.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftTest {

    private static final double[] REFERENCE = with(20, IntStream.range(0, 400).mapToDouble(i -> i * 37 % 101 / 8.0));
    private static final double[] CURRENT =
            with(30, IntStream.range(0, 250).mapToDouble(i -> i * 53 % 97 / 8.0 + 0.75));

    private static final long[] LEVELS = {120, 60, 15, 5, 0};
    private static final long[] LEVELS_NOW = {70, 20, 30, 0, 8};

    private static double[] with(int missing, java.util.stream.DoubleStream values) {
        double[] present = values.toArray();
        double[] all = Arrays.copyOf(present, present.length + missing);
        Arrays.fill(all, present.length, all.length, Double.NaN);
        return all;
    }

    /** numpy 2.4.6: np.unique(np.quantile(r, np.arange(1, 10) / 10)), np.searchsorted(edges, v, side='left'); exact. */
    @Test
    void binsAreNumpys() {
        FrozenBins bins = FrozenBins.of(REFERENCE);
        assertThat(bins.edges())
                .containsExactly(1.2375000000000007, 2.4750000000000014, 3.75, 5, 6.25, 7.5, 8.75, 10, 11.25);
        assertThat(bins.counts(REFERENCE)).containsExactly(40, 40, 43, 40, 40, 39, 39, 40, 40, 39, 20);
        assertThat(FrozenBins.at(bins.edges()).counts(CURRENT))
                .containsExactly(12, 27, 27, 25, 25, 27, 26, 26, 26, 29, 30);
    }

    /**
     * numpy 2.4.6: the sum over np.maximum(counts / n, 1e-4); scipy 1.17.1: chi2_contingency(correction=False),
     * spatial.distance.jensenshannon(base=2); relative 1e-12.
     */
    @Test
    void countsOfNumbersAgree() {
        FrozenBins bins = FrozenBins.of(REFERENCE);
        requireFigures(
                bins.counts(REFERENCE),
                bins.counts(CURRENT),
                0.09266123062767692,
                10 * (1 / 420.0 + 1 / 280.0),
                14.97013674307353,
                10,
                0.13315441605210446,
                0.12761247377720097);
    }

    /** As above, with a level that went and one that was never seen. */
    @Test
    void countsOfCategoriesAgree() {
        requireFigures(
                LEVELS,
                LEVELS_NOW,
                0.8194943509489616,
                4 * (1 / 200.0 + 1 / 128.0),
                37.142763157894734,
                4,
                1.6833442633969877e-07,
                0.3038741009184628);
    }

    private static void requireFigures(
            long[] reference,
            long[] current,
            double psi,
            double expected,
            double chiSquare,
            int degrees,
            double p,
            double distance) {
        StabilityIndex index = StabilityIndex.of(reference, current);
        assertThat(index.value()).isCloseTo(psi, within(1e-12 * psi));
        assertThat(index.expected()).isCloseTo(expected, within(1e-15));
        assertThat(index.excess()).isEqualTo(index.value() - index.expected());
        assertThat(index.bins()).isEqualTo(degrees + 1);
        Homogeneity test = Homogeneity.of(reference, current);
        assertThat(test.statistic()).isCloseTo(chiSquare, within(1e-12 * chiSquare));
        assertThat(test.degreesOfFreedom()).isEqualTo(degrees);
        assertThat(test.pValue()).isCloseTo(p, within(1e-12 * p));
        assertThat(JensenShannon.distance(reference, current)).isCloseTo(distance, within(1e-12 * distance));
    }

    /** scipy 1.17.1: ks_2samp(method='asymp'), wasserstein_distance; relative 1e-12. */
    @Test
    void samplesAgree() {
        TwoSampleKolmogorovSmirnov test = TwoSampleKolmogorovSmirnov.of(REFERENCE, CURRENT);
        assertThat(test.statistic()).isCloseTo(0.06, within(1e-15));
        assertThat(test.pValue()).isCloseTo(0.6144702956966372, within(1e-12));
        assertThat(Wasserstein.distance(REFERENCE, CURRENT)).isCloseTo(0.44975, within(1e-13));
    }

    /** scipy 1.17.1: stats.kstwo.sf(d, n), one row at least for each of its methods; relative 1e-9. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.3, 1.0",
        "1, 0.7, 0.6000000000000001",
        "5, 0.15, 0.9988",
        "5, 0.3, 0.664",
        "5, 0.6, 0.03008000000000001",
        "5, 0.95, 6.250000000000028e-07",
        "20, 0.1, 0.976255094592155",
        "100, 0.06, 0.8428847956274123",
        "100, 0.12, 0.1033037490181987",
        "100, 0.19, 0.0012339926382722768",
        "100, 0.3, 1.7719869892662917e-08",
        "140, 0.05, 0.8576480297656114",
        "141, 0.05, 0.854845693009663",
        "200, 0.04, 0.8932878117043649",
        "200, 0.09, 0.07358925139953587",
        "1000, 0.02, 0.8108971656895577",
        "1000, 0.04, 0.07933956059000224",
        "1000, 0.06, 0.001428597887952891",
        "5000, 0.01, 0.6954557253913853",
        "5000, 0.015, 0.20846142096186204",
        "5000, 0.03, 0.00024159234422666817",
        "100000, 0.0008, 0.9999999545023941",
        "100000, 0.003, 0.3284563327726956",
        "100000, 0.006, 0.0014871489301131564",
        "300, 0.45, 5.825527183678325e-56",
        "300, 0.6, 8.399665126868074e-104",
        "1000000, 0.0012, 0.11215991901443556"
    })
    void distributionAgreesWithScipy(int n, double d, double p) {
        assertThat(KolmogorovDistribution.survival(d, n)).isCloseTo(p, within(1e-9 * p));
    }

    /** Without drift the index is what was said to be expected, on average over samples: within 4 standard errors. */
    @ParameterizedTest
    @ValueSource(ints = {500, 2_000})
    void expectedIndexIsTheMeanWithoutDrift(int n) {
        RandomGenerator random = new Random(7);
        int samples = 2_000;
        double sum = 0;
        double squares = 0;
        double expected = 0;
        for (int sample = 0; sample < samples; sample++) {
            StabilityIndex index = StabilityIndex.of(uniform(random, 1_000), uniform(random, n));
            sum += index.value();
            squares += index.value() * index.value();
            expected = index.expected();
        }
        double mean = sum / samples;
        double error = Math.sqrt((squares / samples - mean * mean) / samples);
        // of the next order in 1/n beside the sampling error of the simulation
        assertThat(mean).isCloseTo(expected, within(4 * error + 20.0 / n / n + expected * 10.0 / n));
    }

    private static long[] uniform(RandomGenerator random, int n) {
        long[] counts = new long[10];
        for (int i = 0; i < n; i++) {
            counts[random.nextInt(10)]++;
        }
        return counts;
    }

    @Test
    void constantAndMissingColumnsHaveBins() {
        double[] same = {3, 3, 3};
        assertThat(FrozenBins.of(same).edges()).containsExactly(Math.nextDown(3.0), 3);
        assertThat(FrozenBins.of(same).counts(new double[] {2, 3, 4, Double.NaN}))
                .containsExactly(1, 1, 1, 1);
        double[] least = {-Double.MAX_VALUE};
        assertThat(FrozenBins.of(least).edges()).containsExactly(-Double.MAX_VALUE);
        double[] none = {Double.NaN, Double.NaN};
        assertThat(FrozenBins.of(none).edges()).isEmpty();
        assertThat(FrozenBins.of(none).counts(new double[] {1, Double.NaN})).containsExactly(1, 1);
        StabilityIndex same1 = StabilityIndex.of(new long[] {0, 2}, new long[] {0, 5});
        assertThat(same1.value()).isZero();
        assertThat(same1.expected()).isZero();
        assertThat(Homogeneity.of(new long[] {0, 2}, new long[] {0, 5}).pValue())
                .isNull();
        assertThat(TwoSampleKolmogorovSmirnov.of(new double[] {1}, new double[] {2})
                        .pValue())
                .isNull();
    }

    /** Nearly all ones: all deciles are 1, and a column that turns 0 is as far as one can go. */
    @Test
    void whatIsLessThanTheOnlyEdgeIsSeen() {
        double[] ones =
                IntStream.range(0, 1_000).mapToDouble(i -> i % 20 == 0 ? 0 : 1).toArray();
        FrozenBins bins = FrozenBins.of(ones);
        assertThat(bins.counts(ones)).containsExactly(50, 950, 0, 0);
        assertThat(FrozenBins.at(bins.edges()).counts(new double[1_000])).containsExactly(1_000, 0, 0, 0);
        // (1 - 0.05) ln(1 / 0.05) + (1e-4 - 0.95) ln(1e-4 / 0.95), by hand
        assertThat(StabilityIndex.of(bins.counts(ones), bins.counts(new double[1_000]))
                        .value())
                .isCloseTo(0.95 * Math.log(20) + (0.95 - 1e-4) * Math.log(9_500), within(1e-12));
        // Where nothing is below, the bin below changes nothing.
        double[] zeros =
                IntStream.range(0, 1_000).mapToDouble(i -> i % 20 == 0 ? 1 : 0).toArray();
        StabilityIndex index = StabilityIndex.of(
                FrozenBins.of(zeros).counts(zeros), FrozenBins.of(zeros).counts(ones));
        assertThat(index).isEqualTo(StabilityIndex.of(new long[] {950, 50, 0}, new long[] {50, 950, 0}));
    }

    /** Cochran's rule: of the pooled bins at least 5 are expected in the smaller sample. */
    @Test
    void rareBinsAreTakenTogether() {
        assertThat(Homogeneity.pooled(LEVELS, LEVELS_NOW).degreesOfFreedom()).isEqualTo(3);
        assertThat(Homogeneity.pooled(new long[] {1, 1, 1, 1}, new long[] {2, 0, 0, 1})
                        .pValue())
                .isNull();
        long[] many = new long[1_000];
        long[] manyNow = new long[1_000];
        Arrays.fill(many, 1);
        manyNow[3] = 1_000;
        double p = Objects.requireNonNull(Homogeneity.pooled(many, manyNow).pValue());
        assertThat(p).isLessThan(1e-100);
    }

    @Test
    void atTheEdgesTheDistanceIsNoLargerThanBetweenValues() {
        FrozenBins bins = FrozenBins.of(REFERENCE);
        long[] reference = Arrays.copyOf(bins.counts(REFERENCE), 10);
        long[] current = Arrays.copyOf(bins.counts(CURRENT), 10);
        assertThat(TwoSampleKolmogorovSmirnov.ofBins(reference, current).statistic())
                .isGreaterThan(0)
                .isLessThanOrEqualTo(
                        TwoSampleKolmogorovSmirnov.of(REFERENCE, CURRENT).statistic());
    }

    @Test
    void extremeValuesStayFinite() {
        double[] far = {-Double.MAX_VALUE, Double.MAX_VALUE};
        assertThat(FrozenBins.of(far).edges()).hasSize(9);
        assertThat(Wasserstein.distance(far, far)).isZero();
        assertThat(Wasserstein.distance(new double[] {0, 1}, new double[] {1e300, 1e300}))
                .isCloseTo(1e300, within(1e285));
        assertThat(StabilityIndex.of(new long[] {1_000_000_000_000L, 0}, new long[] {0, 1})
                        .value())
                .isCloseTo(2 * (1 - 1e-4) * Math.log(1e4), within(1e-9));
    }

    @Test
    void refusesWhatIsNoSample() {
        assertThatThrownBy(() -> StabilityIndex.of(new long[] {0}, new long[] {1}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("reference");
        assertThatThrownBy(() -> StabilityIndex.of(new long[] {1}, new long[] {1, 2}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("current");
        assertThatThrownBy(() -> TwoSampleKolmogorovSmirnov.of(new double[0], new double[] {1}))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> FrozenBins.at(new double[] {2, 1})).isInstanceOf(InvalidInputException.class);
    }
}
