package io.assay.statistics.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class MatchingEffectsTest {

    private static final JobTraining DATA = JobTraining.read();
    private static final Percentage CLOSE = Percentage.withPercentage(1e-8);

    private static Matches byCovariates(boolean[] focal, int ratio) {
        return NearestCovariates.match(
                DATA.covariates(),
                focal,
                NearestCovariates.Metric.INVERSE_VARIANCE,
                null,
                null,
                null,
                new NearestCovariates.Rule(ratio, true, 1e-5, Double.POSITIVE_INFINITY));
    }

    private static boolean[] others(boolean[] treated) {
        boolean[] others = new boolean[treated.length];
        for (int i = 0; i < others.length; i++) {
            others[i] = !treated[i];
        }
        return others;
    }

    /** Matching 4.10-8 (R), Match(Y, Tr, X, M = 1, BiasAdjust = TRUE) and Match(..., M = 4, estimand = "ATE"); 1e-10. */
    @Test
    void abadieImbensByCovariates() {
        double[] y = DATA.earnings();
        boolean[] treated = DATA.treated();
        AbadieImbens.Result one = AbadieImbens.estimate(y, byCovariates(treated, 1), null, DATA.covariates());
        assertThat(one.effect().estimate()).isCloseTo(2119.652159164, CLOSE);
        assertThat(one.effect().standardError()).isCloseTo(876.423063750003, CLOSE);
        assertThat(one.unadjusted()).isCloseTo(2108.90047447136, CLOSE);
        assertThat(one.pairs()).isEqualTo(268);
        AbadieImbens.Result four =
                AbadieImbens.estimate(y, byCovariates(treated, 4), byCovariates(others(treated), 4), null);
        assertThat(four.effect().estimate()).isCloseTo(1555.77775143844, CLOSE);
        assertThat(four.effect().standardError()).isCloseTo(683.737344926054, CLOSE);
        AbadieImbens.Result both =
                AbadieImbens.estimate(y, byCovariates(treated, 1), byCovariates(others(treated), 1), DATA.covariates());
        assertThat(both.effect().estimate()).isCloseTo(1905.31190764, CLOSE);
        assertThat(both.effect().standardError()).isCloseTo(809.155902379, CLOSE);
        assertThat(both.naiveError()).isCloseTo(470.701591946, CLOSE);
        assertThat(both.unadjusted()).isCloseTo(1916.20454754, CLOSE);
    }

    /** Matching 4.10-8 (R), Match(Y, Tr, X = glm(...)$fitted, M = 1) for each estimand; twelve digits as printed. */
    @Test
    void abadieImbensByScore() {
        double[] y = DATA.earnings();
        boolean[] treated = DATA.treated();
        double[] scores = Propensity.fit(DATA.covariates(), treated).scores();
        double deviation = Covariates.of(List.of("score"), new double[][] {scores}, scores.length)
                .deviation(0);
        var rule = new NearestScore.Rule(
                1, true, Double.POSITIVE_INFINITY, NearestScore.Sequence.DATA, 1e-5 * deviation * deviation);
        Matches ofTreated = NearestScore.match(scores, treated, null, rule);
        Matches ofUntreated = NearestScore.match(scores, others(treated), null, rule);
        AbadieImbens.Result att = AbadieImbens.estimate(y, ofTreated, null, null);
        assertThat(att.effect().estimate()).isCloseTo(2624.27678998, CLOSE);
        assertThat(att.effect().standardError()).isCloseTo(802.187643793, CLOSE);
        assertThat(att.naiveError()).isCloseTo(638.154750536, CLOSE);
        assertThat(att.pairs()).isEqualTo(344);
        AbadieImbens.Result ate = AbadieImbens.estimate(y, ofTreated, ofUntreated, null);
        assertThat(ate.effect().estimate()).isCloseTo(2088.13520901, CLOSE);
        assertThat(ate.effect().standardError()).isCloseTo(726.185713451, CLOSE);
        AbadieImbens.Result atc = AbadieImbens.estimate(y, null, ofUntreated, null);
        assertThat(atc.effect().estimate()).isCloseTo(1706.64985332, CLOSE);
        assertThat(atc.effect().standardError()).isCloseTo(838.520222358, CLOSE);
        var within = new NearestScore.Rule(
                1, true, deviation / 100, NearestScore.Sequence.DATA, 1e-5 * deviation * deviation);
        AbadieImbens.Result near =
                AbadieImbens.estimate(y, NearestScore.match(scores, treated, null, within), null, null);
        assertThat(near.effect().estimate()).isCloseTo(2472.86942917, CLOSE);
        // Matching's Abadie-Imbens error with a caliper is below the naive one, and not ours.
        assertThat(near.naiveError()).isCloseTo(804.832101418, CLOSE);
    }

    /** sandwich 3.0-2 (R), lm(y ~ t, weights = w) with vcovCL(cluster = ~s) and vcovCL(cluster = ~s + id), type HC1; 1e-12. */
    @Test
    void clusteredErrorsOfMatchedSets() {
        double[] y = DATA.earnings();
        var pairs = new Matches.Builder(y.length, 185);
        var sets = new Matches.Builder(y.length, 185);
        for (int i = 0; i < 185; i++) {
            pairs.add(i, new int[] {185 + i}, 1, false);
            int number = i + 1;
            sets.add(i, new int[] {185 + 7 * number % 40, 185 + 11 * number % 50}, 2, false);
        }
        Effect once = MatchedDifference.of(y, pairs.build(), true, false);
        assertThat(once.estimate()).isCloseTo(2198.17001014917, Percentage.withPercentage(1e-10));
        assertThat(once.standardError()).isCloseTo(696.219319428056, Percentage.withPercentage(1e-10));
        assertThat(once.degreesOfFreedom()).isEqualTo(368);
        Effect again = MatchedDifference.of(y, merged(sets.build()), true, true);
        assertThat(again.estimate()).isCloseTo(1384.53540451462, Percentage.withPercentage(1e-10));
        assertThat(again.standardError()).isCloseTo(937.949789078468, Percentage.withPercentage(1e-10));
    }

    /** A set in which a partner comes twice has it once. */
    private static Matches merged(Matches matches) {
        var merged = new Matches.Builder(matches.rows(), matches.units());
        for (int s = 0; s < matches.units(); s++) {
            int a = matches.partner(matches.start(s));
            int b = matches.partner(matches.start(s) + 1);
            merged.add(matches.focal(s), new int[] {a, b}, a == b ? 1 : 2, false);
        }
        return merged.build();
    }

    /** Each class compared by hand. */
    @Test
    void subclassesAreComparedOneByOne() {
        double[] scores = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
        boolean[] treated = {false, true, false, true, true, false, true, false};
        double[] y = {1, 4, 2, 3, 9, 5, 8, 4};
        Subclasses classes = Subclasses.of(scores, treated, Estimand.ATT, 2);
        // The median treated score is 0.45: (4 + 3)/2 - (1 + 2)/2 below, (9 + 8)/2 - (5 + 4)/2 above.
        Effect effect = classes.effect(y);
        assertThat(effect.estimate()).isCloseTo((2 * 2 + 2 * 4) / 4.0, within(1e-15));
        assertThat(effect.standardError()).isCloseTo(Math.sqrt(0.25 * 0.5 * 4 / 2), within(1e-15));
        assertThat(classes.weights()).containsOnly(1);
    }
}
