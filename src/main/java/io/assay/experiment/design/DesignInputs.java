package io.assay.experiment.design;

import io.assay.experiment.readout.MetricKind;
import io.assay.statistics.Direction;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.power.PlannedMetric;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the figures were calculated with, defaults included. */
public record DesignInputs(
        MetricKind kind,
        double controlMean,

        @Schema(description = "Under the planned effect; null where there is none") @Nullable
        Double treatmentMean,

        @Schema(description = "Of one unit in control, before CUPED and clusters")
        double controlVariance,

        @Schema(description = "Of one unit in treatment under the planned effect, before CUPED and clusters") @Nullable
        Double treatmentVariance,

        @Schema(description = "Share of the difference's variance that CUPED takes away")
        double varianceReduction,

        @Schema(description = "By which clusters inflate the variance")
        double designEffect,

        @Schema(description = "True effect that is planned for; null where none was found") @Nullable
        Double effect,

        Scale scale,
        Scale testScale,
        TestVariance testVariance,
        Direction direction,
        DesignClaim claim,

        @Schema(description = "0 where the claim has none") double margin,
        double alpha,

        @Schema(description = "Level of one treatment's test after the correction")
        double level,

        Multiplicity.Method correction,
        int hypotheses,
        @Schema(description = "Wanted") double power,
        DesignRequest.PowerOf powerOf,

        @Schema(description = "Of the units, control first") List<Double> shares) {

    static DesignInputs of(DesignSolution solution) {
        DesignRequest request = solution.model().request();
        PlannedMetric metric = request.metric().planned();
        Double effect = solution.effect();
        Double treatmentMean = effect == null ? null : (Double) metric.treatmentMean(request.scaleOrDefault(), effect);
        int treatments = request.weightsOrEqual().size() - 1;
        return new DesignInputs(
                request.metric().kind(),
                metric.mean(),
                treatmentMean,
                metric.variance().control(),
                treatmentMean == null ? null : (Double) metric.variance().treatment(treatmentMean),
                1 - metric.unexplained(),
                metric.designEffect(),
                effect,
                request.scaleOrDefault(),
                request.testScaleOrDefault(),
                request.testVarianceOrDefault(),
                request.directionOrDefault(),
                request.claimOrDefault(),
                request.marginOrDefault(),
                request.alphaOrDefault(),
                solution.model().level(),
                request.multiplicityOrDefault().method(),
                request.multiplicityOrDefault().hypotheses(treatments),
                request.powerOrDefault(),
                request.isOfDecision() ? DesignRequest.PowerOf.DECISION : DesignRequest.PowerOf.PRIMARY,
                solution.model().unrounded().shares());
    }
}
