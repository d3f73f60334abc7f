package io.assay.statistics.proportion;

import static io.assay.statistics.proportion.Tables.assertClose;
import static io.assay.statistics.proportion.Tables.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquareTestsTest {

    /**
     * mpmath 1.3 at 60 digits: Σ (O - E)²/E and 2 Σ O ln(O/E), and log10(erfc(sqrt(statistic/2))); relative 1e-13.
     * (scipy 1.17.1, chi2_contingency(…, lambda_="log-likelihood"), keeps eleven digits of the fifth.)
     */
    @ParameterizedTest
    @CsvSource({
        "19,53,13,47,0.7677639502207949,-0.41917798790301775,0.7714699673374835,-0.4204877050231086",
        "1000,10000,1100,10000,5.3205639797818565,-1.6762285163380093,5.322368181773818,-1.676678167326984",
        "0,20,6,25,5.538461538461538,-1.7304186504225167,7.786705646131057,-2.278749484370268",
        "90,100,100,100,10.526315789473685,-2.929273016844901,14.389502660059375,-3.8278977521958413",
        "12,20,71865,111123,0.19100162892995587,-0.1790867269796494,0.18757824171326115,-0.17721759601651618",
        "1,843377,19,37,411439.0686793929,-89345.76379719489,385.42256502048195,-85.08559468574545",
        "500000000000000,1000000000000000,500000010000000,1000000000000000,"
                + "0.2,-0.18394383111602164,0.2,-0.18394383111602167",
        "0,1000000,1000000,1000000,2000000.0,-434297.7304784053,2772588.722239781,-602063.3108307837"
    })
    void statisticAndLogarithmOfP(
            long xc, long nc, long xt, long nt, double pearson, double pearsonLog, double g, double gLog) {
        ChiSquareTest chiSquare = requireNonNull(PearsonChiSquare.test(table(xc, nc, xt, nt)));
        assertClose(chiSquare.statistic(), pearson, 1e-13);
        assertClose(chiSquare.log10PValue(), pearsonLog, 1e-13);
        ChiSquareTest likelihoodRatio = requireNonNull(GTest.test(table(xc, nc, xt, nt)));
        assertClose(likelihoodRatio.statistic(), g, 1e-13);
        assertClose(likelihoodRatio.log10PValue(), gLog, 1e-13);
        assertThat(likelihoodRatio.degreesOfFreedom()).isOne();
    }

    /** tea-tasting 2.0, test_proportion_analyze_log_likelihood_no_corr; relative 1e-12. */
    @Test
    void publishedG() {
        assertClose(requireNonNull(GTest.test(table(19, 53, 13, 47))).pValue(), 0.37976268998844287, 1e-12);
    }

    /** Pearson's statistic is the square of the pooled z. */
    @Test
    void pearsonIsThePooledTest() {
        Tables.random(2_000).filter(table -> !table.isConstant()).forEach(table -> {
            ChiSquareTest chiSquare = requireNonNull(PearsonChiSquare.test(table));
            ZTest z = requireNonNull(ProportionTests.pooledZ(table));
            assertClose(chiSquare.statistic(), z.z() * z.z(), 1e-14);
            // the chi-square tail at z² and the normal tails at z each round their argument, which the tail magnifies
            assertClose(chiSquare.pValue(), z.pValue(), 1e-14 * (10 + chiSquare.statistic()));
        });
    }

    @Test
    void nothingVaries() {
        assertThat(PearsonChiSquare.test(table(0, 5, 0, 9))).isNull();
        assertThat(GTest.test(table(5, 5, 9, 9))).isNull();
    }

    @Test
    void equalRatesGiveNoEvidence() {
        assertThat(requireNonNull(GTest.test(table(1, 3, 2, 6))).pValue()).isOne();
        assertThat(requireNonNull(PearsonChiSquare.test(table(1, 3, 2, 6))).pValue())
                .isOne();
    }
}
