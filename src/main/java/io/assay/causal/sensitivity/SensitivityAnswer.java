package io.assay.causal.sensitivity;

import io.assay.causal.Dropped;
import io.assay.causal.HonestSensitivity;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.statistics.Check;
import io.assay.statistics.sensitivity.EValue;
import io.assay.statistics.sensitivity.OmittedVariable;
import io.assay.statistics.sensitivity.RosenbaumBounds;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much hidden bias the result bears, by each measure that fits it.
 *
 * @param eValue of a ratio or a standardised difference; null where there is none
 * @param rosenbaum of matched pairs; null where there are none
 * @param omittedVariable of a regression; null where there is none
 * @param eventStudy how far trends may have parted; null where there is no event study
 * @param notApplicable by the name of a measure that is null why
 * @param dropped of the rows, where the regression was made here
 * @param checks each assumption and the evidence
 * @param series ready to plot
 * @param summary in words
 * @param provenance of the rows, where the regression was made here
 */
@Schema(name = "SensitivityAnswer")
record SensitivityAnswer(
        @Nullable EValue eValue,
        @Nullable Rosenbaum rosenbaum,
        @Nullable Omitted omittedVariable,
        @Nullable HonestSensitivity eventStudy,
        Map<String, String> notApplicable,
        @Nullable Dropped dropped,
        List<Check> checks,
        List<Series> series,
        String summary,
        @Nullable Provenance provenance) {

    SensitivityAnswer {
        notApplicable = Collections.unmodifiableMap(new LinkedHashMap<>(notApplicable));
        checks = List.copyOf(checks);
        series = List.copyOf(series);
    }

    /**
     * Bounds of the one-sided p-value.
     *
     * @param statistic Wilcoxon's
     * @param pairs how many
     * @param withoutDifference of them
     * @param bounds by odds ratio
     * @param breakdown the odds ratio up to which the effect is significant; null where it is not even without hidden bias
     * @param level one-sided, of that
     */
    @Schema(name = "SensitivityRosenbaum")
    record Rosenbaum(
            double statistic,
            int pairs,
            int withoutDifference,
            List<RosenbaumBounds.Bound> bounds,
            @Nullable Double breakdown,
            double level) {

        Rosenbaum {
            bounds = List.copyOf(bounds);
        }
    }

    /**
     * What an omitted variable would have to explain.
     *
     * @param estimate the coefficient
     * @param standardError classical
     * @param degreesOfFreedom of the residuals
     * @param statistic t
     * @param partialR2 the share of the outcome's rest that the treatment explains
     * @param q which share of the estimate would be taken away
     * @param robustnessValue share of both treatment and outcome that a variable must explain for that
     * @param robustnessValueAlpha for the rest to be no longer significant
     * @param alpha two-sided
     * @param bounds as strong as a covariate, or some times as strong
     */
    @Schema(name = "SensitivityOmittedVariable")
    record Omitted(
            double estimate,
            double standardError,
            double degreesOfFreedom,
            double statistic,
            double partialR2,
            double q,
            double robustnessValue,
            double robustnessValueAlpha,
            double alpha,
            List<Bound> bounds) {

        Omitted {
            bounds = List.copyOf(bounds);
        }
    }

    /**
     * The estimate with a variable as strong as that.
     *
     * @param benchmark the covariate
     * @param strength how many times as strong
     * @param adjusted what the estimate would be; null where no variable can be so strong
     */
    @Schema(name = "SensitivityBound")
    record Bound(
            String benchmark,
            double strength,
            OmittedVariable.@Nullable Adjusted adjusted,
            @Nullable String reason) {}
}
