package io.assay.causal.staggered;

import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A panel, and when its units are treated. */
@Schema(name = "EventStudyRequest")
record EventStudyRequest(
        @Schema(description = "The rows, one per unit and period: inline or a stored dataset; or give cohort_moments")
        @Nullable
        @Valid
        TableData data,

        @Schema(description = "The panel as the moments of its cohorts; or give data") @Nullable @Valid
        CohortMomentsInput cohortMoments,

        @Schema(description = "The column of the outcome, numbers", example = "lemp") @Nullable @Size(max = 1000)
        String outcome,

        @Schema(description = "The column that tells units apart", example = "countyreal") @Nullable @Size(max = 1000)
        String unitCol,

        @Schema(description = "The column of the period", example = "year") @Nullable @Size(max = 1000)
        String timeCol,

        @Schema(
                description = "The column of the period in which the unit is treated first; missing or 0 is never",
                example = "first.treat")
        @Nullable
        @Size(max = 1000)
        String cohortCol,

        @Schema(
                description =
                        "In the place of cohort_col: the column that says whether the unit is treated in the period")
        @Nullable
        @Size(max = 1000)
        String treatmentCol,

        @Schema(
                description =
                        "The columns of the groups in which errors are correlated, up to two; without them units are")
        @Nullable
        @Size(max = 2)
        List<@NotBlank @Size(max = 1000) String> clusterCols,

        @Schema(description = "The column of weights, above 0 and constant within a unit") @Nullable @Size(max = 1000)
        String weightsCol,

        @Schema(description = "Covariates, as they are in each period") @Nullable @Size(max = 200)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(
                description = "By how much of time_col's unit treatment may have effects before it begins",
                defaultValue = "0")
        @Nullable
        @PositiveOrZero
        Double anticipation,

        @Schema(description = "Of all intervals", defaultValue = "0.95")
        @Nullable
        @DecimalMin("0.5")
        @DecimalMax("0.999")
        Double confidence)
        implements SelfValidating, PanelRequest {

    @Override
    public boolean isByTime() {
        return true;
    }

    @Override
    public boolean isRegression() {
        return true;
    }

    @Override
    public boolean keepsIncomplete() {
        return true;
    }

    @Override
    public void validate(Violations violations) {
        validatePanel(violations);
    }
}
