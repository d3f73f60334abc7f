package io.assay.experiment.calculator;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import io.assay.statistics.moments.ArmEstimate;
import io.assay.statistics.moments.CovariateAdjustment;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Quantity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;

/** One arm after its adjustment. */
record AdjustArmAnswer(
        @Schema(description = "Mean of value - theta times covariates, not put back on the value's level")
        double mean,

        @Schema(description = "Sample variance of the same") double variance,

        @Schema(description = "Sample covariances of the value with each covariate")
        List<Double> covariances) {

    static AdjustArmAnswer of(AdjustArmRequest request) {
        Moments arm = request.arm().moments();
        int covariates = request.theta().size();
        List<Quantity> quantities = IntStream.rangeClosed(1, covariates)
                .<Quantity>mapToObj(Quantity.MeanOf::new)
                .toList();
        Outcome<ArmEstimate> adjusted =
                CovariateAdjustment.adjusted(new Quantity.MeanOf(0), quantities, request.theta(), arm);
        return switch (adjusted) {
            case Outcome.NotAvailable<ArmEstimate>(String reason) -> throw new InvalidInputException("arm", reason);
            case Outcome.Computed<ArmEstimate>(ArmEstimate estimate) ->
                new AdjustArmAnswer(
                        estimate.value(),
                        estimate.variance() * arm.n(),
                        IntStream.rangeClosed(1, covariates)
                                .mapToObj(i -> arm.comoment(0, i) / (arm.n() - 1))
                                .toList());
        };
    }
}
