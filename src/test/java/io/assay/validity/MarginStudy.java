package io.assay.validity;

import static io.assay.statistics.inference.Reference.STUDENT_T;
import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;

import io.assay.statistics.Direction;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.MarginTests;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.moments.Comparisons;
import io.assay.validity.Section.Row;
import io.assay.validity.population.BinomialPopulation;
import io.assay.validity.population.LogNormalPopulation;
import io.assay.validity.population.NormalPopulation;
import io.assay.validity.population.Population;
import io.assay.validity.population.RatioPopulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Non-inferiority and equivalence where the truth lies on the margin, so that finding either is an error. */
final class MarginStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final double MARGIN = 0.1;
    private static final List<Population> FEW_UNITS = List.of(new LogNormalPopulation());
    private static final List<Population> MANY_UNITS = List.of(
            NormalPopulation.sameStrata(),
            new BinomialPopulation(0.01),
            new BinomialPopulation(0.1),
            new RatioPopulation());

    private MarginStudy() {}

    static Section section() {
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.addAll(Scenario.all(MANY_UNITS, List.of(1_000, 10_000), -MARGIN, 2200));
        scenarios.addAll(Scenario.all(FEW_UNITS, List.of(1_000), -MARGIN, 2220));
        scenarios.addAll(Scenario.all(MANY_UNITS, List.of(1_000, 10_000), MARGIN, 2230));
        scenarios.addAll(Scenario.all(FEW_UNITS, List.of(1_000), MARGIN, 2250));
        return new Section(
                "Non-inferiority and equivalence at the margin",
                """
                False positives in per cent at alpha = 5 % with margins of 10 % of the control mean, where the true lift is one of
                them. With a lift of -10 % an increase is good, with 10 % a decrease, so that non-inferiority is false in both.
                `difference`: the margin in the metric's units. `relative`: on the relative scale, by the delta method. `beyond_share`: of
                the difference to that share of the control mean, with the noise of both. `share`: 10 % of the control
                mean found, taken as if it were known.""",
                Scenario.HEADINGS,
                List.of(),
                scenarios.parallelStream().map(MarginStudy::row).toList());
    }

    private static Row row(Scenario scenario) {
        return new Row(
                scenario.cells(),
                Simulation.judge(
                        scenario.seed(),
                        random -> Reading.of(
                                Comparisons.compare(
                                        scenario.population().metric(),
                                        new Adjustment.None(),
                                        scenario.population().control(random, scenario.controlN()),
                                        scenario.population()
                                                .treatment(random, scenario.treatmentN(), scenario.lift())),
                                ALPHA),
                        methods(scenario)),
                List.of());
    }

    private static List<Method<Reading>> methods(Scenario scenario) {
        Direction good = scenario.lift() < 0 ? Direction.INCREASE : Direction.DECREASE;
        double margin = MARGIN * scenario.population().value();
        return List.of(
                Method.test(
                        "non-inferiority, difference",
                        ASYMPTOTIC,
                        ALPHA,
                        onScale(Reading::absolute, estimate -> nonInferiority(estimate, margin, good))),
                Method.test(
                        "non-inferiority, relative",
                        ASYMPTOTIC,
                        ALPHA,
                        onScale(Reading::relative, estimate -> nonInferiority(estimate, MARGIN, good))),
                Method.test("non-inferiority, beyond_share", ASYMPTOTIC, ALPHA, reading -> beyondShare(reading, good)),
                Method.test(
                        "non-inferiority, share",
                        ASYMPTOTIC,
                        ALPHA,
                        onScale(
                                Reading::absolute,
                                estimate -> nonInferiority(estimate, estimate.fromRelative(MARGIN), good))),
                Method.test(
                        "equivalence, difference",
                        ASYMPTOTIC,
                        ALPHA,
                        onScale(Reading::absolute, estimate -> equivalence(estimate, margin))),
                Method.test(
                        "equivalence, relative",
                        ASYMPTOTIC,
                        ALPHA,
                        onScale(Reading::relative, estimate -> equivalence(estimate, MARGIN))));
    }

    private static Function<Reading, @Nullable Double> onScale(
            Function<Reading, @Nullable Estimate> scale, Function<Estimate, Double> pValue) {
        return reading -> {
            Estimate estimate = scale.apply(reading);
            return estimate == null ? null : pValue.apply(estimate);
        };
    }

    private static double nonInferiority(Estimate estimate, double loss, Direction good) {
        return MarginTests.nonInferiority(estimate, loss, good, STUDENT_T, ALPHA)
                .test()
                .pValue();
    }

    private static @Nullable Double beyondShare(Reading reading, Direction good) {
        Comparison comparison = reading.comparison();
        if (comparison == null) {
            return null;
        }
        Estimate beyond = Estimates.beyondShare(comparison, good == Direction.INCREASE ? -MARGIN : MARGIN)
                .valueOrNull();
        return beyond == null ? null : (Double) nonInferiority(beyond, 0, good);
    }

    private static double equivalence(Estimate estimate, double margin) {
        return MarginTests.equivalence(estimate, -margin, margin, STUDENT_T, ALPHA)
                .pValue();
    }
}
