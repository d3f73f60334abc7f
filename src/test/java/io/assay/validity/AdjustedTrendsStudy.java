package io.assay.validity;

import io.assay.statistics.did.Aggregate;
import io.assay.statistics.did.CallawaySantAnna;
import io.assay.statistics.did.LinearEffect;
import io.assay.statistics.did.Panel;
import io.assay.statistics.did.PanelRows;
import io.assay.statistics.did.RepeatedCrossSections;
import io.assay.statistics.did.StaggeredOptions;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Trends that are parallel only among units alike in two covariates: the same units twice, or a sample of each time. */
final class AdjustedTrendsStudy {

    private static final int REPLICATIONS = 4_000;
    private static final int UNITS = 400;
    private static final int SAMPLE = 1_000;
    private static final double EFFECT = 1;

    private AdjustedTrendsStudy() {}

    /**
     * How units come about: logit P(treated) = -0.5 + 0.6 x1 + 0.4 x2 + c (x1² - 1); the outcome before is x1 + x2 + unit + noise, and
     * after it rises by 0.5 + 0.8 x1 + 0.5 x2 + d (x1² - 1) + T.
     *
     * @param scoreBend c, what the model of the score lacks
     * @param trendBend d, what the regressions lack
     */
    private record World(String name, double scoreBend, double trendBend, long seed) {}

    static List<Section> sections() {
        return List.of(
                section(
                        "Trends parallel given covariates, the same units twice",
                        """
                        Coverage in per cent of the effect on the treated, 1, at 95 %% in %,d samples of %d units that are seen before and after.
                        Trends depend on two covariates, and treatment too. `unadjusted` compares changes as they are; the others are the
                        methods of `staggered`: regressions of the change, weights by the score, and both.""".formatted(REPLICATIONS, UNITS),
                        9500,
                        false),
                section(
                        "Trends parallel given covariates, a sample of each time",
                        """
                        The same of %,d samples of %,d rows, each unit seen once, by a fair coin before or after: the methods of repeated cross-sections.""".formatted(REPLICATIONS, SAMPLE),
                        9510,
                        true));
    }

