package io.assay.causal.did;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.assay.causal.Basis;
import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.assay.statistics.regression.CoefficientTest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect on the treated, and all that speaks for and against it.
 *
 * @param att the estimate: the coefficient of treatment × post
 * @param standardError of the errors asked for
 * @param statistic estimate over standard error
 * @param pValue two-sided, of no effect
 * @param ci95 the 95 % interval
 * @param interval the interval of the confidence asked for
 * @param reason why there is no standard error or p-value; null where there is
 * @param estimand what the estimate is of, in words
 * @param summary a table to read
 * @param basis what errors, p-value and interval rest on
 * @param residualDegrees N - K
 * @param maxLeverage the highest hat value of a row
 * @param compression how rows become the cells that this can be asked of instead
 * @param coefficients all of the regression
 * @param cells the four groups of rows
 * @param errors the same effect with every other kind of errors
 * @param parallelTrends the periods before; null where time_col names fewer than two that both groups have
 * @param placebos effects where there can be none
 * @param balance how the groups differ in the controls before the treatment
 * @param dropped what was left out
 * @param checks each assumption, with the evidence for and against it
 * @param series the four means, and where the treated would have been
 * @param provenance where it comes from
 */
@Schema(name = "DiffInDiffAnswer")
record DiffInDiffAnswer(
        double att,
        @Nullable Double standardError,
        @Nullable Double statistic,
        @Nullable Double pValue,
        @JsonProperty("ci_95") @Nullable List<Double> ci95,
        @Nullable Interval interval,
        @Nullable String reason,
        String estimand,
        String summary,
        @Nullable Basis basis,
        int residualDegrees,
        double maxLeverage,
        Compression compression,
        List<CoefficientTest> coefficients,
        List<Cell> cells,
        List<Errors> errors,
        @Nullable ParallelTrends parallelTrends,
        Placebos placebos,
        List<Baseline> balance,
        Dropped dropped,
        List<Check> checks,
        List<Series> series,
        Provenance provenance) {

    /**
     * The effect with one kind of errors.
     *
     * @param kind such as hc1 or cluster
     * @param by the columns that tell clusters apart; null without
     * @param reason why there are none; null where there are
     */
    @Schema(name = "DiffInDiffErrors")
    record Errors(
            String kind,
            @Nullable String by,
            @Nullable Double standardError,
            @Nullable Double pValue,
            @Nullable Interval interval,
            @Nullable Basis basis,
            @Nullable String reason) {}

    /**
     * Cells have the same answer as the rows they were made of.
     *
     * @param rows N
     * @param strata how many cells were sent; null where rows were
     * @param sql the statement that makes cells where the rows are
     */
    @Schema(name = "DiffInDiffCompression")
    record Compression(int rows, @Nullable Integer strata, String sql) {}
}
