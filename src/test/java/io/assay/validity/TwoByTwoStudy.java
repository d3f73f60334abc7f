package io.assay.validity;

import io.assay.causal.ClusterCount;
import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.CovarianceEstimator;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.Preset;
import io.assay.statistics.regression.Robust;
import io.assay.statistics.regression.SmallSampleClusters;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Difference-in-differences when rows are independent, when units persist, and when groups have shocks of their own. */
final class TwoByTwoStudy {

    private static final int REPLICATIONS = 4_000;
    private static final double EFFECT = 1;
    private static final String TERM = "treated:post";

    private TwoByTwoStudy() {}

    /**
     * How data come about: y = unit + shock of group and period + e + 1 where treated and after, e its unit's e before times
     * persistence plus noise of variance 1 - persistence².
     *
     * @param treated how many of the groups
     * @param units of each group
     * @param periods half of them before treatment
     * @param level standard deviation of what a unit always has
     * @param shock standard deviation of what a group has in a period, of which shockPersistence goes on to the next
     * @param spread of e among the treated after treatment over that of all others
     */
    private record World(
            String name,
            int groups,
            int treated,
            int units,
            int periods,
            double level,
            double persistence,
            double shock,
            double shockPersistence,
            double spread,
            long seed) {}

    private static final List<World> WORLDS = List.of(
            new World("independent rows, 100 a cell", 2, 1, 100, 2, 0, 0, 0, 0, 1, 9400),
            new World("independent rows, 10 a cell", 2, 1, 10, 2, 0, 0, 0, 0, 1, 9401),
            new World("independent rows, 5 a cell", 2, 1, 5, 2, 0, 0, 0, 0, 1, 9402),
            new World("10 a cell, one varies thrice", 2, 1, 10, 2, 0, 0, 0, 0, 3, 9403),
            new World("units differ, noise is new", 2, 1, 50, 2, 1, 0, 0, 0, 1, 9404),
            new World("units differ, noise is new", 2, 1, 50, 20, 1, 0, 0, 0, 1, 9405),
            new World("noise goes on by half", 2, 1, 50, 20, 1, 0.5, 0, 0, 1, 9406),
            new World("noise goes on by 0.9", 2, 1, 50, 20, 1, 0.9, 0, 0, 1, 9407),
            new World("noise goes on by 0.9, few units", 2, 1, 6, 20, 1, 0.9, 0, 0, 1, 9408),
            new World("groups have shocks", 50, 25, 10, 4, 1, 0.5, 0.3, 0.5, 1, 9409),
            new World("groups have shocks", 12, 6, 40, 4, 1, 0.5, 0.3, 0.5, 1, 9410),
            new World("groups have shocks", 12, 3, 40, 4, 1, 0.5, 0.3, 0.5, 1, 9411),
            new World("groups have shocks", 12, 1, 40, 4, 1, 0.5, 0.3, 0.5, 1, 9412),
            new World("groups have shocks", 4, 2, 120, 4, 1, 0.5, 0.3, 0.5, 1, 9413),
            new World("groups have shocks", 2, 1, 240, 4, 1, 0.5, 0.3, 0.5, 1, 9414));

    static Section section() {
        return new Section(
                "Difference-in-differences of two groups and two times",
                """
                Coverage in per cent of an effect of 1 at 95 %% in %,d samples; 100 less it is the rate of false positives. `hc3` is the headline of
                the endpoint: rows taken for independent, normal quantiles. `by_unit` clusters by unit, `by_group` by what treatment was given to (CRV1,
                t(G - 1)), `by_group_crv3` takes the jackknife. Shocks are a group's own in each period, 0.3 where noise is 1, and go on by
                half. With fewer than six groups, or one treated, the endpoints answer no p-value and no interval by group, as the column says; the
                figures are what they would have been.""".formatted(REPLICATIONS),
                List.of("rows", "groups", "treated", "units a group", "periods", "seed"),
                List.of("by group answered", "bias"),
                WORLDS.parallelStream().map(TwoByTwoStudy::row).toList());
    }

