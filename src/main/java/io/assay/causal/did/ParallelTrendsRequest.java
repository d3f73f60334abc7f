package io.assay.causal.did;

import io.assay.causal.InferenceRequest;
import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two groups and several periods before the treatment. */
@Schema(name = "ParallelTrendsRequest")
record ParallelTrendsRequest(
        @Schema(description = "The rows: inline or a stored dataset") @NotNull @Valid
        TableData data,

        @Schema(description = "The column of the outcome, numbers", example = "y") @NotBlank @Size(max = 1000)
        String outcome,

        @Schema(description = "The column that says which group was treated: 0 and 1, or true and false")
        @NotBlank
        @Size(max = 1000)
        String treatmentCol,

        @Schema(description = "The column that says which rows are of the time after: 0 and 1, or true and false")
        @NotBlank
        @Size(max = 1000)
        String postCol,

        @Schema(description = "The column of the period, in order") @NotBlank @Size(max = 1000)
        String timeCol,

        @Schema(description = "Covariates") @Nullable @Size(max = 200)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(description = "The column that tells units apart: each then has a constant, and errors are by unit")
        @Nullable
        @Size(max = 1000)
        String unitCol,

        @Schema(description = "Columns that tell apart the groups between which treatment was assigned")
        @Nullable
        @Size(max = 4)
        List<@NotBlank @Size(max = 1000) String> clusterCols,

        @Schema(description = "The column of weights, above 0") @Nullable @Size(max = 1000)
        String weightsCol,

        @Nullable @Valid InferenceRequest inference,

        @Schema(description = "Of the intervals", defaultValue = "0.95")
        @Nullable
        @DecimalMin("0.5")
        @DecimalMax("0.999")
        Double confidence)
        implements SelfValidating, TwoGroupsRequest {

    @Override
    public void validate(Violations violations) {
        columns().requireOneRoleEach(violations);
    }
}
