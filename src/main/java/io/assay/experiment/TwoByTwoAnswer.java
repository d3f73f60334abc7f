package io.assay.experiment;

import io.assay.statistics.Interval;
import io.assay.statistics.proportion.Barnard;
import io.assay.statistics.proportion.Boschloo;
import io.assay.statistics.proportion.ChiSquareTest;
import io.assay.statistics.proportion.DifferenceIntervals;
import io.assay.statistics.proportion.FisherExact;
import io.assay.statistics.proportion.GTest;
import io.assay.statistics.proportion.LiftIntervals;
import io.assay.statistics.proportion.PearsonChiSquare;
import io.assay.statistics.proportion.ProportionTests;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.proportion.ZTest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every test and interval for two conversion rates, side by side. */
record TwoByTwoAnswer(
        @Schema(description = "Treatment rate - control rate")
        double difference,

        @Schema(description = "difference / control rate; null where control has no conversion") @Nullable
        Double lift,

        Tests tests,
        DifferenceCis differenceIntervals,
        LiftCis liftIntervals,

        @Schema(description = "Absolute difference at which the pooled z-test would have been just significant")
        @Nullable
        Double smallestSignificantDifference,

        List<String> warnings) {

    /** One test. */
    @Schema(name = "TwoByTwoTest")
    record Test(@Nullable Double statistic, @Nullable Double pValue) {

        static Test of(@Nullable ZTest test) {
            return test == null ? new Test(null, null) : new Test(test.z(), test.pValue());
        }

        static Test of(@Nullable ChiSquareTest test) {
            return test == null ? new Test(null, null) : new Test(test.statistic(), test.pValue());
        }

        static Test exact(@Nullable Double pValue) {
            return new Test(null, pValue);
        }
    }

    /** The tests by the names they have in the literature; all two-sided. */
    @Schema(name = "TwoByTwoTests")
    record Tests(
            Test pooledZ,
            Test pooledZContinuity,
            Test unpooledZ,
            Test unpooledZContinuity,
            Test pearsonChiSquare,
            Test gTest,
            Test fisherExact,
            Test barnard,
            Test boschloo) {}

    /** Intervals of the difference of the rates. */
    @Schema(name = "DifferenceIntervals")
    record DifferenceCis(
            Interval miettinenNurminen,
            Interval newcombe,
            Interval agrestiCaffo,
            @Nullable Interval waldUnpooled,
            @Nullable Interval waldUnpooledContinuity,
            @Nullable Interval waldPooled,
            @Nullable Interval waldPooledContinuity) {}

    /** Intervals of the lift. */
    @Schema(name = "LiftIntervals")
    record LiftCis(
            @Nullable Interval score,
            @Nullable Interval logRatio,
            @Nullable Interval logRatioPooled,
            @Nullable Interval delta,

            @Schema(
                    description = "The unpooled interval of the difference divided by the control rate, as if that "
                            + "were known: too narrow, for comparison only")
            @Nullable
            Interval naiveDivision) {}

    static TwoByTwoAnswer of(TwoByTwoRequest request) {
        TwoByTwo table = request.table();
        double alpha = request.alphaOrDefault();
        Tests tests = new Tests(
                Test.of(ProportionTests.pooledZ(table)),
                Test.of(ProportionTests.pooledZWithContinuity(table)),
                Test.of(ProportionTests.unpooledZ(table)),
                Test.of(ProportionTests.unpooledZWithContinuity(table)),
                Test.of(PearsonChiSquare.test(table)),
                Test.of(GTest.test(table)),
                Test.exact(FisherExact.pValue(table)),
                Test.exact(Barnard.pValue(table)),
                Test.exact(Boschloo.pValue(table)));
        DifferenceCis differences = new DifferenceCis(
                DifferenceIntervals.miettinenNurminen(table, alpha),
                DifferenceIntervals.newcombe(table, alpha),
                DifferenceIntervals.agrestiCaffo(table, alpha),
                DifferenceIntervals.waldUnpooled(table, alpha),
                DifferenceIntervals.waldUnpooledWithContinuity(table, alpha),
                DifferenceIntervals.waldPooled(table, alpha),
                DifferenceIntervals.waldPooledWithContinuity(table, alpha));
        LiftCis lifts = new LiftCis(
                LiftIntervals.score(table, alpha),
                LiftIntervals.logRatio(table, alpha),
                LiftIntervals.logRatioPooled(table, alpha),
                LiftIntervals.delta(table, alpha),
                LiftIntervals.naiveDivision(table, alpha));
        return new TwoByTwoAnswer(
                table.difference(),
                table.lift(),
                tests,
                differences,
                lifts,
                halfWidth(differences.waldPooled()),
                warnings(table, tests, lifts));
    }

    private static @Nullable Double halfWidth(@Nullable Interval interval) {
        return interval == null || interval.upper() == null || interval.lower() == null
                ? null
                : (Double) ((interval.upper() - interval.lower()) / 2);
    }

    private static List<String> warnings(TwoByTwo table, Tests tests, LiftCis lifts) {
        List<String> warnings = new ArrayList<>();
        if (ProportionChecks.hasSmallCounts(table)) {
            warnings.add("A count is below 10: unpooled_z, g_test, the Wald, log-ratio and delta intervals err more often "
                    + "than they state. Use the exact tests and the score intervals.");
        }
        if (lifts.naiveDivision() != null) {
            warnings.add("naive_division takes the control rate as known, and is too narrow however many units there are.");
        }
        if (tests.pooledZ().pValue() == null) {
            warnings.add("The z, chi-square and G tests and the Wald intervals are null: every unit had the same "
                    + "outcome, so nothing varies.");
        } else if (tests.unpooledZ().pValue() == null) {
            warnings.add("unpooled_z is null: neither arm varies within itself.");
        }
        if (tests.fisherExact().pValue() == null) {
            warnings.add("fisher_exact is null: there are too many tables with these margins to add up.");
        }
        if (tests.barnard().pValue() == null || tests.boschloo().pValue() == null) {
            warnings.add(
                    "barnard and boschloo are null: they are computed up to 2,000 visitors in both arms together.");
        }
        if (table.lift() == null) {
            warnings.add("lift and its intervals are null: control has no conversion to be relative to.");
        } else if (lifts.logRatio() == null) {
            warnings.add("The log-ratio intervals are null: treatment has no conversion, and the logarithm of 0 is "
                    + "not finite.");
        }
        return List.copyOf(warnings);
    }
}
