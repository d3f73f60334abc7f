package io.assay.model.algorithm;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** Of logistic regression. */
@Schema(name = "LogisticHyperparameters")
public record LogisticHyperparameters(
        @Schema(
                description =
                        "The inverse of the L2 penalty: what is minimised is the log loss summed over the rows and the "
                                + "squared coefficients, but for the intercept, over 2 c",
                example = "1")
        @DecimalMin("1e-6")
        @DecimalMax("1e6")
        double c) {

    static final LogisticHyperparameters DEFAULTS = new LogisticHyperparameters(1);
}
