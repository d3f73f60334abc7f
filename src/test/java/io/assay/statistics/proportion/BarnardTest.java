package io.assay.statistics.proportion;

import static io.assay.statistics.proportion.Tables.assertClose;
import static io.assay.statistics.proportion.Tables.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarnardTest {

    /**
     * scipy 1.17.1, barnard_exact(table).pvalue; relative 2e-12, since its optimiser ends up to 1.2e-12 below the maximum
     * (in the last of these). The first is also tea-tasting 2.0's.
     */
    @ParameterizedTest
    @CsvSource({
        "19,53,13,47,0.5306371027665925",
        "8,12,3,15,0.020530737605618646",
        "1,10,9,12,0.002240657806396485",
        "0,20,6,25,0.018926635960606904",
        "7,200,19,190,0.010640773893859961",
        "30,61,45,90,0.9312333523784198",
        "2,3,0,4,0.125",
        "90,100,100,100,0.0014017101177457346",
        "12,400,25,350,0.009020704401797246",
        "4,9,1,30,0.003662027315264208",
        "15,300,30,300,0.021489087152592488"
    })
    void twoSided(long xc, long nc, long xt, long nt, double expected) {
        assertClose(requireNonNull(Barnard.pValue(table(xc, nc, xt, nt))), expected, 2e-12);
    }

    /**
     * scipy 1.17.1 answers 0.8320677813392034 here, a little less than the supremum: its optimiser stops short. The sum
     * over all tables at our rate, taken without the region's edges, is ours.
     */
    @Test
    void supremumIsFoundWhereAnOptimiserMissesIt() {
        TwoByTwo table = table(3, 50, 11, 150);
        RejectionRegion.Maximum maximum = Barnard.region(table).maximum();
        assertThat(maximum.probability()).isGreaterThan(0.8320677813392034 * (1 + 2e-7));
        assertClose(maximum.probability(), sumOverTables(table, maximum.rate()), 1e-12);
    }

    /** On a grid of 20,000 rates, far finer than the search's own, nothing is higher. */
    @ParameterizedTest
    @CsvSource({"19,53,13,47", "3,50,11,150", "1,10,9,12", "5,200,15,210", "2,9,100,300"})
    void nothingIsHigher(long xc, long nc, long xt, long nt) {
        RejectionRegion region = Barnard.region(table(xc, nc, xt, nt));
        double highest = region.maximum().probability();
        for (int i = 1; i < 20_000; i++) {
            assertThat(region.probability(i / 20_000.0)).isLessThanOrEqualTo(highest * (1 + 1e-13));
        }
    }

    /** The region by its edges is the region by its definition. */
    @ParameterizedTest
    @CsvSource({"19,53,13,47", "0,20,6,25", "4,9,1,30", "1,1,0,1", "3,7,6,7"})
    void regionIsConvex(long xc, long nc, long xt, long nt) {
        TwoByTwo table = table(xc, nc, xt, nt);
        for (double rate : new double[] {1e-6, 0.03, 0.3, 0.5, 0.91}) {
            assertClose(Barnard.region(table).probability(rate), sumOverTables(table, rate), 1e-12);
        }
    }

    @Test
    void equalRatesAreNoEvidence() {
        assertThat(Barnard.pValue(table(5, 10, 10, 20))).isOne();
        assertThat(Barnard.pValue(table(0, 3, 0, 8))).isOne();
        assertThat(Barnard.pValue(table(3, 3, 8, 8))).isOne();
    }

    @Test
    void largestTotal() {
        assertThat(Barnard.pValue(table(400, 1000, 440, 1000))).isBetween(0.0695, 0.0735);
        assertThat(Barnard.pValue(table(400, 1000, 440, 1001))).isNull();
        assertThat(Barnard.pValue(table(0, 1000, 1000, 1000))).isBetween(0.0, 1e-300);
    }

    private static double sumOverTables(TwoByTwo observed, double rate) {
        int nc = (int) observed.control().n();
        int nt = (int) observed.treatment().n();
        BinomialTails control = new BinomialTails(nc);
        BinomialTails treatment = new BinomialTails(nt);
        control.fill(rate);
        treatment.fill(rate);
        double limit =
                Math.abs(requireNonNull(ProportionTests.pooledZ(observed)).z()) * (1 - 1e-12);
        double sum = 0;
        for (int c = 0; c <= nc; c++) {
            for (int t = 0; t <= nt; t++) {
                ZTest z = ProportionTests.pooledZ(table(c, nc, t, nt));
                if (z != null && Math.abs(z.z()) >= limit) {
                    sum += control.probability(c) * treatment.probability(t);
                }
            }
        }
        return sum;
    }
}
