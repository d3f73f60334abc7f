package io.assay.statistics.proportion;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.Interval;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No and all conversions, one unit, 1e12 and 1e15 units, identical arms: every method is finite or null. */
class ExtremesTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.999999, 1e-9, Double.MIN_VALUE})
    void everyIntervalIsFiniteAndOrdered(double alpha) {
        Tables.extremes().forEach(table -> {
            checkOrder(DifferenceIntervals.waldPooled(table, alpha), table);
            checkOrder(DifferenceIntervals.waldUnpooled(table, alpha), table);
            checkOrder(DifferenceIntervals.waldPooledWithContinuity(table, alpha), table);
            checkOrder(DifferenceIntervals.waldUnpooledWithContinuity(table, alpha), table);
            checkOrder(DifferenceIntervals.agrestiCaffo(table, alpha), table);
            checkOrder(DifferenceIntervals.newcombe(table, alpha), table);
            checkOrder(DifferenceIntervals.miettinenNurminen(table, alpha), table);
            checkOrder(LiftIntervals.score(table, alpha), table);
            checkOrder(LiftIntervals.logRatio(table, alpha), table);
            Interval pooled = LiftIntervals.logRatioPooled(table, alpha);
            checkOrder(pooled == null || pooled.upper() == null ? null : pooled, table);
            checkOrder(LiftIntervals.delta(table, alpha), table);
            checkOrder(LiftIntervals.naiveDivision(table, alpha), table);
        });
    }

    private static void checkOrder(@Nullable Interval interval, TwoByTwo table) {
        if (interval != null) {
            double lower = Tables.lower(interval);
            double upper = Tables.upper(interval);
            assertThat(lower).as("%s of %s", interval, table).isFinite().isLessThanOrEqualTo(upper);
            assertThat(upper).as("%s of %s", interval, table).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("io.assay.statistics.proportion.Tables#extremes")
    void everyTestIsFinite(TwoByTwo table) {
        checkZ(ProportionTests.pooledZ(table));
        checkZ(ProportionTests.pooledZWithContinuity(table));
        checkZ(ProportionTests.unpooledZ(table));
        checkZ(ProportionTests.unpooledZWithContinuity(table));
        checkChiSquare(PearsonChiSquare.test(table));
        checkChiSquare(GTest.test(table));
        checkProbability(FisherExact.pValue(table));
        if (table.n() < 20) {
            checkProbability(Barnard.pValue(table));
            checkProbability(Boschloo.pValue(table));
        }
    }

    private static void checkZ(@Nullable ZTest test) {
        if (test != null) {
            assertThat(test.z()).isFinite();
            assertThat(test.standardError()).isFinite().isPositive();
            assertThat(test.log10PValue()).isFinite().isNotPositive();
            checkProbability(test.pValue());
        }
    }

    private static void checkChiSquare(@Nullable ChiSquareTest test) {
        if (test != null) {
            assertThat(test.statistic()).isFinite().isNotNegative();
            assertThat(test.log10PValue()).isFinite().isNotPositive();
            checkProbability(test.pValue());
        }
    }

    private static void checkProbability(@Nullable Double p) {
        if (p != null) {
            assertThat(p).isBetween(0.0, 1.0);
        }
    }
}
