package io.assay.causal.did;

import io.assay.causal.CausalColumns;
import io.assay.causal.InferenceRequest;
import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.regression.Robust;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two groups, before and after. */
@Schema(name = "DiffInDiffRequest")
record DiffInDiffRequest(
        @Schema(description = "The rows: inline or a stored dataset; or cells") @Nullable @Valid
        TableData data,

        @Schema(
                description =
                        "Instead of rows, groups of them that are alike in all columns but the outcome: the columns n, and sum "
                                + "and sum_squares or mean and m2 (Σ (y - mean)²) of the outcome; compression.sql makes them")
        @Nullable
        @Valid
        TableData cells,

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

        @Schema(description = "Covariates: numbers, or text as one column of 0 and 1 for each level but the first")
        @Nullable
        @Size(max = 200)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(description = "The column that tells units apart, each in several rows: errors by unit are told too")
        @Nullable
        @Size(max = 1000)
        String unitCol,

        @Schema(description = "The column of the period: with two before the treatment, trends are tested")
        @Nullable
        @Size(max = 1000)
        String timeCol,

        @Schema(description = "Columns that tell apart the groups between which treatment was assigned, such as states")
        @Nullable
        @Size(max = 4)
        List<@NotBlank @Size(max = 1000) String> clusterCols,

        @Schema(description = "The column of weights, above 0") @Nullable @Size(max = 1000)
        String weightsCol,

        @Schema(description = "Which errors the p-value and the interval rest on", defaultValue = "hc3")
        Robust.@Nullable Type errors,

        @Nullable @Valid InferenceRequest inference,

        @Schema(description = "Of the intervals beside ci_95", defaultValue = "0.95")
        @Nullable
        @DecimalMin("0.5")
        @DecimalMax("0.999")
        Double confidence)
        implements SelfValidating, TwoGroupsRequest {

    @Override
    public void validate(Violations violations) {
        if ((data == null) == (cells == null)) {
            violations.reject("/data", "must be given, or cells, and not both");
        }
        if (cells != null && (weightsCol != null || timeCol != null)) {
            violations.reject("/cells", "do not go with weights_col and time_col: they are sums over rows and periods");
        }
        TwoGroupsRequest.super.columns().requireOneRoleEach(violations);
    }

    @Override
    public CausalColumns columns() {
        return cells == null ? TwoGroupsRequest.super.columns() : keyColumns(new CausalColumns());
    }

    Robust.Type type() {
        return errors == null ? Robust.Type.HC3 : errors;
    }
}
