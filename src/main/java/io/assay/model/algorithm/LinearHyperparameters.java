package io.assay.model.algorithm;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** Of linear regression. */
@Schema(name = "LinearHyperparameters")
public record LinearHyperparameters(
        @Schema(
                description =
                        "The L2 penalty: what is minimised is the squared error summed over the rows and alpha times the "
                                + "squared coefficients, but for the intercept; 0 for least squares",
                example = "1")
        @DecimalMin("0")
        @DecimalMax("1e9")
        double alpha) {

    static final LinearHyperparameters DEFAULTS = new LinearHyperparameters(1);
}
