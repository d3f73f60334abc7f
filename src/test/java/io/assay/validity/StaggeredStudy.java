package io.assay.validity;

import io.assay.statistics.did.Aggregate;
import io.assay.statistics.did.Bands;
import io.assay.statistics.did.CallawaySantAnna;
import io.assay.statistics.did.CohortMoments;
import io.assay.statistics.did.CohortRegression;
import io.assay.statistics.did.GroupTimeEffects;
import io.assay.statistics.did.LinearEffect;
import io.assay.statistics.did.MomentsBuilder;
import io.assay.statistics.did.StaggeredOptions;
import io.assay.statistics.did.SunAbraham;
import io.assay.statistics.did.TwoWay;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Panels whose units are treated from the third or the fifth of seven periods on, or never. */
final class StaggeredStudy {

    private static final int REPLICATIONS = 4_000;
    private static final double LEVEL = Tally.LEVEL;
    private static final int PERIODS = 7;
    private static final double[] COHORTS = {3, 5, Double.POSITIVE_INFINITY};
    private static final double PERSISTENCE = 0.5;

    private StaggeredStudy() {}

    /**
     * How panels come about: a third of the units in each cohort, by lot; outcomes are unit, period and effect, and noise e =
     * 0.5 e before + a new one. The effect e periods after treatment is base + growth · e, of the earlier cohort twice that.
     */
    private record World(String name, int units, double base, double growth, boolean twice, long seed) {

        double effect(double cohort, double period) {
            return period < cohort ? 0 : (base + growth * (period - cohort)) * (twice && cohort == COHORTS[0] ? 2 : 1);
        }

        /** Over treated units and periods. */
        double truth() {
            double total = 0;
            int cells = 0;
            for (int k = 0; k < COHORTS.length - 1; k++) {
                for (double period = COHORTS[k]; period <= PERIODS; period++) {
                    total += effect(COHORTS[k], period);
                    cells++;
                }
            }
            return total / cells;
        }
    }

    private static final List<World> WORLDS = List.of(
            new World("no effect", 300, 0, 0, false, 9200),
            new World("one effect for all", 300, 1, 0, false, 9201),
            new World("effects that grow", 300, 0.2, 0.4, false, 9202),
            new World("effects that grow and differ", 300, 0.2, 0.4, true, 9203),
            new World("effects that grow and differ", 45, 0.2, 0.4, true, 9204),
            new World("no effect", 24, 0, 0, false, 9205));

    static Section section() {
        return new Section(
                "Treatment that begins at different times",
                """
                Coverage in per cent of the average effect over treated units and periods at 95 %, and how far off the mean estimate is (bias); a third
                of the units is treated from the third of seven periods on, a third from the fifth, a third never. `bands`: all effects before and
                after treatment at once, as the sup-t intervals cover them. `two_way` is the regression with unit and period effects. `pre_test`: per
                cent that do not find a difference in trends that is not there.""",
                List.of("effects", "units", "seed"),
                List.of("bias of callaway_santanna", "of sun_abraham", "of two_way"),
                WORLDS.parallelStream().map(StaggeredStudy::row).toList());
    }

    private static Row row(World world) {
        RandomGenerator random = Simulation.generator(world.seed());
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (String name : List.of("callaway_santanna", "sun_abraham", "two_way", "bands", "pre_test")) {
            tallies.put(name, new Tally());
        }
        double truth = world.truth();
        int made = 0;
        while (made < REPLICATIONS) {
            CohortMoments moments = draw(world, random);
            if (moments.cohorts().length < COHORTS.length) {
                continue;
            }
            made++;
            GroupTimeEffects effects = CallawaySantAnna.of(moments, StaggeredOptions.standard());
            LinearEffect overall = Aggregate.of(effects, Aggregate.Kind.SIMPLE).overall();
            add(tallies, "callaway_santanna", overall, Double.POSITIVE_INFINITY, truth);
            SunAbraham sun = SunAbraham.of(moments, 0);
            add(tallies, "sun_abraham", sun.overall(), sun.regression().clusters() - 1.0, truth);
            CohortRegression plain = TwoWay.of(moments);
            add(tallies, "two_way", plain.combination(0, new double[] {1}), plain.clusters() - 1.0, truth);
            tally(tallies, "bands").add(0, !covered(world, effects));
            GroupTimeEffects.PreTest test = effects.preTest().valueOrNull();
            if (test == null) {
                tally(tallies, "pre_test").refused();
            } else {
                tally(tallies, "pre_test").add(0, test.pValue() < LEVEL);
            }
        }
        return new Row(
                List.of(world.name(), Integer.toString(world.units()), Long.toString(world.seed())),
                tallies.entrySet().stream()
                        .map(entry -> entry.getValue().coverage(entry.getKey(), Guarantee.ASYMPTOTIC))
                        .toList(),
                Stream.of("callaway_santanna", "sun_abraham", "two_way")
                        .map(name -> tally(tallies, name).bias())
                        .toList());
    }

    private static Tally tally(Map<String, Tally> tallies, String name) {
        return Objects.requireNonNull(tallies.get(name));
    }

    private static void add(
            Map<String, Tally> tallies, String name, LinearEffect effect, double degrees, double truth) {
        tally(tallies, name).add(effect.effect() - truth, effect.standardError(), degrees);
    }

    /** Whether the simultaneous intervals by cohort and period have all true effects in them. */
    private static boolean covered(World world, GroupTimeEffects effects) {
        List<LinearEffect> single = effects.single();
        Bands bands = effects.bands(single, LEVEL);
        for (int a = 0; a < single.size(); a++) {
            GroupTimeEffects.Cell cell = effects.cells().get(a);
            double truth = world.effect(cell.cohort(), cell.period());
            double half = bands.criticalValue() * bands.standardErrors().get(a);
            if (Math.abs(single.get(a).effect() - truth) > half) {
                return false;
            }
        }
        return true;
    }

    private static CohortMoments draw(World world, RandomGenerator random) {
        double[] periods = new double[PERIODS];
        for (int t = 0; t < PERIODS; t++) {
            periods[t] = t + 1;
        }
        MomentsBuilder builder = new MomentsBuilder(periods);
        double[] outcome = new double[PERIODS];
        for (int unit = 0; unit < world.units(); unit++) {
            double cohort = COHORTS[random.nextInt(COHORTS.length)];
            double level = random.nextGaussian() + (Double.isInfinite(cohort) ? 0 : 0.5);
            double noise = random.nextGaussian() / Math.sqrt(1 - PERSISTENCE * PERSISTENCE);
            for (int t = 0; t < PERIODS; t++) {
                outcome[t] = level + 0.3 * t + world.effect(cohort, periods[t]) + noise;
                noise = PERSISTENCE * noise + random.nextGaussian();
            }
            builder.add(cohort, outcome);
        }
        return builder.moments();
    }
}
