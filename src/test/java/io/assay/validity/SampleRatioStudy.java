package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;
import static io.assay.validity.Method.Guarantee.EXACT;

import io.assay.statistics.sampleratio.Look;
import io.assay.statistics.sampleratio.SampleRatio;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** False alarms of the sample-ratio tests where the arms get their planned share. */
final class SampleRatioStudy {

    private static final List<Double> EQUAL = List.of(0.5, 0.5);
    private static final List<Double> UNEQUAL = List.of(0.9, 0.1);
    private static final List<Double> THREE_EQUAL = List.of(1.0 / 3, 1.0 / 3, 1.0 / 3);
    private static final List<Double> THREE_UNEQUAL = List.of(0.5, 0.3, 0.2);

    private static final double WARN = 0.01;
    private static final double FAIL = 0.001;
    private static final int DAYS = 28;
    private static final int UNITS_A_DAY = 1_000;

    private SampleRatioStudy() {}

    private record Scenario(List<Double> weights, int n, long seed) {}

    /** A plan by day. */
    private record Plan(String name, List<List<Double>> weights, long seed) {}

    /**
     * Four weeks of looks.
     *
     * @param lastDay chi-square p-value of all four weeks
     * @param smallest chi-square p-value of the day on which it was smallest
     * @param alwaysValid the always-valid p-value, which is a running minimum
     */
    private record FourWeeks(double lastDay, double smallest, double alwaysValid) {}

    static List<Section> sections() {
        return List.of(small(), large(), daily());
    }

    private static Section small() {
        return readOnce(
                "Sample ratio, few units",
                "False alarms in per cent at p < 1 % (warn) and p < 0.1 % (fail). Under 1,000 units, or ten expected in an "
                        + "arm, the exact test decides.",
                List.of(
                        new Scenario(EQUAL, 30, 1400),
                        new Scenario(EQUAL, 100, 1401),
                        new Scenario(EQUAL, 500, 1402),
                        new Scenario(UNEQUAL, 30, 1403),
                        new Scenario(UNEQUAL, 100, 1404),
                        new Scenario(UNEQUAL, 500, 1405),
                        new Scenario(THREE_EQUAL, 30, 1406),
                        new Scenario(THREE_EQUAL, 100, 1407),
                        new Scenario(THREE_UNEQUAL, 30, 1408),
                        new Scenario(THREE_UNEQUAL, 100, 1409)),
                List.of(
                        Method.test("chi_square 1 %", ASYMPTOTIC, WARN, SampleRatio::pValue),
                        Method.test("chi_square 0.1 %", ASYMPTOTIC, FAIL, SampleRatio::pValue),
                        Method.test("exact 1 %", EXACT, WARN, SampleRatio::exactPValue),
                        Method.test("exact 0.1 %", EXACT, FAIL, SampleRatio::exactPValue)));
    }

    private static Section large() {
        return readOnce(
                "Sample ratio, read once",
                "False alarms in per cent at p < 1 % (warn) and p < 0.1 % (fail).",
                List.of(
                        new Scenario(EQUAL, 1_000, 1420),
                        new Scenario(UNEQUAL, 1_000, 1421),
                        new Scenario(THREE_EQUAL, 1_000, 1422),
                        new Scenario(EQUAL, 100_000, 1423),
                        new Scenario(UNEQUAL, 100_000, 1424)),
                List.of(
                        Method.test("chi_square 1 %", ASYMPTOTIC, WARN, SampleRatio::pValue),
                        Method.test("chi_square 0.1 %", ASYMPTOTIC, FAIL, SampleRatio::pValue)));
    }

    private static Section readOnce(
            String title, String text, List<Scenario> scenarios, List<Method<SampleRatio>> methods) {
        return new Section(
                title,
                text,
                List.of("weights", "units", "seed"),
                List.of(),
                scenarios.parallelStream()
                        .map(scenario -> readOnce(scenario, methods))
                        .toList());
    }

