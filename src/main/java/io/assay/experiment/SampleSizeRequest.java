package io.assay.experiment;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A comparison of two conversion rates to be planned. */
record SampleSizeRequest(
        @Schema(description = "Conversion rate of control", example = "0.1")
        @NotNull
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double baselineRate,

        @Schema(
                description =
                        "Smallest effect worth finding, relative to the baseline: 0.05 is 5 % more, -0.05 is 5 % less",
                example = "0.05")
        @NotNull
        Double mde,

        @Schema(description = "Two-sided significance level", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(description = "Probability of finding the effect if it is there", defaultValue = "0.8")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double power,

        @Schema(description = "The formula of the headline figure", defaultValue = "two_sample") @Nullable
        Method method)
        implements SelfValidating {

    private static final double DEFAULT_POWER = 0.8;

    /** Which formula gives the headline figure. */
    enum Method {
        TWO_SAMPLE,
        REFERENCE
    }

    @Override
    @SuppressWarnings("NullAway") // called before a missing rate has been refused
    public void validate(Violations violations) {
        if (mde != null && mde == 0) {
            violations.reject("/mde", "must not be 0: no sample is large enough to find nothing");
        }
        if (baselineRate != null && mde != null && !(treatmentRate() > 0 && treatmentRate() < 1)) {
            violations.reject(
                    "/mde",
                    "takes the rate from %s to %s, which must lie strictly between 0 and 1"
                            .formatted(baselineRate, treatmentRate()));
        }
        if (powerOrDefault() <= alphaOrDefault()) {
            violations.reject("/power", "must exceed alpha: a test reaches power alpha without any data");
        }
    }

    double treatmentRate() {
        return baselineRate * (1 + mde);
    }

    double alphaOrDefault() {
        return Defaults.alpha(alpha);
    }

    double powerOrDefault() {
        return power == null ? DEFAULT_POWER : power;
    }

    Method methodOrDefault() {
        return method == null ? Method.TWO_SAMPLE : method;
    }
}
