package io.assay.causal.regression;

import io.assay.causal.Basis;
import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.statistics.Check;
import io.assay.statistics.regression.CoefficientTest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regression.
 *
 * @param effect the coefficient of treatment_col; null where none was named
 * @param coefficients all but those of fixed effects
 * @param reason why there are no standard errors, or no p-values; null where there are
 * @param estimand what the effect is of, in words
 * @param basis what errors, p-values and intervals rest on
 * @param parameters K, fixed effects counted
 * @param residualDegrees N - K
 * @param residualStandardError √(Σ w e²/(N - K))
 * @param fixedEffects what was absorbed
 * @param smallSample where clusters are few or were asked about: each coefficient by the jackknife and bias-reduced
 * @param wild the bootstrap; null where none was asked for
 */
@Schema(name = "RegressionAnswer")
record RegressionAnswer(
        @Nullable CoefficientTest effect,
        List<CoefficientTest> coefficients,
        @Nullable String reason,
        String estimand,
        String summary,
        @Nullable Basis basis,
        int parameters,
        int residualDegrees,
        @Nullable Double residualStandardError,
        List<Way> fixedEffects,
        List<SmallSample> smallSample,
        @Nullable WildAnswer wild,
        Dropped dropped,
        List<Check> checks,
        List<Series> series,
        Provenance provenance) {

    /**
     * One column of fixed effects.
     *
     * @param levels how many constants
     * @param absorbed whether they were taken out before the fit, or are columns of it
     */
    @Schema(name = "RegressionFixedEffect")
    record Way(String column, int levels, boolean absorbed) {}

    /**
     * A coefficient with errors made for few clusters.
     *
     * @param jackknife CRV3, t(G - 1)
     * @param biasReduced CR2, t with Satterthwaite degrees of freedom
     */
    @Schema(name = "RegressionSmallSample")
    record SmallSample(String name, CoefficientTest jackknife, CoefficientTest biasReduced) {}

    /**
     * The wild cluster bootstrap.
     *
     * @param coefficient that it is of
     * @param value it was held against
     * @param statistic t; null where nothing was drawn
     * @param pValue of the hypothesis; null where nothing was drawn
     * @param draws how many sign vectors
     * @param enumerated whether they were all there are
     * @param seed of the draws
     * @param lower limit of the interval; null where unbounded or nothing was drawn
     * @param upper limit of the interval; null where unbounded or nothing was drawn
     * @param reason why nothing was drawn; null where it was
     */
    @Schema(name = "WildBootstrapAnswer")
    record WildAnswer(
            String coefficient,
            double value,
            String variant,
            @Nullable Double statistic,
            @Nullable Double pValue,
            @Nullable Double lower,
            @Nullable Double upper,
            int draws,
            boolean enumerated,
            long seed,
            @Nullable String reason) {}
}
