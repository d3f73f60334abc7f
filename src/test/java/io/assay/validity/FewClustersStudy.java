package io.assay.validity;

import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.Preset;
import io.assay.statistics.regression.Robust;
import io.assay.statistics.regression.SmallSampleClusters;
import io.assay.statistics.regression.WildBootstrap;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Rows of a cluster share an error and a regressor: which errors hold with how many clusters. */
final class FewClustersStudy {

    private static final int REPLICATIONS = 4_000;
    private static final int ROWS = 20;
    private static final double SHARED = 0.5;
    private static final int DRAWS = 999;

    private FewClustersStudy() {}

    /**
     * How data come about: y = a + e, a ~ N(0, 0.5²) the cluster's, e ~ N(0, 1); x is the cluster's too.
     *
     * @param treated how many clusters have x = 1, the others 0; 0 where x ~ N(0, 1)
     * @param growth clusters have rows in proportion to exp(growth · g/G), about 20 on average
     * @param spread of a in treated clusters over that in others
     */
    private record World(String name, int clusters, int treated, double growth, double spread, long seed) {

        int[] sizes() {
            double[] shares = new double[clusters];
            double sum = 0;
            for (int g = 0; g < clusters; g++) {
                shares[g] = Math.exp(growth * g / clusters);
                sum += shares[g];
            }
            int[] sizes = new int[clusters];
            for (int g = 0; g < clusters; g++) {
                sizes[g] = (int) Math.max(2, Math.round(ROWS * clusters * shares[g] / sum));
            }
            return sizes;
        }
    }

    static Section section() {
        List<World> worlds = new ArrayList<>();
        long seed = 9300;
        for (int clusters : new int[] {3, 5, 6, 10, 20, 50}) {
            worlds.add(new World("equal clusters", clusters, 0, 0, 1, seed++));
        }
        for (int clusters : new int[] {6, 10, 20, 50}) {
            worlds.add(new World("unequal clusters", clusters, 0, 3, 1, seed++));
        }
        for (int treated : new int[] {1, 2, 3, 6, 10}) {
            worlds.add(new World(treated + " treated", 20, treated, 0, 1, seed++));
        }
        worlds.add(new World("6 treated of 12", 12, 6, 0, 1, seed++));
        worlds.add(new World("4 treated, twice the spread", 20, 4, 0, 2, seed++));
        worlds.add(new World("10 treated, unequal, twice the spread", 20, 10, 3, 2, seed));
        return new Section(
                "Regressions with few clusters",
                """
                False positives in per cent at alpha = 5 %% in %,d samples, of a regressor that is the same for all rows of a cluster, as errors are
                in part: an intraclass correlation of 0.2, 20 rows a cluster on average. Unequal clusters have from 7 to 55 rows (exp(3 g/G)).
                `hc3` takes rows for independent; `crv1_normal` and `crv1` hold the usual clustered error against the normal distribution
                and t(G - 1), `crv3` the jackknife against t(G - 1), `cr2` the bias-reduced one against t with Satterthwaite degrees of freedom;
                `wild` (WCR-11) and `wild_33` (WCR-33) are bootstraps with the null imposed, of %d sign vectors, of all where there are at most 65,536.
                A false positive of a test is a truth left out by its interval, so coverage is 100 less the figure.""".formatted(REPLICATIONS, DRAWS),
                List.of("regressor", "G", "seed"),
                List.of("bias"),
                worlds.parallelStream().map(FewClustersStudy::row).toList());
    }

    private static Row row(World world) {
        RandomGenerator random = Simulation.generator(world.seed());
        int[] sizes = world.sizes();
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (int i = 0; i < REPLICATIONS; i++) {
            judge(world, sizes, random, tallies);
        }
        return new Row(
                List.of(world.name(), Integer.toString(world.clusters()), Long.toString(world.seed())),
                tallies.entrySet().stream()
                        .map(entry -> entry.getValue().falsePositives(entry.getKey(), Guarantee.ASYMPTOTIC))
                        .toList(),
                List.of(tally(tallies, "crv1").bias()));
    }

    private static void judge(World world, int[] sizes, RandomGenerator random, Map<String, Tally> tallies) {
        int rows = 0;
        for (int size : sizes) {
            rows += size;
        }
        double[] x = new double[rows];
        double[] y = new double[rows];
        int[] codes = new int[rows];
        // Which of the unequal clusters are treated is drawn: an order of them by lot.
        int[] order = permutation(sizes.length, random);
        int row = 0;
        for (int g = 0; g < sizes.length; g++) {
            boolean isTreated = order[g] < world.treated();
            double regressor = world.treated() == 0 ? random.nextGaussian() : isTreated ? 1 : 0;
            double shared = SHARED * (isTreated ? world.spread() : 1) * random.nextGaussian();
            for (int i = 0; i < sizes[g]; i++) {
                x[row] = regressor;
                y[row] = shared + random.nextGaussian();
                codes[row++] = g;
            }
        }
        LeastSquares fit = LeastSquares.fit(Design.of(List.of("x"), new double[][] {x}, y));
        Clusters clusters = Clusters.of("g", codes);
        ClusterRobust plain = new ClusterRobust(List.of(clusters), Preset.REFERENCE.convention());
        add(tallies, "hc3", fit, new Robust(Robust.Type.HC3, Preset.REFERENCE.convention()).of(fit));
        add(tallies, "crv1_normal", fit, new ClusterRobust(List.of(clusters), Preset.STATSMODELS.convention()).of(fit));
        add(tallies, "crv1", fit, plain.of(fit));
        add(tallies, "crv3", fit, new SmallSampleClusters(SmallSampleClusters.Type.CRV3, clusters).of(fit));
        add(tallies, "cr2", fit, new SmallSampleClusters(SmallSampleClusters.Type.CR2, clusters).of(fit));
        wild(tallies, "wild", fit, clusters, WildBootstrap.Variant.WCR_11);
        wild(tallies, "wild_33", fit, clusters, WildBootstrap.Variant.WCR_33);
    }

    private static int[] permutation(int count, RandomGenerator random) {
        int[] order = new int[count];
        for (int g = 0; g < count; g++) {
            int other = random.nextInt(g + 1);
            order[g] = order[other];
            order[other] = g;
        }
        return order;
    }

    private static Tally tally(Map<String, Tally> tallies, String name) {
        return tallies.computeIfAbsent(name, added -> new Tally());
    }

    private static void add(Map<String, Tally> tallies, String name, LeastSquares fit, Covariance covariance) {
        int place = fit.indexOf("x");
        Double degrees = covariance.degreesOfFreedom(place);
        tally(tallies, name)
                .add(
                        fit.coefficient(place),
                        covariance.standardError(place),
                        degrees == null ? Double.POSITIVE_INFINITY : degrees);
    }

    private static void wild(
            Map<String, Tally> tallies,
            String name,
            LeastSquares fit,
            Clusters clusters,
            WildBootstrap.Variant variant) {
        int place = fit.indexOf("x");
        WildBootstrap.Result result =
                new WildBootstrap(fit, clusters, place, variant).run(DRAWS, 1, 0, 1 - Tally.LEVEL);
        tally(tallies, name).add(fit.coefficient(place), result.pValue() <= Tally.LEVEL);
    }
}
