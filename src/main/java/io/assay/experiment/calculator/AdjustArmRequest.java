package io.assay.experiment.calculator;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** One arm to be adjusted for its covariates with given slopes. */
record AdjustArmRequest(
        @Schema(description = "The value first, then its covariates") @NotNull @Valid
        ArmMoments arm,

        @Schema(description = "Slopes, one a covariate", example = "[0.31]") @NotNull @Size(min = 1, max = 49)
        List<@NotNull Double> theta)
        implements SelfValidating {

    @Override
    @SuppressWarnings("NullAway") // stumbles over missing parts, which have been refused
    public void validate(Violations violations) {
        int covariates = arm.sums().size() - 1;
        if (theta.size() != covariates) {
            violations.reject("/theta", "must have one slope a covariate: " + covariates);
        }
        if (arm.n() == 0 || arm.n() == 1) {
            violations.reject("/arm/n", "must be at least 2 for a variance");
        }
    }
}
