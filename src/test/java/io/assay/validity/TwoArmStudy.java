package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;
import static io.assay.validity.Method.Guarantee.EXACT;

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
import io.assay.validity.Section.Row;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every test and interval of two rates. */
final class TwoArmStudy {

    static final double ALPHA = 0.05;

    private static final List<TwoArmScenario> WITHOUT_LIFT = TwoArmScenario.all(0, 1000);
    private static final List<TwoArmScenario> WITH_LIFT = TwoArmScenario.all(0.2, 1100);
    private static final List<TwoArmScenario> BOTH =
            Stream.concat(WITHOUT_LIFT.stream(), WITH_LIFT.stream()).toList();
    private static final int LARGEST_TOTAL_OF_UNCONDITIONAL = 200;

    private TwoArmStudy() {}

    static List<Section> sections() {
        return List.of(
                section(
                        "Tests of equal rates",
                        "False positives in per cent at alpha = 5 %. `analyze` answers `pooled_z` as `p_value`.",
                        WITHOUT_LIFT,
                        scenario -> tests()),
                section(
                        "Exact unconditional tests of equal rates",
                        "False positives in per cent at alpha = 5 %, on the same experiments as above.",
                        WITHOUT_LIFT.stream()
                                .filter(scenario ->
                                        scenario.controlN() + scenario.treatmentN() <= LARGEST_TOTAL_OF_UNCONDITIONAL)
                                .toList(),
                        scenario -> unconditionalTests()),
                section(
                        "Intervals of the difference",
                        "Coverage in per cent at level 95 %. `analyze` answers `wald_pooled` as `ci_95` and "
                                + "`miettinen_nurminen` as `difference_ci`.",
                        BOTH,
                        scenario -> differenceIntervals(scenario.difference())),
                section(
                        "Intervals of the lift",
                        "Coverage in per cent at level 95 %. `analyze` answers `score` as `lift_ci`.",
                        BOTH,
                        scenario -> liftIntervals(scenario.lift())));
    }

    private static Section section(
            String title,
            String text,
            List<TwoArmScenario> scenarios,
            Function<TwoArmScenario, List<Method<TwoByTwo>>> methods) {
        List<Row> rows = scenarios.parallelStream()
                .map(scenario -> row(scenario, methods.apply(scenario)))
                .toList();
        return new Section(title, text, TwoArmScenario.HEADINGS, List.of("warned"), rows);
    }

    private static Row row(TwoArmScenario scenario, List<Method<TwoByTwo>> methods) {
        Map<TwoByTwo, Integer> drawn = scenario.draw();
        List<ErrorRate> rates =
                methods.stream().map(method -> ErrorRate.of(method, drawn)).toList();
        int warned = SmallCounts.WARNED.warnings(drawn);
        return new Row(scenario.cells(), rates, List.of(ErrorRate.percent(warned, Simulation.REPLICATIONS)));
    }

    private static List<Method<TwoByTwo>> tests() {
        return List.of(
                zTest("pooled_z", ProportionTests::pooledZ),
                zTest("unpooled_z", ProportionTests::unpooledZ),
                zTest("pooled_z_continuity", ProportionTests::pooledZWithContinuity),
                zTest("unpooled_z_continuity", ProportionTests::unpooledZWithContinuity),
                chiSquare("pearson", PearsonChiSquare::test),
                chiSquare("g_test", GTest::test),
                Method.test("fisher", EXACT, ALPHA, FisherExact::pValue));
    }

    private static List<Method<TwoByTwo>> unconditionalTests() {
        return List.of(
                Method.test("barnard", EXACT, ALPHA, Barnard::pValue),
                Method.test("boschloo", EXACT, ALPHA, Boschloo::pValue));
    }

    private static List<Method<TwoByTwo>> differenceIntervals(double truth) {
        return List.of(
                interval("wald_pooled", truth, DifferenceIntervals::waldPooled),
                interval("wald_unpooled", truth, DifferenceIntervals::waldUnpooled),
                interval("wald_pooled_continuity", truth, DifferenceIntervals::waldPooledWithContinuity),
                interval("wald_unpooled_continuity", truth, DifferenceIntervals::waldUnpooledWithContinuity),
                interval("agresti_caffo", truth, DifferenceIntervals::agrestiCaffo),
                interval("newcombe", truth, DifferenceIntervals::newcombe),
                interval("miettinen_nurminen", truth, DifferenceIntervals::miettinenNurminen));
    }

    private static List<Method<TwoByTwo>> liftIntervals(double truth) {
        return List.of(
                interval("score", truth, LiftIntervals::score),
                interval("log_ratio", truth, LiftIntervals::logRatio),
                interval("log_ratio_pooled", truth, LiftIntervals::logRatioPooled),
                interval("delta", truth, LiftIntervals::delta),
                interval("naive_division", truth, LiftIntervals::naiveDivision));
    }

    private static Method<TwoByTwo> zTest(String name, Function<TwoByTwo, @Nullable ZTest> test) {
        return Method.test(name, ASYMPTOTIC, ALPHA, table -> {
            ZTest found = test.apply(table);
            return found == null ? null : (Double) found.pValue();
        });
    }

    private static Method<TwoByTwo> chiSquare(String name, Function<TwoByTwo, @Nullable ChiSquareTest> test) {
        return Method.test(name, ASYMPTOTIC, ALPHA, table -> {
            ChiSquareTest found = test.apply(table);
            return found == null ? null : (Double) found.pValue();
        });
    }

    private static Method<TwoByTwo> interval(
            String name, double truth, BiFunction<TwoByTwo, Double, @Nullable Interval> interval) {
        return Method.interval(name, ASYMPTOTIC, ALPHA, truth, table -> interval.apply(table, ALPHA));
    }
}
