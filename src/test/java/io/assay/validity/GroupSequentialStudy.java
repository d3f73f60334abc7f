package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;
import static io.assay.validity.Method.Guarantee.EXACT;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.FixedHorizon;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.Sides;
import io.assay.statistics.sequential.Spending;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import io.assay.validity.population.BinomialPopulation;
import io.assay.validity.population.LogNormalPopulation;
import io.assay.validity.population.NormalPopulation;
import io.assay.validity.population.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Group-sequential plans, with the fixed-horizon test read at the same looks beside them. */
final class GroupSequentialStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final long FIRST_SEED = 2500;
    private static final double FIXED_HORIZON_Z = Normal.upperQuantile(ALPHA / 2);

    private static final List<List<Double>> SCHEDULES = List.of(
            List.of(0.2, 0.4, 0.6, 0.8, 1.0),
            List.of(0.1, 0.3, 0.35, 0.8, 1.0),
            List.of(0.2, 0.4, 0.6, 0.9, 1.3),
            List.of(0.25, 0.5, 0.85));

    private GroupSequentialStudy() {}

    /**
     * One experiment in which nothing differs.
     *
     * @param z effect over standard error at each look; 0 where it cannot be had
     * @param ofWelch the normal deviate with the p-value of Welch's test
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Course(double[] z, double[] ofWelch) {}

    private record Setting(String data, int planned, List<Double> looks, Function<RandomGenerator, Course> draw) {}

    static Section section() {
        List<Setting> settings = new ArrayList<>();
        for (List<Double> looks : SCHEDULES) {
            settings.add(new Setting("normal, known variance", 0, looks, random -> brownian(random, looks)));
        }
        for (List<Double> looks : SCHEDULES.subList(0, 2)) {
            settings.add(of(NormalPopulation.sameStrata(), 0.5, 200, looks));
            settings.add(of(NormalPopulation.sameStrata(), 0.5, 2_000, looks));
            settings.add(of(NormalPopulation.sameStrata(), 0.9, 2_000, looks));
            settings.add(of(new BinomialPopulation(0.01), 0.5, 20_000, looks));
            settings.add(of(new BinomialPopulation(0.01), 0.9, 20_000, looks));
            settings.add(of(new BinomialPopulation(0.1), 0.5, 2_000, looks));
            settings.add(of(new BinomialPopulation(0.1), 0.9, 2_000, looks));
            settings.add(of(new LogNormalPopulation(), 0.5, 2_000, looks));
            settings.add(of(new LogNormalPopulation(), 0.9, 2_000, looks));
        }
        settings.add(of(new BinomialPopulation(0.01), 0.9, 100_000, SCHEDULES.getFirst()));
        settings.add(of(new BinomialPopulation(0.1), 0.9, 20_000, SCHEDULES.getFirst()));
        return new Section(
                "Group-sequential plans",
                """
                False positives in per cent over all looks of a plan (two-sided alpha = 5 %), which is also how often one of its
                repeated confidence intervals leaves out the truth. Looks are shares of the planned units of both arms together; 1.3
                over-runs its plan, 0.85 ends before it. z is effect over standard error, or the normal deviate with the p-value of
                Welch's test. `shape`: Wang and Tsiatis, 0 for O'Brien and Fleming, 0.5 for Pocock. `fixed_horizon`: |z| above 1.96 at
                any of these looks.""",
                List.of("data", "planned units", "looks", "seed"),
                List.of(),
                IntStream.range(0, settings.size())
                        .parallel()
                        .mapToObj(i -> row(settings.get(i), FIRST_SEED + i))
                        .toList());
    }

    private static Setting of(Population population, double controlShare, int planned, List<Double> looks) {
        List<Integer> units =
                looks.stream().map(look -> (int) Math.round(planned * look)).toList();
        PeekingScenario scenario =
                new PeekingScenario(population, 0, new Adjustment.None(), "none", controlShare, units, 0);
        String data = population.name() + (controlShare == 0.5 ? "" : ", 90/10");
        return new Setting(data, planned, looks, random -> observed(scenario, random));
    }

    private static Course brownian(RandomGenerator random, List<Double> looks) {
        double[] z = new double[looks.size()];
        double path = 0;
        double before = 0;
        for (int k = 0; k < z.length; k++) {
            double t = looks.get(k);
            path += Math.sqrt(t - before) * random.nextGaussian();
            z[k] = path / Math.sqrt(t);
            before = t;
        }
        return new Course(z, z);
    }

    private static Course observed(PeekingScenario scenario, RandomGenerator random) {
        double[] z = new double[scenario.looks().size()];
        double[] ofWelch = new double[z.length];
        PeekingScenario.Growing growing = scenario.start(random);
        for (int k = 0; k < z.length; k++) {
            if (k > 0) {
                growing.grow();
            }
            Estimate estimate = growing.read().then(Estimates::absolute).valueOrNull();
            if (estimate != null) {
                z[k] = estimate.effect() / estimate.standardError();
                double p = FixedHorizon.test(estimate, 0, Alternative.TWO_SIDED, Reference.STUDENT_T)
                        .pValue();
                ofWelch[k] = Math.copySign(Normal.upperQuantile(Math.max(p / 2, Double.MIN_NORMAL)), z[k]);
            }
        }
        return new Course(z, ofWelch);
    }

    private static Row row(Setting setting, long seed) {
        Guarantee guarantee = setting.planned == 0 ? EXACT : ASYMPTOTIC;
        List<Double> looks = setting.looks;
        return new Row(
                List.of(
                        setting.data,
                        setting.planned == 0 ? "any" : String.format(Locale.ROOT, "%,d", setting.planned),
                        looks.stream().map(Object::toString).collect(Collectors.joining(", ")),
                        Long.toString(seed)),
                Simulation.judge(seed, setting.draw, methods(looks, guarantee)),
                List.of());
    }

    private static List<Method<Course>> methods(List<Double> looks, Guarantee guarantee) {
        return List.of(
                plan("obrien_fleming", guarantee, spending(looks, new Spending.OBrienFleming()), Course::z),
                plan("pocock", guarantee, spending(looks, new Spending.Pocock()), Course::z),
                plan("pocock, z of Welch's p", guarantee, spending(looks, new Spending.Pocock()), Course::ofWelch),
                plan("power 3", guarantee, spending(looks, new Spending.Power(3)), Course::z),
                plan(
                        "obrien_fleming, increase",
                        guarantee,
                        GroupSequentialPlan.spending(looks, new Spending.OBrienFleming(), ALPHA, Sides.ONE, true),
                        Course::z),
                plan("shape 0", guarantee, GroupSequentialPlan.shaped(looks, 0, ALPHA, Sides.TWO), Course::z),
                plan("shape 0.5", guarantee, GroupSequentialPlan.shaped(looks, 0.5, ALPHA, Sides.TWO), Course::z),
                Method.mistake(
                        "fixed_horizon",
                        ASYMPTOTIC,
                        ALPHA,
                        course -> Arrays.stream(course.z).anyMatch(z -> Math.abs(z) > FIXED_HORIZON_Z)));
    }

    private static GroupSequentialPlan spending(List<Double> looks, Spending spending) {
        return GroupSequentialPlan.spending(looks, spending, ALPHA, Sides.TWO, true);
    }

    private static Method<Course> plan(
            String name, Guarantee guarantee, GroupSequentialPlan plan, Function<Course, double[]> statistic) {
        return Method.mistake(name, guarantee, ALPHA, course -> {
            double[] z = statistic.apply(course);
            return IntStream.range(0, z.length).anyMatch(k -> plan.stopsAt(k, z[k]));
        });
    }
}
