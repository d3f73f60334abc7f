package io.assay.statistics.proportion;

import static io.assay.statistics.proportion.Tables.assertClose;
import static io.assay.statistics.proportion.Tables.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherExactTest {

    /**
     * mpmath 1.3 at 60 digits: sums of products of binomial coefficients; relative 1e-13. The first is also tea-tasting
     * 2.0's test_proportion_analyze_fisher. (scipy 1.17.1, fisher_exact, keeps ten digits of the 8th and 9th.)
     */
    @ParameterizedTest
    @CsvSource({
        "19,53,13,47,0.39999489181535697",
        "8,12,3,15,0.02199189363006835",
        "0,20,6,25,0.026501953331221625",
        "90,100,100,100,0.0015420521254357006",
        "5,10,5,10,1.0",
        "0,4,0,5,1.0",
        "1,1,0,1,1.0",
        "3,458061,8,9759,5.578475389013147e-12",
        "1,843377,19,37,1.0932759331975217e-84",
        "0,1000000000000,9,1000000000000,0.0039062499999296873",
        "440,1000,500,1000,0.008193461025460338"
    })
    void twoSided(long xc, long nc, long xt, long nt, double expected) {
        assertClose(requireNonNull(FisherExact.pValue(table(xc, nc, xt, nt))), expected, 1e-13);
    }

    /** Mirrored tables are equally probable and both count: 2 P(K = 0) = 2 C(n, m)/C(2n, m), exact in whole numbers. */
    @ParameterizedTest
    @CsvSource({"5,10,0.0325077399380805", "1,1000,1.0", "2,1000,0.49974987493746873"})
    void mirroredTablesAreTied(long successes, long n, double expected) {
        assertClose(requireNonNull(FisherExact.pValue(table(0, n, successes, n))), expected, 1e-13);
        assertClose(requireNonNull(FisherExact.pValue(table(successes, n, 0, n))), expected, 1e-13);
    }

    @Test
    void largestSupport() {
        long n = FisherExact.LARGEST_MARGIN;
        // mpmath 1.3 at 40 digits, by the recurrence of the probabilities over 24 standard deviations
        assertClose(requireNonNull(FisherExact.pValue(table(499_000, n, 501_000, n))), 0.004698431264457765, 1e-12);
        assertThat(FisherExact.pValue(table(n, 2 * n, n, 2 * n))).isNull();
        assertThat(FisherExact.pValue(table(n / 2, 2 * n, n / 2, 2 * n))).isOne();
    }

    @Test
    void smallestPositiveIsKept() {
        // 2 / C(1000, 500) = 7.4e-300
        assertClose(requireNonNull(FisherExact.pValue(table(0, 500, 500, 500))), 2 / 2.702882409454366e299, 1e-12);
        assertThat(FisherExact.pValue(table(0, 5_000, 5_000, 5_000))).isZero();
    }
}
