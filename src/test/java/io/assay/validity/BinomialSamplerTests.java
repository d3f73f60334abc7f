package io.assay.validity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inversion gives the quantiles that scipy 1.17.1 gives, exactly: {@code scipy.stats.binom.ppf(u, n, p)}. */
class BinomialSamplerTests {

    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 1e-09, 0",
        "1, 0.5, 0.025, 0",
        "1, 0.5, 0.4, 0",
        "1, 0.5, 0.77, 1",
        "1, 0.5, 0.999, 1",
        "1, 0.5, 0.999999999, 1",
        "10, 0.3, 1e-09, 0",
        "10, 0.3, 0.025, 0",
        "10, 0.3, 0.4, 3",
        "10, 0.3, 0.77, 4",
        "10, 0.3, 0.999, 8",
        "10, 0.3, 0.999999999, 10",
        "100, 0.01, 1e-09, 0",
        "100, 0.01, 0.025, 0",
        "100, 0.01, 0.4, 1",
        "100, 0.01, 0.77, 2",
        "100, 0.01, 0.999, 5",
        "100, 0.01, 0.999999999, 11",
        "1000, 0.012, 1e-09, 0",
        "1000, 0.012, 0.025, 6",
        "1000, 0.012, 0.4, 11",
        "1000, 0.012, 0.77, 14",
        "1000, 0.012, 0.999, 24",
        "1000, 0.012, 0.999999999, 38",
        "100000, 0.1, 1e-09, 9436",
        "100000, 0.1, 0.025, 9814",
        "100000, 0.1, 0.4, 9976",
        "100000, 0.1, 0.77, 10070",
        "100000, 0.1, 0.999, 10294",
        "100000, 0.1, 0.999999999, 10574",
        "1000, 0.9, 1e-09, 839",
        "1000, 0.9, 0.025, 881",
        "1000, 0.9, 0.4, 898",
        "1000, 0.9, 0.77, 907",
        "1000, 0.9, 0.999, 928",
        "1000, 0.9, 0.999999999, 952"
    })
    void invertsTheDistribution(int n, double p, double u, int quantile) {
        RandomGenerator fixed = () -> (long) (u * 0x1p53) << 11;
        assertThat(new BinomialSampler(n, p).next(fixed)).isEqualTo(quantile);
    }
}