    private static Row readOnce(Scenario scenario, List<Method<SampleRatio>> methods) {
        var arms = new MultinomialSampler(scenario.n, scenario.weights);
        Map<SampleRatio, Integer> drawn = Simulation.draw(scenario.seed, arms::next).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> SampleRatio.once(new Look(entry.getKey(), scenario.weights)), Map.Entry::getValue));
        return new Row(
                List.of(
                        shares(scenario.weights),
                        String.format(Locale.ROOT, "%,d", scenario.n),
                        Long.toString(scenario.seed)),
                methods.stream().map(method -> ErrorRate.of(method, drawn)).toList(),
                List.of());
    }

    private static Section daily() {
        List<List<Double>> ramp = new ArrayList<>(Collections.nCopies(7, UNEQUAL));
        ramp.addAll(Collections.nCopies(DAYS - 7, EQUAL));
        List<Plan> plans = List.of(
                new Plan(shares(EQUAL), Collections.nCopies(DAYS, EQUAL), 1440),
                new Plan(shares(UNEQUAL), Collections.nCopies(DAYS, UNEQUAL), 1441),
                new Plan(shares(THREE_EQUAL), Collections.nCopies(DAYS, THREE_EQUAL), 1442),
                new Plan(shares(UNEQUAL) + " for a week, then " + shares(EQUAL), ramp, 1443));
        return new Section(
                "Sample ratio, read daily for four weeks",
                """
                False alarms in per cent with 1,000 units a day. `last day` reads once, after four weeks; `any day` alarms when any
                of the 28 daily readings does. The chi-square is not made for that, the always-valid test is.""",
                List.of("weights", "seed"),
                List.of(),
                plans.parallelStream().map(SampleRatioStudy::daily).toList());
    }

    private static Row daily(Plan plan) {
        List<MultinomialSampler> days = plan.weights.stream()
                .map(weights -> new MultinomialSampler(UNITS_A_DAY, weights))
                .toList();
        Map<FourWeeks, Integer> drawn = Simulation.draw(plan.seed, random -> {
            List<Look> looks = new ArrayList<>();
            for (int day = 0; day < DAYS; day++) {
                looks.add(new Look(days.get(day).next(random), plan.weights.get(day)));
            }
            return read(looks);
        });
        return new Row(
                List.of(plan.name, Long.toString(plan.seed)),
                List.of(
                        ErrorRate.of(
                                Method.test("chi_square last day 1 %", ASYMPTOTIC, WARN, FourWeeks::lastDay), drawn),
                        ErrorRate.of(
                                Method.test("chi_square last day 0.1 %", ASYMPTOTIC, FAIL, FourWeeks::lastDay), drawn),
                        ErrorRate.of(
                                Method.test("chi_square any day 1 %", ASYMPTOTIC, WARN, FourWeeks::smallest), drawn),
                        ErrorRate.of(
                                Method.test("chi_square any day 0.1 %", ASYMPTOTIC, FAIL, FourWeeks::smallest), drawn),
                        ErrorRate.of(Method.test("always_valid 1 %", EXACT, WARN, FourWeeks::alwaysValid), drawn),
                        ErrorRate.of(Method.test("always_valid 0.1 %", EXACT, FAIL, FourWeeks::alwaysValid), drawn)),
                List.of());
    }

    private static FourWeeks read(List<Look> looks) {
        double smallest = 1;
        for (int day = 1; day < DAYS; day++) {
            smallest = Math.min(smallest, chiSquare(SampleRatio.sequential(looks.subList(0, day))));
        }
        SampleRatio last = SampleRatio.sequential(looks);
        return new FourWeeks(
                chiSquare(last), Math.min(smallest, chiSquare(last)), Objects.requireNonNull(last.alwaysValidPValue()));
    }

    private static double chiSquare(SampleRatio ratio) {
        return Objects.requireNonNull(ratio.pValue());
    }

    private static String shares(List<Double> weights) {
        return weights.stream()
                .map(weight -> Long.toString(Math.round(100 * weight)))
                .collect(Collectors.joining("/"));
    }
}
