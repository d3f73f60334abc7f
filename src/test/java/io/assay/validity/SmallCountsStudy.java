package io.assay.validity;

import static io.assay.validity.ErrorRate.percent;

import io.assay.statistics.proportion.DifferenceIntervals;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** At what count the warning about small counts should end: what p_value and ci_95 do where it is not given. */
final class SmallCountsStudy {

    private static final List<SmallCounts> WARNINGS =
            List.of(new SmallCounts(5), SmallCounts.WARNED, new SmallCounts(20));
    private static final long FIRST_SEED = 1300;

    private SmallCountsStudy() {}

    static Section section() {
        return new Section(
                "The warning about small counts",
                """
                How often `ci_95` leaves out the true difference, in per cent of all experiments (nominal 5); without a lift \
                this is the false-positive rate of `p_value`, which rejects when `ci_95` does not contain 0. The check \
                `small_counts` of `analyze` warns when one of the four counts is below 10; shown for 5, 10 and 20 are `warned / \
                errors without a warning / the same in per cent of the experiments without a warning`. The last figure is a \
                selection where most are warned about: those left are the ones with unusually many conversions.""",
                TwoArmScenario.HEADINGS,
                List.of("errors", "below 5", "below 10", "below 20"),
                scenarios().parallelStream().map(SmallCountsStudy::row).toList());
    }

    /** By the conversions that the smaller arm may expect. */
    private static List<TwoArmScenario> scenarios() {
        List<TwoArmScenario> scenarios = new ArrayList<>();
        for (double rate : new double[] {0.01, 0.10}) {
            for (int ratio : new int[] {1, 9}) {
                for (int expected : new int[] {3, 5, 10, 15, 20, 30, 100}) {
                    for (double lift : new double[] {0, 0.2}) {
                        int n = Math.toIntExact(Math.round(expected / rate));
                        scenarios.add(new TwoArmScenario(rate, lift, ratio * n, n, FIRST_SEED + scenarios.size()));
                    }
                }
            }
        }
        return scenarios;
    }

    private static Row row(TwoArmScenario scenario) {
        Map<TwoByTwo, Integer> drawn = scenario.draw();
        Method<TwoByTwo> pooled = Method.interval(
                "ci_95",
                Guarantee.ASYMPTOTIC,
                TwoArmStudy.ALPHA,
                scenario.difference(),
                table -> DifferenceIntervals.waldPooled(table, TwoArmStudy.ALPHA));
        String all = percent(ErrorRate.of(pooled, drawn).errors(), Simulation.REPLICATIONS);
        Stream<String> byWarning = WARNINGS.stream().map(warning -> cell(warning, pooled, drawn));
        return new Row(
                scenario.cells(),
                List.of(),
                Stream.concat(Stream.of(all), byWarning).toList());
    }

    private static String cell(SmallCounts warning, Method<TwoByTwo> pooled, Map<TwoByTwo, Integer> drawn) {
        int warned = warning.warnings(drawn);
        int silent = Simulation.REPLICATIONS - warned;
        int errors = ErrorRate.of(pooled, warning.silent(drawn)).errors();
        return "%s / %s / %s"
                .formatted(
                        percent(warned, Simulation.REPLICATIONS),
                        percent(errors, Simulation.REPLICATIONS),
                        silent == 0 ? "none" : percent(errors, silent));
    }
}
