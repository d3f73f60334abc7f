package io.assay.causal.matching;

import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.assay.statistics.matching.Overlap;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect among matched units, and how alike they are.
 *
 * @param estimate in units of the outcome; null without one
 * @param standardError see errors
 * @param interval two-sided
 * @param pValue two-sided
 * @param distribution normal or t
 * @param degreesOfFreedom of t
 * @param reason why there is no estimate or no error; null where there is
 * @param estimand what the estimate is of, in words
 * @param errors how the standard error was had, in words
 * @param alternatives the same effect in other ways
 * @param raw the difference of means without matching
 * @param samples how many rows there were, and what they count as
 * @param matches how many units found partners, and how many pairs that makes
 * @param propensity the score; null where distances are of covariates and no caliper needs it
 * @param overlap of the scores; null without them
 * @param balance by covariate, before and after
 * @param rows what became of each complete row, where that was asked for
 * @param dropped what was left out
 * @param checks each assumption, with the evidence for and against it
 * @param series ready to plot
 * @param summary in words
 * @param provenance where it comes from
 */
@Schema(name = "MatchingAnswer")
record MatchingAnswer(
        @Nullable Double estimate,
        @Nullable Double standardError,
        @Nullable Interval interval,
        @Nullable Double pValue,
        @Nullable String distribution,
        @Nullable Double degreesOfFreedom,
        @Nullable String reason,
        String estimand,
        @Nullable String errors,
        List<Alternative> alternatives,
        @Nullable RawDifference raw,
        Samples samples,
        Counts matches,
        @Nullable ScoreAnswer propensity,
        @Nullable Overlap overlap,
        List<BalanceTable.Row> balance,
        @Nullable Rows rows,
        Dropped dropped,
        List<Check> checks,
        List<Series> series,
        String summary,
        Provenance provenance) {

    MatchingAnswer {
        alternatives = List.copyOf(alternatives);
        balance = List.copyOf(balance);
        checks = List.copyOf(checks);
        series = List.copyOf(series);
    }

    /** The effect in another way. */
    @Schema(name = "MatchingAlternative")
    record Alternative(String name, String how, Estimation effect) {}

    /** How many of each arm. */
    @Schema(name = "MatchingArms")
    record Arms(double control, double treated) {}

    /**
     * How many rows.
     *
     * @param all complete rows
     * @param matched with a weight
     * @param matchedEffective (Σw)²/Σw² of them
     * @param unmatched without a partner
     * @param discarded outside of the other arm's scores
     */
    @Schema(name = "MatchingSamples")
    record Samples(Arms all, Arms matched, Arms matchedEffective, Arms unmatched, Arms discarded) {}

    /**
     * How many matches.
     *
     * @param units that looked for a partner and found one
     * @param pairs of a unit and a partner
     * @param tied units with more partners at one distance than were asked for; without replacement, where there was more than
     *     one nearest
     * @param caliper in units of the score; null without one
     * @param subclasses sizes of the classes
     */
    @Schema(name = "MatchingCounts")
    record Counts(
            int units,
            int pairs,
            int tied,
            @Nullable Double caliper,
            @Nullable List<Arms> subclasses) {}

    /**
     * By complete row.
     *
     * @param row which of the rows given, from 0
     * @param weight what it counts
     * @param set the number of its matched set or class, from 0; null where it is in none or may be in several
     */
    @Schema(name = "MatchingRows")
    record Rows(List<Integer> row, List<Double> weight, List<@Nullable Integer> set) {}
}
