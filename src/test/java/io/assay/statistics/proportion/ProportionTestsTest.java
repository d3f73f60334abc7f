package io.assay.statistics.proportion;

import static io.assay.statistics.proportion.Tables.assertClose;
import static io.assay.statistics.proportion.Tables.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProportionTestsTest {

    /** statsmodels 0.15.0, proportions_ztest(count, nobs); relative 1e-12. The last two are the Cookie Cats gate test. */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,2.3066347738170103,0.021075189273797826",
        "19,53,13,47,-0.8762214047949264,0.3809096823118986",
        "42,104,500,1009,1.7812832519141355,0.07486618912440117",
        "20034,44700,20119,45489,-1.7840862247974725,0.07440965529691913",
        "8502,44700,8279,45489,-3.164358912748191,0.001554249975614329"
    })
    void pooledZ(long xc, long nc, long xt, long nt, double z, double pValue) {
        ZTest test = requireNonNull(ProportionTests.pooledZ(table(xc, nc, xt, nt)));
        assertClose(test.z(), z, 1e-12);
        assertClose(test.pValue(), pValue, 1e-12);
        assertClose(test.log10PValue(), Math.log10(pValue), 1e-12);
        assertClose(test.z() * test.standardError(), test.difference(), 1e-15);
    }

    /** statsmodels 0.15.0, test_proportions_2indep(…, method="wald", correction=False); relative 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "1000,10000,1100,10000,2.3069416499939575,0.021058073216077926",
        "19,53,13,47,-0.8832795664401832,0.37708524118078046",
        "42,104,500,1009,1.8113076753335213,0.07009323824860518",
    })
    void unpooledZ(long xc, long nc, long xt, long nt, double z, double pValue) {
        ZTest test = requireNonNull(ProportionTests.unpooledZ(table(xc, nc, xt, nt)));
        assertClose(test.z(), z, 1e-12);
        assertClose(test.pValue(), pValue, 1e-12);
    }

    /** tea-tasting 2.0, tests/metrics/test_proportion.py, test_proportion_analyze_norm and _norm_unpooled; 1e-12. */
    @Test
    void continuityCorrection() {
        TwoByTwo table = table(19, 53, 13, 47);
        assertClose(requireNonNull(ProportionTests.pooledZWithContinuity(table)).pValue(), 0.5083165530405196, 1e-12);
        assertClose(
                requireNonNull(ProportionTests.unpooledZWithContinuity(table)).pValue(), 0.5049066155125612, 1e-12);
    }

    @Test
    void continuityCorrectionStopsAtZero() {
        ZTest test = requireNonNull(ProportionTests.pooledZWithContinuity(table(5, 10, 5, 11)));
        assertThat(test.z()).isZero();
        assertThat(test.pValue()).isOne();
        assertThat(test.difference()).isNegative();
    }

    /** mpmath 1.3: log10(erfc(sqrt(z²/2))) with z² = 2,000,000. */
    @Test
    void logarithmIsFiniteWherePUnderflows() {
        ZTest test = requireNonNull(ProportionTests.pooledZ(table(0, 1_000_000, 1_000_000, 1_000_000)));
        assertThat(test.pValue()).isZero();
        assertClose(test.log10PValue(), -434297.7304784053, 1e-13);
    }

    @Test
    void nothingVaries() {
        assertThat(ProportionTests.pooledZ(table(0, 5, 0, 9))).isNull();
        assertThat(ProportionTests.pooledZWithContinuity(table(5, 5, 9, 9))).isNull();
        assertThat(ProportionTests.unpooledZ(table(0, 5, 9, 9))).isNull();
        assertThat(ProportionTests.unpooledZWithContinuity(table(0, 5, 0, 9))).isNull();
        assertThat(ProportionTests.pooledZ(table(0, 5, 9, 9))).isNotNull();
    }

    /** Twelve digits in common: z = d / sqrt(2 p q / n) with d = 1e-9, p = 1/2, n = 1e15. */
    @Test
    void ratesThatHardlyDiffer() {
        long n = Proportion.LARGEST_N;
        ZTest test = requireNonNull(ProportionTests.pooledZ(table(n / 2, n, n / 2 + 1_000_000, n)));
        assertClose(test.difference(), 1e-9, 1e-15);
        assertClose(test.z(), 1e-9 / Math.sqrt(0.5 / n), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("io.assay.statistics.proportion.Tables#extremes")
    void exchangingTheArmsChangesTheSign(TwoByTwo table) {
        ZTest test = ProportionTests.pooledZ(table);
        ZTest exchanged = ProportionTests.pooledZ(table.exchanged());
        if (test == null) {
            assertThat(exchanged).isNull();
            assertThat(table.isConstant()).isTrue();
        } else {
            assertThat(requireNonNull(exchanged).z()).isEqualTo(-test.z());
            assertThat(exchanged.pValue()).isEqualTo(test.pValue());
        }
    }
}
