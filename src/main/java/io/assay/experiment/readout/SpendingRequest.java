package io.assay.experiment.readout;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.sequential.Spending;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** How a group-sequential plan spends alpha over the information; public, as designs are asked for in the same form. */
public record SpendingRequest(
        @Schema(description = "Lan-DeMets spending of O'Brien-Fleming or Pocock type, or alpha t^phi") @NotNull
        Kind kind,

        @Schema(description = "Exponent of power spending; goes with that kind only", defaultValue = "2")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        Double phi)
        implements SelfValidating {

    private static final double PHI = 2;

    /** Kinds of spending. */
    public enum Kind {
        OBRIEN_FLEMING,
        POCOCK,
        POWER
    }

    @Override
    public void validate(Violations violations) {
        if (phi != null && kind != null && kind != Kind.POWER) {
            violations.reject("/phi", "goes with kind power");
        }
    }

    public Spending toSpending() {
        return switch (kind) {
            case OBRIEN_FLEMING -> new Spending.OBrienFleming();
            case POCOCK -> new Spending.Pocock();
            case POWER -> new Spending.Power(phi == null ? PHI : phi);
        };
    }
}
