package io.assay.benchmark;

import io.assay.statistics.matching.Covariates;
import io.assay.statistics.matching.Effect;
import io.assay.statistics.matching.Estimand;
import io.assay.statistics.matching.MatchedDifference;
import io.assay.statistics.matching.Matches;
import io.assay.statistics.matching.NearestScore;
import io.assay.statistics.matching.Propensity;
import io.assay.statistics.matching.Weighting;
import java.util.List;

/** Units with five covariates, of whom a quarter are treated, by formulas that {@code causal_peers.py} has as well. */
final class UnitsInputs {

    private static final double CALIPER = 0.2;
    private static final int TREATMENT = 50;
    private static final int NOISE = 51;
    private static final List<String> NAMES = List.of("x0", "x1", "x2", "x3", "x4");

    private final double[][] columns;
    private final boolean[] treated;
    private final double[] outcome;

    private UnitsInputs(int rows) {
        columns = new double[NAMES.size()][rows];
        treated = new boolean[rows];
        outcome = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int k = 0; k < columns.length; k++) {
                columns[k][row] = 2 * ModelInputs.share(row, k) - 1;
                sum += columns[k][row];
            }
            treated[row] = ModelInputs.share(row, TREATMENT) < 1 / (1 + Math.exp(1.2 - 0.5 * sum));
            outcome[row] = sum + (treated[row] ? 1 : 0) + ModelInputs.share(row, NOISE);
        }
    }

    static UnitsInputs of(int rows) {
        return new UnitsInputs(rows);
    }

    /** Fits the score, finds partners within 0.2 of its deviation, and compares. */
    CausalFigures matched(boolean again) {
        Covariates covariates = Covariates.of(NAMES, columns, treated.length);
        double[] scores = Propensity.fit(covariates, treated).scores();
        double deviation = Covariates.of(List.of("score"), new double[][] {scores}, scores.length)
                .deviation(0);
        Matches matches = NearestScore.match(
                scores,
                treated,
                null,
                new NearestScore.Rule(1, again, CALIPER * deviation, NearestScore.Sequence.LARGEST, 0));
        return figures(MatchedDifference.of(outcome, matches, true, again));
    }

    /** Fits the score and both regressions, with stacked errors. */
    CausalFigures doublyRobust() {
        Covariates covariates = Covariates.of(NAMES, columns, treated.length);
        return figures(new Weighting(outcome, treated, Propensity.fit(covariates, treated), covariates, Estimand.ATE)
                .estimate(Weighting.Method.AIPW)
                .effect());
    }

    private static CausalFigures figures(Effect effect) {
        return new CausalFigures(effect.estimate(), effect.standardError());
    }
}
