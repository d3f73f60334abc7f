package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.experiment.SharedRules;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.sequential.NormalMixture;
import io.assay.statistics.sequential.Sides;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/** A normal mixture boundary, and what to hold against it. */
record NormalMixtureRequest(
        @Schema(description = "Intrinsic variance about which the bound is to be tightest; or give tau_squared")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double vOpt,

        @Schema(description = "Level that v_opt is tuned for", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alphaOpt,

        @Schema(description = "Variance of the alternative effects, as the mSPRT is tuned")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double tauSquared,

        @Schema(description = "Level of the bound", defaultValue = "0.05")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double alpha,

        @Schema(description = "Tested directions", defaultValue = "two") @Nullable
        Sides sides,

        @Schema(description = "A sum; with v") @Nullable Double s,

        @Schema(description = "Its intrinsic variance") @Nullable @DecimalMin(value = "0", inclusive = false)
        Double v,

        @Schema(description = "An estimated effect; with standard_error") @Nullable
        Double effect,

        @Schema(description = "Its standard error") @Nullable @DecimalMin(value = "0", inclusive = false)
        Double standardError)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        if ((vOpt == null) == (tauSquared == null)) {
            violations.reject("/v_opt", "or tau_squared: give one of them");
        }
        if ((s == null) != (v == null)) {
            violations.reject("/s", "and v go together");
        }
        if ((effect == null) != (standardError == null)) {
            violations.reject("/effect", "and standard_error go together");
        }
        if (s != null && effect != null) {
            violations.reject("/effect", "is instead of s: give one of them");
        }
        SharedRules.checkOneSided(violations, "/alpha", alpha, sidesOrDefault());
        SharedRules.checkOneSided(violations, "/alpha_opt", alphaOpt, sidesOrDefault());
    }

    NormalMixture mixture() {
        return tauSquared != null
                ? NormalMixture.msprt(tauSquared, sidesOrDefault())
                : NormalMixture.tuned(vOpt == null ? Double.NaN : vOpt, Defaults.alpha(alphaOpt), sidesOrDefault());
    }

    Sides sidesOrDefault() {
        return sides == null ? Sides.TWO : sides;
    }
}
