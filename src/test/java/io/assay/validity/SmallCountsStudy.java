package io.assay.validity;

import static io.assay.validity.ErrorRate.percent;

import io.assay.statistics.proportion.DifferenceIntervals;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import io.assay.validity.SmallCounts.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** At what count the warning about small counts should end: what p_value and ci_95 do where it is not given. */
final class SmallCountsStudy {

    private static final List<SmallCounts> WARNINGS = List.of(
            new SmallCounts(Basis.OBSERVED, 5),
            SmallCounts.WARNED,
            new SmallCounts(Basis.OBSERVED, 20),
            new SmallCounts(Basis.EXPECTED, 5),
            new SmallCounts(Basis.EXPECTED, 10));
    private static final long FIRST_SEED = 1300;

    private SmallCountsStudy() {}

    static Section section() {
        return new Section(
                "The warning about small counts",
                """
                How often `ci_95` leaves out the true difference, in per cent of all experiments (nominal 5). Without a lift this is
                the false-positive rate of `p_value`, which rejects when `ci_95` does not contain 0.

                The other columns try warnings: when the smallest of the four observed counts is below 5, 10 or 20, or the
                smallest expected count at the pooled rate is below 5 or 10 (the check `small_counts` of `analyze`). Each cell is
                `experiments with a warning / errors without one, both in per cent of all experiments / the latter in per cent of the
                experiments without a warning`.""",
                TwoArmScenario.HEADINGS,
                List.of("errors", "observed < 5", "observed < 10", "observed < 20", "expected < 5", "expected < 10"),
                scenarios().parallelStream().map(SmallCountsStudy::row).toList());
    }

    /** By the conversions that the smaller arm may expect. */
    private static List<TwoArmScenario> scenarios() {
        List<TwoArmScenario> scenarios = new ArrayList<>();
        for (double rate : new double[] {0.01, 0.10}) {
            for (int ratio : new int[] {1, 9}) {
                for (int expected : new int[] {5, 10, 15, 20, 30, 100}) {
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
