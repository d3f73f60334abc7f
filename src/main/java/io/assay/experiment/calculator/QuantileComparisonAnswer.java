package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.statistics.sequential.QuantileComparison;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Whether a quantile differs. */
record QuantileComparisonAnswer(
        @Schema(description = "Valid at whatever time it is read; two-sided")
        double pValue) {

    static QuantileComparisonAnswer of(QuantileComparisonRequest request) {
        QuantileComparison comparison =
                new QuantileComparison(request.quantileOrDefault(), request.tOpt(), Defaults.alpha(request.alphaOpt()));
        return new QuantileComparisonAnswer(comparison.pValue(values(request.control()), values(request.treatment())));
    }

    private static double[] values(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
