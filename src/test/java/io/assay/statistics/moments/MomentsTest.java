package io.assay.statistics.moments;

import static io.assay.statistics.moments.Samples.assertClose;
import static io.assay.statistics.moments.Samples.controlValues;
import static io.assay.statistics.moments.Samples.ofValues;
import static io.assay.statistics.moments.Samples.treatmentValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import java.util.stream.DoubleStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MomentsTest {

    /** 1e9 + {0, 1, 2}: exact variance 1, though Σx² has only sixteen digits. */
    @Test
    void varianceOfLargeNearlyEqualValues() {
        double sum = 3e9 + 3;
        double sumSquares = 3e18 + 6e9 + 5;
        Moments moments = Moments.ofSums(3, sum, sumSquares);
        assertThat(moments.mean(0)).isEqualTo(1e9 + 1);
        // half a unit in the last place of Σx² is 256
        assertThat(moments.variance(0)).isBetween(0.0, 257.0);
        // where the sums are exact nothing is lost
        assertThat(Moments.ofSums(3, 300_003, 3e10 + 6e5 + 5).variance(0)).isEqualTo(1);
    }

    @Test
    void aConstantDoesNotVary() {
        assertThat(Moments.ofSums(7, 7 * 0.1, 7 * 0.1 * 0.1).variance(0)).isZero();
        assertThat(Moments.ofProportion(1e15, 1e15).variance(0)).isZero();
    }

    @Test
    void proportionOfManyUnits() {
        Moments moments = Moments.ofProportion(1e15, 1);
        assertThat(moments.mean(0)).isEqualTo(1e-15);
        assertThat(moments.comoment(0, 0)).isEqualTo(1 - 1e-15);
        assertThat(Moments.ofProportion(0, 0).mean(0)).isZero();
    }

    @Test
    void meansAndVariances() {
        Moments moments = Moments.ofMean(5, 2.5, 3);
        assertThat(moments.comoment(0, 0)).isEqualTo(12);
        assertThat(moments.variance(0)).isEqualTo(3);
        Moments two = Moments.ofCovariances(5, new double[] {1, 2}, new double[][] {{4}, {-1, 9}});
        assertThat(two.comoment(0, 1)).isEqualTo(-4);
        assertThat(two.comoment(1, 0)).isEqualTo(-4);
        assertThat(two.size()).isEqualTo(2);
    }

    @Test
    void joiningIsTheMomentsOfAllUnits() {
        double[] x = {1, 2, 2, 4, 3, 5, 1, 3};
        double[] z = {1, 3, 2, 4, 3, 5, 2};
        Moments joined = ofValues(controlValues(), x).plus(ofValues(treatmentValues(), z));
        Moments all = ofValues(concat(controlValues(), treatmentValues()), concat(x, z));
        assertThat(joined.n()).isEqualTo(15);
        for (int i = 0; i < 2; i++) {
            assertClose(joined.mean(i), all.mean(i), 1e-15);
            assertClose(joined.comoment(i, 0), all.comoment(i, 0), 1e-14);
            assertClose(joined.comoment(i, 1), all.comoment(i, 1), 1e-14);
        }
        Moments empty = Moments.ofCrossProducts(0, new double[2], new double[][] {{0}, {0, 0}});
        assertThat(empty.plus(all)).isSameAs(all);
        assertThat(all.plus(empty)).isSameAs(all);
        assertRefused("moments", () -> all.plus(Moments.ofSums(1, 1, 1)));
    }

    /** gb-error-zero-variance: sum_squares below sum²/n implies a negative variance; no effect may come of it. */
    @Test
    void negativeVarianceIsRefused() {
        assertRefused("sum_squares", () -> Moments.ofSums(2, 1396.87, 52377.9767));
        assertRefused("sum_squares", () -> Moments.ofSums(10, 0, -1));
        assertRefused("variance", () -> Moments.ofMean(10, 0, -1e-9));
        assertRefused(
                "cross_products/1/1",
                () -> Moments.ofCrossProducts(4, new double[] {4, 4}, new double[][] {{6}, {4, 3}}));
    }

    /** gb-ratio-freq and gb-bayes-ratio: the denominator would have a negative variance. */
    @Test
    void negativeVarianceOfADenominatorIsRefused() {
        assertRefused("denominator/sum_squares", () -> Moments.ofRatio(100, 270, 848.79, 510, 810, -900));
        assertRefused("numerator/sum_squares", () -> Moments.ofRatio(100, 270, 1, 510, 8100, 900));
    }

    /** gb-cuped-binomial-rel: no 0/1 data have a negative cross product. */
    @Test
    void impossibleIndicatorsAreRefused() {
        double[] sums = {300, 210};
        boolean[] indicators = {true, true};
        assertRefused(
                "cross_products/1/0",
                () -> Moments.ofCrossProducts(3001, sums, new double[][] {{300}, {-20, 210}}, indicators));
        assertRefused(
                "cross_products/1/0",
                () -> Moments.ofCrossProducts(3001, sums, new double[][] {{300}, {211, 210}}, indicators));
        assertRefused(
                "cross_products/1/0",
                () -> Moments.ofCrossProducts(400, sums, new double[][] {{300}, {109, 210}}, indicators));
        assertRefused(
                "cross_products/0/0",
                () -> Moments.ofCrossProducts(3001, sums, new double[][] {{301}, {20, 210}}, indicators));
        assertThat(Moments.ofCrossProducts(3001, sums, new double[][] {{300}, {20, 210}}, indicators)
                        .size())
                .isEqualTo(2);
        assertRefused(
                "indicators",
                () -> Moments.ofCrossProducts(3001, sums, new double[][] {{300}, {20, 210}}, new boolean[1]));
    }

    @Test
    void impossibleCorrelationsAreRefused() {
        assertRefused("cross", () -> Moments.ofRatio(10, 0, 10, 0, 10, 10.1));
        assertRefused(
                "covariances/1/0", () -> Moments.ofCovariances(10, new double[2], new double[][] {{1}, {-1.01, 1}}));
        // beyond 1 by rounding only
        assertThat(Moments.ofRatio(10, 0, 10, 0, 10, 10 + 1e-14).comoment(0, 1)).isCloseTo(10, within(2e-15));
    }

    /** Each pair of correlations is possible, all three together are not. */
    @Test
    void indefiniteMatricesAreRefused() {
        double[][] indefinite = {{1}, {0.9, 1}, {-0.9, 0.9, 1}};
        assertRefused("covariances", () -> Moments.ofCovariances(10, new double[3], indefinite));
        double[][] collinear = {{1}, {1, 1}, {0.5, 0.2, 1}};
        assertRefused("covariances", () -> Moments.ofCovariances(10, new double[3], collinear));
        double[][] repeated = {{1}, {1, 1}, {0.5, 0.5, 1}};
        assertThat(Moments.ofCovariances(10, new double[3], repeated).size()).isEqualTo(3);
        assertRefused("cross_products", () -> Moments.ofCrossProducts(10, new double[3], indefinite));
        double[][] constant = {{1}, {0, 0}, {0.5, 0, 1}};
        assertThat(Moments.ofCovariances(10, new double[3], constant).size()).isEqualTo(3);
    }

    /**
     * Three units of four normal variables drawn at random, so that the co-moments have rank 2, with two of them nearly collinear:
     * rounding of that remainder must not be blown up by dividing by it.
     */
    @Test
    void thinSamplesAreAccepted() {
        double[][] thin = {
            {0.8649702113245452},
            {1.0488029554819862, 1.2717058073837189},
            {0.05334590788757604, 0.06470362908080785, 0.23152526387941721},
            {0.12179964243274727, 0.14772369561414278, 0.43821624399457104, 0.8299365901714427}
        };
        assertThat(Moments.ofCovariances(3, new double[4], thin).size()).isEqualTo(4);
        double[][] thinner = {
            {0.052613236814164244},
            {-0.06359395051444097, 0.07686640831325711},
            {0.4598708827026276, -0.5558522509772776, 4.402693217003984},
            {-0.07187182087266648, 0.08686773252352062, -0.1588656067032988, 0.6730917372396125}
        };
        assertThat(Moments.ofCovariances(3, new double[4], thinner).size()).isEqualTo(4);
    }

    /** Times of day as seconds since 1970 vary by less than their sums of squares can hold; so do two nearly equal values. */
    @Test
    void variablesThatHardlyVaryBesideTheirSizeAreConstant() {
        for (double[] x : new double[][] {{1_763_942_400.0, 1_763_942_410.0}, {1, 1 + 1e-8}, {1, 1 + 4e-8}}) {
            double[] y = {0, 1};
            double cross = x[0] * y[0] + x[1] * y[1];
            double squares = x[0] * x[0] + x[1] * x[1];
            Moments several =
                    Moments.ofCrossProducts(2, new double[] {1, x[0] + x[1]}, new double[][] {{1}, {cross, squares}});
            assertThat(several.comoment(0, 0)).isEqualTo(0.5);
            assertThat(several.comoment(0, 1)).isCloseTo(0, within(1e-7));
            Moments ratio = Moments.ofRatio(2, 1, 1, x[0] + x[1], squares, cross);
            assertThat(ratio.comoment(0, 1)).isEqualTo(several.comoment(0, 1));
        }
    }

    @Test
    void countsAndSums() {
        assertRefused("n", () -> Moments.ofSums(-1, 0, 0));
        assertRefused("n", () -> Moments.ofSums(1.5, 0, 0));
        assertRefused("n", () -> Moments.ofSums(Double.NaN, 0, 0));
        assertRefused("n", () -> Moments.ofSums(2e15, 0, 0));
        assertRefused("sum", () -> Moments.ofSums(0, 1, 1));
        assertRefused("sum", () -> Moments.ofSums(3, Double.NaN, 1));
        assertRefused("sum_squares", () -> Moments.ofSums(3, 1e200, 1e308));
        assertRefused("sum_squares", () -> Moments.ofSums(1, 2, 5));
        assertRefused("successes", () -> Moments.ofProportion(10, 11));
        assertRefused("successes", () -> Moments.ofProportion(10, -1));
        assertRefused("successes", () -> Moments.ofProportion(10, 0.5));
        assertRefused("variance", () -> Moments.ofMean(1, 2, 1));
        assertThat(Moments.ofSums(1, 2, 4).comoment(0, 0)).isZero();
    }

    @Test
    void shapes() {
        assertRefused("sums", () -> Moments.ofCrossProducts(2, new double[0], new double[0][]));
        assertRefused("cross_products", () -> Moments.ofCrossProducts(2, new double[2], new double[][] {{1}}));
        assertRefused(
                "cross_products/1", () -> Moments.ofCrossProducts(2, new double[2], new double[][] {{1}, {1, 1, 1}}));
    }

    /** By hand: rows and columns of the co-moments taken out and put in the order asked for. */
    @Test
    void someOfTheVariables() {
        Moments all = Moments.ofCrossProducts(4, new double[] {4, 8, 2}, new double[][] {{9}, {6, 30}, {3, 1, 7}});

        Moments selected = all.select(2, 0);

        assertThat(selected.n()).isEqualTo(4);
        assertThat(selected.size()).isEqualTo(2);
        assertThat(selected.mean(0)).isEqualTo(0.5);
        assertThat(selected.mean(1)).isEqualTo(1);
        assertThat(selected.comoment(0, 0)).isEqualTo(6);
        assertThat(selected.comoment(0, 1)).isEqualTo(1);
        assertThat(selected.comoment(1, 0)).isEqualTo(1);
        assertThat(selected.comoment(1, 1)).isEqualTo(5);
    }

    static void assertRefused(String parameter, ThrowingCallable call) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.parameter()).isEqualTo(parameter);
    }

    private static double[] concat(double[] a, double[] b) {
        return DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).toArray();
    }
}
