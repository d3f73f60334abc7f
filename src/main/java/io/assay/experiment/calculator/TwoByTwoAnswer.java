package io.assay.experiment.calculator;

import io.assay.experiment.ProportionChecks;
import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Normal;
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
    record Test(
            @Nullable Double statistic,
            @Nullable Double pValue,

            @Schema(description = "log10 of p_value where it has a closed form, finite where p_value underflows")
            @Nullable
            Double log10PValue) {

        static Test of(@Nullable ZTest test) {
            return test == null ? new Test(null, null, null) : new Test(test.z(), test.pValue(), test.log10PValue());
        }

        static Test of(@Nullable ChiSquareTest test) {
            return test == null
                    ? new Test(null, null, null)
                    : new Test(test.statistic(), test.pValue(), test.log10PValue());
        }

        static Test exact(@Nullable Double pValue) {
            return new Test(null, pValue, null);
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
        Double smallest = smallestSignificant(ProportionTests.pooledZ(table), alpha);
        return new TwoByTwoAnswer(
                table.difference(),
                table.lift(),
                tests,
                differences,
                lifts,
                smallest,
                warnings(table, tests, lifts, smallest));
    }

    private static @Nullable Double smallestSignificant(@Nullable ZTest pooled, double alpha) {
        double smallest = pooled == null ? 2 : pooled.standardError() * Normal.upperQuantile(alpha / 2);
        return smallest <= 1 ? (Double) smallest : null;
    }

    private static List<String> warnings(
            TwoByTwo table, Tests tests, LiftCis lifts, @Nullable Double smallestSignificantDifference) {
        List<String> warnings = new ArrayList<>();
        if (ProportionChecks.hasSmallCounts(table)) {
            warnings.add(
                    "A count is below 10: unpooled_z, g_test, the Wald, log-ratio and delta intervals err more often "
                            + "than they state. Use the exact tests and the score intervals.");
        }
        if (lifts.naiveDivision() != null) {
            warnings.add(
                    "naive_division takes the control rate as known, and is too narrow however many units there are.");
        }
        if (tests.pooledZ().pValue() == null) {
            warnings.add(
                    "The z, chi-square and G tests, the Wald intervals and smallest_significant_difference are null: every "
                            + "unit had the same outcome, so nothing varies.");
        } else if (tests.unpooledZ().pValue() == null) {
            warnings.add("unpooled_z and the unpooled Wald intervals are null: neither arm varies within itself.");
        } else if (smallestSignificantDifference == null) {
            warnings.add("smallest_significant_difference is null: with so few units no difference is significant.");
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
        } else if (table.treatment().successes() == 0) {
            warnings.add("The log-ratio and delta intervals are null: treatment has no conversion.");
        } else if (lifts.logRatioPooled() != null && lifts.logRatioPooled().upper() == null) {
            warnings.add("log_ratio_pooled has no upper limit: it is too large for a double.");
        } else if (lifts.logRatio() == null) {
            warnings.add("The log-ratio and delta intervals are null: neither arm varies within itself.");
        }
        return List.copyOf(warnings);
    }
}
