package io.assay.validity;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.matching.AbadieImbens;
import io.assay.statistics.matching.Covariates;
import io.assay.statistics.matching.CrossFit;
import io.assay.statistics.matching.Effect;
import io.assay.statistics.matching.EntropyBalancing;
import io.assay.statistics.matching.Estimand;
import io.assay.statistics.matching.MatchedDifference;
import io.assay.statistics.matching.Matches;
import io.assay.statistics.matching.NearestCovariates;
import io.assay.statistics.matching.NearestScore;
import io.assay.statistics.matching.Propensity;
import io.assay.statistics.matching.Subclasses;
import io.assay.statistics.matching.Weighting;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Units that were not treated by lot: bias and coverage of the effect on the treated, which is 1 for everybody. */
final class UnitsStudy {

    private static final int REPLICATIONS = 4_000;
    private static final int UNITS = 500;
    private static final double EFFECT = 1;
    private static final int FOLDS = 5;

    private UnitsStudy() {}

    /**
     * How units come about: logit P(treated) = a + s(0.8 x1 + 0.5 x2) + c (x1² - 1), y = 2 x1 + x2 + d x1² + T + noise.
     *
     * @param strength s, how strongly covariates drive the treatment
     * @param scoreBend c, what the model of the score lacks
     * @param outcomeBend d, what the regressions of the outcome lack
     */
    private record World(String name, long seed, double strength, double scoreBend, double outcomeBend) {}

    private static final List<World> WORLDS = List.of(
            new World("both models right", 9000, 1, 0, 0),
            new World("regressions wrong", 9001, 1, 0, 1),
            new World("score wrong", 9002, 1, 0.5, 0),
            new World("both wrong", 9003, 1, 0.5, 1),
            new World("both right, little overlap", 9004, 2, 0, 0));

    static List<Section> sections() {
        List<Map<String, Tally>> tallies =
                WORLDS.parallelStream().map(UnitsStudy::tally).toList();
        List<Row> coverage = new ArrayList<>();
        List<Row> bias = new ArrayList<>();
        for (int i = 0; i < WORLDS.size(); i++) {
            World world = WORLDS.get(i);
            List<String> scenario = List.of(world.name(), Long.toString(world.seed()));
            coverage.add(new Row(
                    scenario,
                    tallies.get(i).entrySet().stream()
                            .map(entry -> entry.getValue().coverage(entry.getKey(), Guarantee.ASYMPTOTIC))
                            .toList(),
                    List.of()));
            bias.add(new Row(
                    scenario,
                    List.of(),
                    tallies.get(i).values().stream().map(Tally::spread).toList()));
        }
        List<String> methods = List.copyOf(tallies.getFirst().keySet());
        return List.of(
                new Section(
                        "Effects on the treated without a lot",
                        """
                        Coverage in per cent at level 95 %% in %,d samples of %,d units, of whom about a third are treated. Two covariates drive
                        both treatment and outcome; the effect is 1. `raw` is the difference of means, which nobody should read here.
                        `matched` takes partners without replacement within a caliper of 0.2, `matched_again` with replacement, both on the
                        score; `mahalanobis` with replacement and bias adjustment.""".formatted(REPLICATIONS, UNITS),
                        List.of("models", "seed"),
                        List.of(),
                        coverage),
                new Section(
                        "Bias of effects on the treated without a lot", """
                        Mean estimate less 1, the truth, and in brackets the standard deviation of the estimates, on the same samples. The
                        Monte-Carlo error of a mean is 0.016 of that deviation.""", List.of("models", "seed"), methods, bias));
    }

    private static Map<String, Tally> tally(World world) {
        RandomGenerator random = Simulation.generator(world.seed());
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (int i = 0; i < REPLICATIONS; i++) {
            judge(world, random, tallies);
        }
        return tallies;
    }