    private static Row row(World world) {
        RandomGenerator random = Simulation.generator(world.seed());
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (int i = 0; i < REPLICATIONS; i++) {
            judge(world, random, tallies);
        }
        return new Row(
                List.of(
                        world.name(),
                        Integer.toString(world.groups()),
                        Integer.toString(world.treated()),
                        Integer.toString(world.units()),
                        Integer.toString(world.periods()),
                        Long.toString(world.seed())),
                tallies.entrySet().stream()
                        .map(entry -> entry.getValue().coverage(entry.getKey(), Guarantee.ASYMPTOTIC))
                        .toList(),
                List.of(
                        world.groups() >= ClusterCount.LEAST && world.treated() > 1 ? "yes" : "no",
                        tallies.values().iterator().next().bias()));
    }

    private static void judge(World world, RandomGenerator random, Map<String, Tally> tallies) {
        int rows = world.groups() * world.units() * world.periods();
        double[] treated = new double[rows];
        double[] post = new double[rows];
        double[] both = new double[rows];
        double[] y = new double[rows];
        int[] unit = new int[rows];
        int[] group = new int[rows];
        int row = 0;
        double fresh = Math.sqrt(1 - world.persistence() * world.persistence());
        for (int g = 0; g < world.groups(); g++) {
            double[] shocks = shocks(world, random);
            for (int u = 0; u < world.units(); u++) {
                double always = world.level() * random.nextGaussian();
                double noise = random.nextGaussian();
                for (int t = 0; t < world.periods(); t++) {
                    treated[row] = g < world.treated() ? 1 : 0;
                    post[row] = 2 * t >= world.periods() ? 1 : 0;
                    both[row] = treated[row] * post[row];
                    y[row] = always + shocks[t] + noise * (both[row] == 1 ? world.spread() : 1) + EFFECT * both[row];
                    unit[row] = g * world.units() + u;
                    group[row++] = g;
                    noise = world.persistence() * noise + fresh * random.nextGaussian();
                }
            }
        }
        LeastSquares fit =
                LeastSquares.fit(Design.of(List.of("treated", "post", TERM), new double[][] {treated, post, both}, y));
        Clusters groups = Clusters.of("group", group);
        add(tallies, "hc3", fit, new Robust(Robust.Type.HC3, Preset.REFERENCE.convention()));
        add(
                tallies,
                "by_unit",
                fit,
                new ClusterRobust(List.of(Clusters.of("unit", unit)), Preset.REFERENCE.convention()));
        add(tallies, "by_group", fit, new ClusterRobust(List.of(groups), Preset.REFERENCE.convention()));
        add(tallies, "by_group_crv3", fit, new SmallSampleClusters(SmallSampleClusters.Type.CRV3, groups));
    }

    private static double[] shocks(World world, RandomGenerator random) {
        double[] shocks = new double[world.periods()];
        if (world.shock() == 0) {
            return shocks;
        }
        double now = random.nextGaussian();
        double fresh = Math.sqrt(1 - world.shockPersistence() * world.shockPersistence());
        for (int t = 0; t < shocks.length; t++) {
            shocks[t] = world.shock() * now;
            now = world.shockPersistence() * now + fresh * random.nextGaussian();
        }
        return shocks;
    }

    private static void add(Map<String, Tally> tallies, String name, LeastSquares fit, CovarianceEstimator estimator) {
        Covariance covariance = estimator.of(fit);
        int place = fit.indexOf(TERM);
        Double degrees = covariance.degreesOfFreedom(place);
        tallies.computeIfAbsent(name, added -> new Tally())
                .add(
                        fit.coefficient(place) - EFFECT,
                        covariance.standardError(place),
                        degrees == null ? Double.POSITIVE_INFINITY : degrees);
    }
}
