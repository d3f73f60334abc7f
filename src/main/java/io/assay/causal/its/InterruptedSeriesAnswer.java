package io.assay.causal.its;

import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the interruption changed.
 *
 * @param estimate the change of level in the first period after it
 * @param standardError of the errors asked for
 * @param interval two-sided
 * @param pValue two-sided
 * @param reason why there is no error; null where there is
 * @param estimand what the estimate is of, in words
 * @param coefficients of the regression
 * @param averageEffect the mean effect over the periods after
 * @param finalEffect the effect in the last period
 * @param durbinWatson 2 for errors that do not depend on those before; null without errors
 * @param basis what errors rest on
 * @param periods how many before and after
 * @param dropped what was left out
 * @param checks each assumption, with the evidence for and against it
 * @param series ready to plot
 * @param summary in words
 * @param provenance where it comes from
 */
@Schema(name = "InterruptedSeriesAnswer")
record InterruptedSeriesAnswer(
        double estimate,
        @Nullable Double standardError,
        @Nullable Interval interval,
        @Nullable Double pValue,
        @Nullable String reason,
        String estimand,
        List<Term> coefficients,
        Term averageEffect,
        Term finalEffect,
        @Nullable Double durbinWatson,
        Basis basis,
        Periods periods,
        Dropped dropped,
        List<Check> checks,
        List<Series> series,
        String summary,
        Provenance provenance) {

    InterruptedSeriesAnswer {
        coefficients = List.copyOf(coefficients);
        checks = List.copyOf(checks);
        series = List.copyOf(series);
    }

    /** A coefficient, or a combination of some. */
    @Schema(name = "InterruptedSeriesTerm")
    record Term(
            String name,
            double estimate,
            @Nullable Double standardError,
            @Nullable Double statistic,
            @Nullable Double pValue,
            @Nullable Interval interval) {}

    /**
     * What errors rest on.
     *
     * @param errors classical, hc0, hc3 or hac
     * @param lags of hac; null without
     * @param factor what the sandwich was multiplied by
     * @param parameters K
     * @param distribution normal or t
     * @param degreesOfFreedom of t; null for the normal distribution
     */
    @Schema(name = "InterruptedSeriesBasis")
    record Basis(
            String errors,
            @Nullable Integer lags,
            double factor,
            int parameters,
            String distribution,
            @Nullable Double degreesOfFreedom) {}

    /** How many periods, and which are the first of each side. */
    @Schema(name = "InterruptedSeriesPeriods")
    record Periods(int before, int after, String first, String intervention, String last) {}
}
