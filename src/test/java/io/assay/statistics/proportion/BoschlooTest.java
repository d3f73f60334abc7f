package io.assay.statistics.proportion;

import static io.assay.statistics.proportion.Tables.assertClose;
import static io.assay.statistics.proportion.Tables.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoschlooTest {

    /** scipy 1.17.1, boschloo_exact(table).pvalue; relative 2e-12. The first is also tea-tasting 2.0's. */
    @ParameterizedTest
    @CsvSource({
        "19,53,13,47,0.40001693993631915",
        "8,12,3,15,0.019448930240321825",
        "1,10,9,12,0.0022811119857511636",
        "0,20,6,25,0.022125974029483807",
        "7,200,19,190,0.013289315608751216",
        "30,61,45,90,0.9365716825350803",
        "2,3,0,4,0.13552283817736485",
        "90,100,100,100,0.000983367256193153",
        "3,50,11,150,0.9051615596891232",
        "12,400,25,350,0.011939600100440265",
        "4,9,1,30,0.0049693936318205975",
        "15,300,30,300,0.024663721000688043"
    })
    void twoSided(long xc, long nc, long xt, long nt, double expected) {
        assertClose(requireNonNull(Boschloo.pValue(table(xc, nc, xt, nt))), expected, 2e-12);
    }

    /** The region by its edges is the region by its definition, with one-sided Fisher p-values of their own. */
    @ParameterizedTest
    @CsvSource({"13,47,19,53", "0,20,6,25", "1,30,4,9", "0,1,1,1", "3,7,6,7"})
    void regionIsConvex(long xc, long nc, long xt, long nt) {
        TwoByTwo table = table(xc, nc, xt, nt);
        for (double rate : new double[] {1e-6, 0.03, 0.3, 0.5, 0.91}) {
            assertClose(Boschloo.greaterRegion(table).probability(rate), sumOverTables(table, rate), 1e-12);
        }
    }

    /** On a grid of 20,000 rates, far finer than the search's own, nothing is higher. */
    @ParameterizedTest
    @CsvSource({"13,47,19,53", "3,50,11,150", "1,10,9,12", "5,200,15,210", "2,9,100,300"})
    void nothingIsHigher(long xc, long nc, long xt, long nt) {
        RejectionRegion region = Boschloo.greaterRegion(table(xc, nc, xt, nt));
        double highest = region.maximum().probability();
        for (int i = 1; i < 20_000; i++) {
            assertThat(region.probability(i / 20_000.0)).isLessThanOrEqualTo(highest * (1 + 1e-13));
        }
    }

    @Test
    void nothingVaries() {
        assertThat(Boschloo.pValue(table(0, 3, 0, 8))).isOne();
        assertThat(Boschloo.pValue(table(3, 3, 8, 8))).isOne();
    }

    @Test
    void largestTotal() {
        assertThat(Boschloo.pValue(table(400, 1000, 440, 1000))).isBetween(0.0695, 0.0735);
        assertThat(Boschloo.pValue(table(400, 1000, 440, 1001))).isNull();
        assertThat(Boschloo.pValue(table(0, 1000, 1000, 1000))).isBetween(0.0, 1e-300);
    }

    private static double sumOverTables(TwoByTwo observed, double rate) {
        int nc = (int) observed.control().n();
        int nt = (int) observed.treatment().n();
        BinomialTails control = new BinomialTails(nc);
        BinomialTails treatment = new BinomialTails(nt);
        control.fill(rate);
        treatment.fill(rate);
        double limit = fisher(
                (int) observed.control().successes(), (int) observed.treatment().successes(), nc, nt);
        double sum = 0;
        for (int c = 0; c <= nc; c++) {
            for (int t = 0; t <= nt; t++) {
                if (fisher(c, t, nc, nt) <= limit * (1 + 1e-11)) {
                    sum += control.probability(c) * treatment.probability(t);
                }
            }
        }
        return sum;
    }

    private static double fisher(int c, int t, int nc, int nt) {
        double tail = 0;
        double total = 0;
        for (int k = Math.max(0, c + t - nc); k <= Math.min(nt, c + t); k++) {
            double weight = choose(nt, k) * choose(nc, c + t - k);
            total += weight;
            tail += k >= t ? weight : 0;
        }
        return tail / total;
    }

    private static double choose(int n, int k) {
        double product = 1;
        for (int i = 1; i <= k; i++) {
            product = product * (n - k + i) / i;
        }
        return product;
    }
}
