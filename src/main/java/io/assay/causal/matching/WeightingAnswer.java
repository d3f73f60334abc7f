package io.assay.causal.matching;

import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.causal.matching.MatchingAnswer.Arms;
import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.assay.statistics.matching.Overlap;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect among weighted units, and how alike they are.
 *
 * @param estimate in units of the outcome
 * @param standardError see errors
 * @param interval two-sided
 * @param pValue two-sided
 * @param distribution normal
 * @param reason why there is no error; null where there is
 * @param estimand what the estimate is of, in words
 * @param errors how the standard error was had, in words
 * @param influenceError sd(ψ)/√n, with scores and outcome regressions taken for known; null where that is the standard error, or
 *     for entropy balancing
 * @param treatedMean mean outcome with treatment
 * @param controlMean mean outcome without
 * @param horvitzThompson the effect without dividing by the sums of weights; of ipw and ate only
 * @param raw the difference of means without weights
 * @param samples rows that were used
 * @param effective (Σw)²/Σw² of each arm; all rows where nothing is weighted
 * @param propensity the score, by which overlap is told even where nothing is weighted by it
 * @param overlap of the scores before trimming
 * @param trimmed α, where rows with scores outside of α to 1 - α were left out
 * @param balance by covariate, before and after
 * @param weights of the rows that were used, scaled to add up to the arm's rows, where that was asked for
 * @param dropped what was left out
 * @param checks each assumption, with the evidence for and against it
 * @param series ready to plot
 * @param summary in words
 * @param provenance where it comes from
 */
@Schema(name = "WeightingAnswer")
record WeightingAnswer(
        double estimate,
        @Nullable Double standardError,
        @Nullable Interval interval,
        @Nullable Double pValue,
        String distribution,
        @Nullable String reason,
        String estimand,
        String errors,
        @Nullable Double influenceError,
        double treatedMean,
        double controlMean,
        @Nullable Double horvitzThompson,
        RawDifference raw,
        Arms samples,
        Arms effective,
        ScoreAnswer propensity,
        Overlap overlap,
        @Nullable Double trimmed,
        List<BalanceTable.Row> balance,
        @Nullable List<Double> weights,
        Dropped dropped,
        List<Check> checks,
        List<Series> series,
        String summary,
        Provenance provenance) {

    WeightingAnswer {
        balance = List.copyOf(balance);
        checks = List.copyOf(checks);
        series = List.copyOf(series);
    }
}