    private static void judge(World world, RandomGenerator random, Map<String, Tally> tallies) {
        double[] x1 = new double[UNITS];
        double[] x2 = new double[UNITS];
        double[] y = new double[UNITS];
        boolean[] treated = new boolean[UNITS];
        for (int i = 0; i < UNITS; i++) {
            x1[i] = random.nextGaussian();
            x2[i] = random.nextGaussian();
            double logit =
                    -0.8 + world.strength() * (0.8 * x1[i] + 0.5 * x2[i]) + world.scoreBend() * (x1[i] * x1[i] - 1);
            treated[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit));
            y[i] = 2 * x1[i]
                    + x2[i]
                    + world.outcomeBend() * x1[i] * x1[i]
                    + (treated[i] ? EFFECT : 0)
                    + random.nextGaussian();
        }
        Covariates x = Covariates.of(List.of("x1", "x2"), new double[][] {x1, x2}, UNITS);
        Propensity score = Propensity.fit(x, treated);
        double deviation = Covariates.of(List.of("p"), new double[][] {score.scores()}, UNITS)
                .deviation(0);
        add(tallies, "raw", () -> raw(y, treated));
        add(tallies, "matched", () -> {
            Matches matches = NearestScore.match(
                    score.scores(),
                    treated,
                    null,
                    new NearestScore.Rule(1, false, 0.2 * deviation, NearestScore.Sequence.LARGEST, 0));
            return MatchedDifference.of(y, matches, true, false);
        });
        add(tallies, "matched_again", () -> {
            Matches matches = NearestScore.match(
                    score.scores(),
                    treated,
                    null,
                    new NearestScore.Rule(1, true, Double.POSITIVE_INFINITY, NearestScore.Sequence.DATA, 0));
            return AbadieImbens.estimate(y, matches, null, null).effect();
        });
        add(tallies, "mahalanobis", () -> {
            Matches matches = NearestCovariates.match(
                    x,
                    treated,
                    NearestCovariates.Metric.MAHALANOBIS,
                    null,
                    null,
                    null,
                    new NearestCovariates.Rule(1, true, 0, Double.POSITIVE_INFINITY));
            return AbadieImbens.estimate(y, matches, null, x).effect();
        });
        add(
                tallies,
                "subclasses",
                () -> Subclasses.of(score.scores(), treated, Estimand.ATT, 6).effect(y));
        Weighting weighting = new Weighting(y, treated, score, x, Estimand.ATT);
        add(tallies, "ipw", () -> weighting.estimate(Weighting.Method.IPW).effect());
        add(
                tallies,
                "regression_adjustment",
                () -> weighting.estimate(Weighting.Method.RA).effect());
        add(tallies, "ipw_ra", () -> weighting.estimate(Weighting.Method.IPW_RA).effect());
        add(tallies, "aipw", () -> weighting.estimate(Weighting.Method.AIPW).effect());
        add(tallies, "aipw_crossfit", () -> CrossFit.aipw(y, treated, x, Estimand.ATT, FOLDS, 1));
        add(
                tallies,
                "entropy",
                () -> EntropyBalancing.of(y, treated, x, Estimand.ATT).effect());
    }

    @FunctionalInterface
    private interface Estimator {
        Effect estimate();
    }

    private static void add(Map<String, Tally> tallies, String name, Estimator estimator) {
        Tally tally = tallies.computeIfAbsent(name, added -> new Tally());
        try {
            Effect effect = estimator.estimate();
            tally.add(effect.estimate() - EFFECT, effect.standardError(), effect.degreesOfFreedom());
        } catch (InvalidInputException refused) {
            tally.refused();
        }
    }

    /** Welch's difference of means, as if units had been treated by lot. */
    private static Effect raw(double[] y, boolean[] treated) {
        double[] n = new double[2];
        double[] means = new double[2];
        for (int i = 0; i < y.length; i++) {
            n[treated[i] ? 1 : 0]++;
            means[treated[i] ? 1 : 0] += y[i];
        }
        means[0] /= n[0];
        means[1] /= n[1];
        double variance = 0;
        for (int i = 0; i < y.length; i++) {
            int arm = treated[i] ? 1 : 0;
            variance += (y[i] - means[arm]) * (y[i] - means[arm]) / n[arm] / (n[arm] - 1);
        }
        return new Effect(means[1] - means[0], Math.sqrt(variance), means[1], means[0], Double.POSITIVE_INFINITY);
    }
}
