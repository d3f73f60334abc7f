package io.assay.validity;

import io.assay.validity.Section.Row;
import io.assay.validity.population.BinomialPopulation;
import io.assay.validity.population.ClusteredPopulation;
import io.assay.validity.population.LogNormalPopulation;
import io.assay.validity.population.NormalPopulation;
import io.assay.validity.population.Population;
import io.assay.validity.population.RatioPopulation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every fixed-horizon test and interval of the difference of two means or ratios, and of their relative difference. */
final class MeansStudy {

    private static final double LIFT = 0.2;
    private static final List<Population> POPULATIONS = List.of(
            NormalPopulation.sameStrata(),
            new NormalPopulation("normal, treatment twice as spread", 0, 2),
            new NormalPopulation("normal strata", 2, 1),
            new BinomialPopulation(0.01),
            new BinomialPopulation(0.1),
            new LogNormalPopulation(),
            new RatioPopulation(),
            new ClusteredPopulation(LIFT));
    /** With a lift: its units have to be drawn one by one. */
    private static final int MOST_LOG_NORMAL = 2_000;

    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000);

    private MeansStudy() {}

    /** A scenario with the rows that its experiments make, one a section. */
    private record Rows(Row first, Row relative) {}

    static List<Section> sections() {
        List<Scenario> scenarios = new ArrayList<>(Scenario.all(POPULATIONS, SIZES, 0, 2000));
        int withoutLift = scenarios.size();
        scenarios.addAll(Scenario.all(POPULATIONS, SIZES, LIFT, 2100).stream()
                .filter(scenario -> !(scenario.population() instanceof LogNormalPopulation)
                        || scenario.controlN() + scenario.treatmentN() <= MOST_LOG_NORMAL)
                .toList());
        List<Rows> rows = scenarios.parallelStream().map(MeansStudy::rows).toList();
        return List.of(
                section(
                        "Tests of equal means and ratios",
                        """
                        False positives in per cent at alpha = 5 %. `chance_to_win` rejects where it is above 97.5 % or below 2.5 % under the
                        flat prior.""",
                        rows.subList(0, withoutLift).stream().map(Rows::first)),
                section(
                        "Intervals of the difference of means and ratios",
                        "Coverage in per cent at level 95 %. Without a lift it is 100 % less the false positives above.",
                        rows.subList(withoutLift, rows.size()).stream().map(Rows::first)),
                section(
                        "Intervals of the relative difference of means and ratios",
                        "Coverage in per cent at level 95 %, on the same experiments as the two tables above.",
                        rows.stream().map(Rows::relative)));
    }

    private static Section section(String title, String text, Stream<Row> rows) {
        return new Section(title, text, Scenario.HEADINGS, List.of(), rows.toList());
    }

    private static Rows rows(Scenario scenario) {
        List<Method<AdjustedReadings>> first = scenario.lift() == 0
                ? MeansMethods.tests(scenario.population())
                : MeansMethods.differences(scenario.population(), scenario.difference());
        List<Method<AdjustedReadings>> methods = new ArrayList<>(first);
        methods.addAll(MeansMethods.relatives(scenario.lift()));
        List<ErrorRate> rates =
                Simulation.judge(scenario.seed(), random -> AdjustedReadings.draw(scenario, random), methods);
        return new Rows(
                new Row(scenario.cells(), rates.subList(0, first.size()), List.of()),
                new Row(scenario.cells(), rates.subList(first.size(), rates.size()), List.of()));
    }
}
