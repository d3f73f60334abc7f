package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;

import io.assay.statistics.Direction;
import io.assay.statistics.bayes.BetaComparison;
import io.assay.statistics.bayes.BetaPosterior;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two rates compared by their beta posteriors under the uniform prior. */
final class BetaStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final long FIRST_SEED = 2740;

    private BetaStudy() {}

    static Section section() {
        List<TwoArmScenario> scenarios = new ArrayList<>();
        for (double lift : new double[] {0, 0.2}) {
            scenarios.add(new TwoArmScenario(0.01, lift, 1_000, 1_000, FIRST_SEED + scenarios.size()));
            scenarios.add(new TwoArmScenario(0.01, lift, 1_800, 200, FIRST_SEED + scenarios.size()));
            scenarios.add(new TwoArmScenario(0.1, lift, 100, 100, FIRST_SEED + scenarios.size()));
            scenarios.add(new TwoArmScenario(0.1, lift, 180, 20, FIRST_SEED + scenarios.size()));
        }
        return new Section(
                "Two rates by beta posteriors",
                """
                Coverage in per cent at level 95 % of the credible intervals of the difference and of the lift under the uniform prior.
                `chance_to_win`: how often, in per cent, a treatment that is not better has a chance above 95 % (alpha = 5 %); shown
                without a lift only.""",
                TwoArmScenario.HEADINGS,
                List.of("chance_to_win"),
                scenarios.parallelStream().map(BetaStudy::row).toList());
    }

    private static Row row(TwoArmScenario scenario) {
        Map<TwoByTwo, Integer> drawn = scenario.draw();
        List<ErrorRate> rates = List.of(
                ErrorRate.of(
                        Method.interval(
                                "difference",
                                ASYMPTOTIC,
                                ALPHA,
                                scenario.difference(),
                                table -> posteriors(table).differenceInterval(ALPHA)),
                        drawn),
                ErrorRate.of(
                        Method.interval(
                                "lift",
                                ASYMPTOTIC,
                                ALPHA,
                                scenario.lift(),
                                table -> posteriors(table).liftInterval(ALPHA)),
                        drawn));
        String chanceToWin = scenario.lift() > 0
                ? ""
                : ErrorRate.of(
                                Method.<TwoByTwo>mistake(
                                        "chance_to_win",
                                        ASYMPTOTIC,
                                        ALPHA,
                                        table -> posteriors(table).chanceToWin(Direction.INCREASE) > 1 - ALPHA),
                                drawn)
                        .text();
        return new Row(scenario.cells(), rates, List.of(chanceToWin));
    }

    private static BetaComparison posteriors(TwoByTwo table) {
        return new BetaComparison(BetaPosterior.of(table.control(), 1, 1), BetaPosterior.of(table.treatment(), 1, 1));
    }
}
