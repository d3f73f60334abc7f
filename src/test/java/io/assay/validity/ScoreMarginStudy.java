package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.proportion.ProportionTests;
import io.assay.statistics.proportion.ScoreTests;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.proportion.ZTest;
import io.assay.validity.Section.Row;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Non-inferiority of two rates by the score tests, where the truth lies on the margin. */
final class ScoreMarginStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final double MARGIN = 0.1;

    private ScoreMarginStudy() {}

    static Section section() {
        return new Section(
                "Non-inferiority of rates at the margin",
                """
                False positives in per cent of one-sided tests at alpha = 5 % with a margin of 10 %, where the true lift is the margin.
                With a lift of -10 % an increase is good, with 10 % a decrease. `unpooled_z`: of the difference to the margin.""",
                TwoArmScenario.HEADINGS,
                List.of("warned"),
                Stream.concat(TwoArmScenario.all(-MARGIN, 2270).stream(), TwoArmScenario.all(MARGIN, 2285).stream())
                        .parallel()
                        .map(ScoreMarginStudy::row)
                        .toList());
    }

    private static Row row(TwoArmScenario scenario) {
        Map<TwoByTwo, Integer> drawn = scenario.draw();
        double margin = scenario.difference();
        List<Method<TwoByTwo>> methods = List.of(
                oneSided("score, difference", scenario, table -> ScoreTests.differenceZ(table, margin)),
                oneSided("score, lift", scenario, table -> ScoreTests.liftZ(table, scenario.lift())),
                oneSided("unpooled_z", scenario, table -> {
                    ZTest test = ProportionTests.unpooledZ(table);
                    return test == null ? null : (Double) ((test.difference() - margin) / test.standardError());
                }));
        return new Row(
                scenario.cells(),
                methods.stream().map(method -> ErrorRate.of(method, drawn)).toList(),
                List.of(ErrorRate.percent(SmallCounts.WARNED.warnings(drawn), Simulation.REPLICATIONS)));
    }

    /** Rejects on the good side of the margin. */
    private static Method<TwoByTwo> oneSided(
            String name, TwoArmScenario scenario, Function<TwoByTwo, @Nullable Double> statistic) {
        return Method.test(name, ASYMPTOTIC, ALPHA, table -> {
            Double z = statistic.apply(table);
            return z == null ? null : (Double) Normal.survival(scenario.lift() < 0 ? z : -z);
        });
    }
}
