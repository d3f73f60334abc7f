package io.assay.causal.regression;

import io.assay.causal.CausalColumns;
import io.assay.causal.CausalRequest;
import io.assay.causal.InferenceRequest;
import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.regression.WildBootstrap;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A regression, and how sure its coefficients are wanted. */
@Schema(name = "RegressionRequest")
record RegressionRequest(
        @Schema(description = "The rows: inline or a stored dataset") @NotNull @Valid
        TableData data,

        @Schema(description = "The column of the outcome, numbers", example = "inv") @NotBlank @Size(max = 1000)
        String outcome,

        @Schema(description = "The column whose coefficient is the effect; first among the columns")
        @Nullable
        @Size(max = 1000)
        String treatmentCol,

        @Schema(description = "Further columns: numbers, or text as one column of 0 and 1 for each level but the first")
        @Nullable
        @Size(max = 200)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(description = "Columns of whose levels each has a constant of its own, absorbed before the fit")
        @Nullable
        @Size(max = 5)
        List<@NotBlank @Size(max = 1000) String> fixedEffects,

        @Schema(description = "Whether there is a constant; with fixed effects there is none", defaultValue = "true")
        @Nullable
        Boolean intercept,

        @Schema(description = "Which errors; without it cluster where cluster_cols is given, else hc3") @Nullable
        ErrorKind errors,

        @Schema(description = "Columns that each tell clusters apart") @Nullable @Size(max = 4)
        List<@NotBlank @Size(max = 1000) String> clusterCols,

        @Schema(description = "The column of the unit, for newey_west of panels") @Nullable @Size(max = 1000)
        String unitCol,

        @Schema(description = "The column of the period, for newey_west and driscoll_kraay") @Nullable @Size(max = 1000)
        String timeCol,

        @Schema(description = "How many periods errors hang together; without it ⌊T^(1/4)⌋")
        @Nullable
        @Min(0)
        @Max(10_000)
        Integer lags,

        @Schema(description = "The column of weights, above 0") @Nullable @Size(max = 1000)
        String weightsCol,

        @Nullable @Valid InferenceRequest inference,

        @Schema(description = "Of the intervals", defaultValue = "0.95")
        @Nullable
        @DecimalMin("0.5")
        @DecimalMax("0.999")
        Double confidence,

        @Schema(description = "A wild cluster bootstrap of one coefficient, by the first of cluster_cols")
        @Nullable
        @Valid
        Wild wild)
        implements SelfValidating, CausalRequest {

    static final String OUTCOME = "/outcome";
    static final String TREATMENT = "/treatment_col";
    static final String CONTROLS = "/controls";
    static final String EFFECTS = "/fixed_effects";
    static final String CLUSTERS = "/cluster_cols";
    static final String UNIT = "/unit_col";
    static final String TIME = "/time_col";
    static final String WEIGHTS = "/weights_col";

    private static final int DRAWS = 9_999;

    /** Which coefficient, and against what. */
    @Schema(name = "WildBootstrapRequest")
    record Wild(
            @Schema(description = "The coefficient's name, as coefficients have it") @NotBlank @Size(max = 2100)
            String coefficient,

            @Schema(description = "What it is held against", defaultValue = "0") @Nullable
            Double value,

            @Schema(
                    description = "How many sign vectors; all are taken where they are at most 65,536",
                    defaultValue = "9999")
            @Nullable
            @Min(99)
            @Max(999_999)
            Integer draws,

            @Schema(description = "Of the draws", defaultValue = "42") @Nullable @Min(0) @Max(4_294_967_295L)
            Long seed,

            @Schema(
                    description = "Restricted residuals or such of fits without their cluster; CRV1 or CRV3",
                    defaultValue = "wcr_11")
            WildBootstrap.@Nullable Variant variant) {

        int count() {
            return draws == null ? DRAWS : draws;
        }

        long start() {
            return seed == null ? 42 : seed;
        }

        double hypothesis() {
            return value == null ? 0 : value;
        }

        WildBootstrap.Variant kind() {
            return variant == null ? WildBootstrap.Variant.WCR_11 : variant;
        }
    }

    @Override
    public void validate(Violations violations) {
        if (treatmentCol == null && (controls == null || controls.isEmpty())) {
            violations.reject(CONTROLS, "must name a column, or treatment_col must");
        }
        columns().requireOneRoleEach(violations);
        ErrorKind kind = kind();
        int ways = clusterCols == null ? 0 : clusterCols.size();
        if (kind.isClustered() && ways == 0) {
            violations.reject(CLUSTERS, "must be given for these errors");
        }
        if (kind.needsNested() && ways > 1) {
            violations.reject(CLUSTERS, "must be one column for these errors");
        }
        if (kind.isSerial() && timeCol == null) {
            violations.reject(TIME, "must be given for these errors");
        }
        if (lags != null && !kind.isSerial()) {
            violations.reject("/lags", "must not be given but with errors newey_west and driscoll_kraay");
        }
        if (wild != null && ways == 0) {
            violations.reject(CLUSTERS, "must be given for the wild bootstrap");
        }
    }

    @Override
    public CausalColumns columns() {
        return new CausalColumns()
                .number(OUTCOME, outcome)
                .number(TREATMENT, treatmentCol)
                .controls(controls)
                .keys(EFFECTS, fixedEffects)
                .keys(CLUSTERS, clusterCols)
                .key(UNIT, unitCol)
                .key(TIME, timeCol)
                .number(WEIGHTS, weightsCol);
    }

    ErrorKind kind() {
        return errors != null
                ? errors
                : clusterCols != null && !clusterCols.isEmpty() ? ErrorKind.CLUSTER : ErrorKind.HC3;
    }

    InferenceRequest conventions() {
        return inference == null ? InferenceRequest.STANDARD : inference;
    }

    double level() {
        return confidence == null ? 0.95 : confidence;
    }

    List<String> clusters() {
        return clusterCols == null ? List.of() : clusterCols;
    }

    boolean hasIntercept() {
        return intercept == null || intercept;
    }
}
