package io.assay.causal.matching;

import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.causal.matching.MatchingAnswer.Arms;
import io.assay.statistics.Check;
import io.assay.statistics.matching.Overlap;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How alike the arms are, and whether they can be compared.
 *
 * @param balance by covariate; after where weights were given
 * @param samples rows of each arm
 * @param effective (Σw)²/Σw² of the weights given; null without
 * @param propensity the score; null where covariates tell the arms apart without error
 * @param overlap of the scores; null without them
 * @param reason why there is no score; null where there is
 * @param dropped what was left out
 * @param checks each assumption, with the evidence for and against it
 * @param series ready to plot
 * @param summary in words
 * @param provenance where it comes from
 */
@Schema(name = "BalanceAnswer")
record BalanceAnswer(
        List<BalanceTable.Row> balance,
        Arms samples,
        @Nullable Arms effective,
        @Nullable ScoreAnswer propensity,
        @Nullable Overlap overlap,
        @Nullable String reason,
        Dropped dropped,
        List<Check> checks,
        List<Series> series,
        String summary,
        Provenance provenance) {

    BalanceAnswer {
        balance = List.copyOf(balance);
        checks = List.copyOf(checks);
        series = List.copyOf(series);
    }
}
