package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;

import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.FixedHorizon;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Comparisons;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.ProportionTests;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.proportion.ZTest;
import io.assay.validity.Section.Row;
import io.assay.validity.population.ClusteredPopulation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What it costs to take the observations of a unit for units of their own. */
final class ClusterStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;

    private ClusterStudy() {}

    /** The joined moments of both arms: conversions, observations, conversions before. */
    private record Arms(Moments control, Moments treatment) {}

    static Section section() {
        return new Section(
                "Clustered observations",
                """
                False positives in per cent at alpha = 5 %. Units have 1, 2, 4 or 8 observations that convert or not, a unit's own with
                correlation 0.17. `ratio by unit`: Welch's test of the ratio of conversions and observations. `observations as units`:
                the pooled z-test of all observations.""",
                Scenario.HEADINGS,
                List.of(),
                Scenario.all(List.of(new ClusteredPopulation()), List.of(100, 1_000, 10_000), 0, 2090).parallelStream()
                        .map(ClusterStudy::row)
                        .toList());
    }

    private static Row row(Scenario scenario) {
        var population = scenario.population();
        return new Row(
                scenario.cells(),
                Simulation.judge(
                        scenario.seed(),
                        random -> new Arms(
                                population.control(random, scenario.controlN()).joined(),
                                population
                                        .treatment(random, scenario.treatmentN(), 0)
                                        .joined()),
                        List.of(
                                Method.test("ratio by unit", ASYMPTOTIC, ALPHA, arms -> byUnit(scenario, arms)),
                                Method.test("observations as units", ASYMPTOTIC, ALPHA, ClusterStudy::byObservation))),
                List.of());
    }

    private static @Nullable Double byUnit(Scenario scenario, Arms arms) {
        return Comparisons.compare(scenario.population().metric(), new Adjustment.None(), arms.control, arms.treatment)
                .then(Estimates::absolute)
                .then(estimate -> Outcome.of(FixedHorizon.test(estimate, 0, Alternative.TWO_SIDED, Reference.STUDENT_T)
                        .pValue()))
                .valueOrNull();
    }

    private static @Nullable Double byObservation(Arms arms) {
        ZTest test = ProportionTests.pooledZ(new TwoByTwo(observations(arms.control), observations(arms.treatment)));
        return test == null ? null : (Double) test.pValue();
    }

    private static Proportion observations(Moments arm) {
        return new Proportion(Math.round(arm.n() * arm.mean(0)), Math.round(arm.n() * arm.mean(1)));
    }
}