    private static Section section(String title, String text, long seed, boolean repeated) {
        List<World> worlds = List.of(
                new World("both models right", 0, 0, seed),
                new World("regressions wrong", 0, 0.5, seed + 1),
                new World("score wrong", 0.4, 0, seed + 2),
                new World("both wrong", 0.4, 0.5, seed + 3));
        List<Map<String, Tally>> tallies =
                worlds.parallelStream().map(world -> tally(world, repeated)).toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < worlds.size(); i++) {
            rows.add(new Row(
                    List.of(worlds.get(i).name(), Long.toString(worlds.get(i).seed())),
                    tallies.get(i).entrySet().stream()
                            .map(entry -> entry.getValue().coverage(entry.getKey(), Guarantee.ASYMPTOTIC))
                            .toList(),
                    tallies.get(i).values().stream().map(Tally::bias).toList()));
        }
        return new Section(
                title,
                text,
                List.of("models", "seed"),
                tallies.getFirst().keySet().stream()
                        .map(name -> "bias of " + name)
                        .toList(),
                rows);
    }

    private static Map<String, Tally> tally(World world, boolean repeated) {
        RandomGenerator random = Simulation.generator(world.seed());
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (int i = 0; i < REPLICATIONS; i++) {
            if (repeated) {
                samples(world, random, tallies);
            } else {
                panel(world, random, tallies);
            }
        }
        return tallies;
    }

    /** One unit. */
    private record Unit(double x1, double x2, boolean treated, double before, double after) {

        static Unit draw(World world, RandomGenerator random) {
            double x1 = random.nextGaussian();
            double x2 = random.nextGaussian();
            double bend = x1 * x1 - 1;
            double logit = -0.5 + 0.6 * x1 + 0.4 * x2 + world.scoreBend() * bend;
            boolean treated = random.nextDouble() < 1 / (1 + Math.exp(-logit));
            double level = x1 + x2 + random.nextGaussian();
            double rise = 0.5 + 0.8 * x1 + 0.5 * x2 + world.trendBend() * bend + (treated ? EFFECT : 0);
            return new Unit(x1, x2, treated, level + random.nextGaussian(), level + rise + random.nextGaussian());
        }
    }

    private static void panel(World world, RandomGenerator random, Map<String, Tally> tallies) {
        int rows = 2 * UNITS;
        int[] units = new int[rows];
        double[] periods = new double[rows];
        double[] outcome = new double[rows];
        double[] cohorts = new double[rows];
        double[] x1 = new double[rows];
        double[] x2 = new double[rows];
        for (int row = 0; row < rows; row += 2) {
            Unit unit = Unit.draw(world, random);
            for (int time = 0; time < 2; time++) {
                units[row + time] = row / 2;
                periods[row + time] = time + 1;
                outcome[row + time] = time == 0 ? unit.before() : unit.after();
                cohorts[row + time] = unit.treated() ? 2 : Double.POSITIVE_INFINITY;
                x1[row + time] = unit.x1();
                x2[row + time] = unit.x2();
            }
        }
        PanelRows plain = new PanelRows(units, UNITS, periods, outcome, cohorts);
        add(tallies, "unadjusted", effect(Panel.of(plain), StaggeredOptions.Method.DR));
        Panel panel = Panel.of(new PanelRows(units, UNITS, periods, outcome, cohorts)
                .covariate("x1", x1)
                .covariate("x2", x2));
        for (StaggeredOptions.Method method :
                List.of(StaggeredOptions.Method.REG, StaggeredOptions.Method.IPW, StaggeredOptions.Method.DR)) {
            add(tallies, method.name().toLowerCase(Locale.ROOT), effect(panel, method));
        }
    }

    private static LinearEffect effect(Panel panel, StaggeredOptions.Method method) {
        StaggeredOptions options =
                new StaggeredOptions(StaggeredOptions.Controls.NEVERTREATED, method, StaggeredOptions.Base.VARYING, 0);
        return Aggregate.of(CallawaySantAnna.of(panel, options), Aggregate.Kind.SIMPLE)
                .overall();
    }

    private static void add(Map<String, Tally> tallies, String name, LinearEffect effect) {
        add(tallies, name, effect.effect(), effect.standardError());
    }

    private static void add(Map<String, Tally> tallies, String name, double effect, double standardError) {
        tallies.computeIfAbsent(name, added -> new Tally())
                .add(effect - EFFECT, standardError, Double.POSITIVE_INFINITY);
    }

    private static void samples(World world, RandomGenerator random, Map<String, Tally> tallies) {
        double[] outcome = new double[SAMPLE];
        double[] x1 = new double[SAMPLE];
        double[] x2 = new double[SAMPLE];
        boolean[] treated = new boolean[SAMPLE];
        boolean[] post = new boolean[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            Unit unit = Unit.draw(world, random);
            treated[i] = unit.treated();
            post[i] = random.nextBoolean();
            outcome[i] = post[i] ? unit.after() : unit.before();
            x1[i] = unit.x1();
            x2[i] = unit.x2();
        }
        RepeatedCrossSections.Estimate plain =
                RepeatedCrossSections.of(outcome, treated, post, new double[0][], RepeatedCrossSections.Method.REG);
        add(tallies, "unadjusted", plain.effect(), plain.standardError());
        for (RepeatedCrossSections.Method method : List.of(
                RepeatedCrossSections.Method.REG,
                RepeatedCrossSections.Method.IPW,
                RepeatedCrossSections.Method.DR_TRADITIONAL,
                RepeatedCrossSections.Method.DR_IMPROVED)) {
            RepeatedCrossSections.Estimate found =
                    RepeatedCrossSections.of(outcome, treated, post, new double[][] {x1, x2}, method);
            add(tallies, method.name().toLowerCase(Locale.ROOT), found.effect(), found.standardError());
        }
    }
}
