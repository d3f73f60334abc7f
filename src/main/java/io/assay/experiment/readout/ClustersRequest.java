package io.assay.experiment.readout;

import io.assay.platform.json.Violations;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** How the values behind a quantile fall on the units of randomisation; checked as {@link ArmDataRequest} is. */
public record ClustersRequest(
        @Schema(description = "Units of randomisation") @NotNull @Min(0) @Max(Proportion.LARGEST_N)
        Long n,

        @Schema(description = "Per unit the number of its values up to the quantile") @NotNull
        SumsRequest numerator,

        @Schema(description = "Per unit the number of its values") @NotNull
        SumsRequest denominator,

        @Schema(description = "Sum over units of the product of both numbers") @NotNull
        Double cross) {

    /** Null where something is missing or impossible. */
    @Nullable
    Moments read(Violations violations, String pointer) {
        ArmDataRequest.require(violations, pointer + "/n", n);
        ArmDataRequest.require(violations, pointer + "/numerator", numerator);
        ArmDataRequest.require(violations, pointer + "/denominator", denominator);
        ArmDataRequest.require(violations, pointer + "/cross", cross);
        boolean above = numerator != null && numerator.isComplete(violations, pointer + "/numerator");
        boolean below = denominator != null && denominator.isComplete(violations, pointer + "/denominator");
        if (!above || !below || n == null || cross == null) {
            return null;
        }
        try {
            return Moments.ofRatio(
                    n, numerator.sum(), numerator.sumSquares(), denominator.sum(), denominator.sumSquares(), cross);
        } catch (InvalidInputException impossible) {
            violations.reject(pointer + "/" + impossible.parameter(), impossible.detail());
            return null;
        }
    }
}
