package io.assay.causal.staggered;

import io.assay.causal.CausalColumns;
import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.did.Aggregate;
import io.assay.statistics.did.Bands;
import io.assay.statistics.did.StaggeredOptions;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A panel whose units are treated at different times, and how its effects are to be estimated. */
@Schema(name = "StaggeredRequest")
record StaggeredRequest(
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
                        "Of repeated cross-sections, other units before and after: the column that says which rows are of the "
                                + "time after; with treatment_col and without unit_col, time_col and cohort_col")
        @Nullable
        @Size(max = 1000)
        String postCol,

        @Schema(
                description =
                        "The columns of the groups in which errors are correlated: up to two for regressions, one beside the"
                                + " unit for callaway_santanna; without them units are")
        @Nullable
        @Size(max = 2)
        List<@NotBlank @Size(max = 1000) String> clusterCols,

        @Schema(description = "The column of weights, above 0 and constant within a unit") @Nullable @Size(max = 1000)
        String weightsCol,

        @Schema(
                description =
                        "Covariates: for callaway_santanna as they are in the earlier of the two periods that are compared, in"
                                + " regressions as they are in each")
        @Nullable
        @Size(max = 200)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(
                description = "callaway_santanna, sun_abraham or two_way_fixed_effects; not with post_col",
                defaultValue = "callaway_santanna")
        @Nullable
        @Size(max = 100)
        String estimator,

        @Schema(description = "Who stands for the trend without treatment", defaultValue = "nevertreated")
        StaggeredOptions.@Nullable Controls controlGroup,

        @Schema(
                description =
                        "Of callaway_santanna: whether units that lack a period stay, each with the rows it has; regressions keep"
                                + " them anyway",
                defaultValue = "false")
        @Nullable
        Boolean allowUnbalancedPanel,

        @Schema(description = "How covariates are adjusted for", defaultValue = "dr")
        StaggeredOptions.@Nullable Method estMethod,

        @Schema(description = "Which period others are held against", defaultValue = "varying")
        StaggeredOptions.@Nullable Base basePeriod,

        @Schema(
                description = "By how much of time_col's unit treatment may have effects before it begins",
                defaultValue = "0")
        @Nullable
        @PositiveOrZero
        Double anticipation,

        @Schema(description = "Which average is the estimate", defaultValue = "group")
        Aggregate.@Nullable Kind aggregation,

        @Schema(
                description = "How simultaneous intervals are had: the exact quantile, or did's multiplier bootstrap",
                defaultValue = "sup_t")
        Bands.@Nullable Method bands,

        @Schema(description = "Of the multiplier bootstrap", defaultValue = "1000") @Nullable @Min(100) @Max(100_000)
        Integer draws,

        @Schema(description = "Of the multiplier bootstrap", defaultValue = "42") @Nullable @Min(0) @Max(4_294_967_295L)
        Long seed,

        @Schema(description = "Of all intervals", defaultValue = "0.95")
        @Nullable
        @DecimalMin("0.5")
        @DecimalMax("0.999")
        Double confidence)
        implements SelfValidating, PanelRequest {

    static final String POST = "/post_col";

    private static final String UNBALANCED = "/allow_unbalanced_panel";

    private static final int DRAWS = 1000;
    private static final long SEED = 42;

    @Override
    public void validate(Violations violations) {
        if (isCrossSections()) {
            validateCrossSections(violations);
        } else {
            validatePanel(violations);
        }
        if (allowUnbalancedPanel != null && !isCrossSections() && (isRegression() || cohortMoments != null)) {
            violations.reject(
                    UNBALANCED,
                    isRegression()
                            ? "is of callaway_santanna: regressions keep units that lack a period anyway"
                            : "is of rows, and cohort_moments have none");
        }
        if (bands != Bands.Method.MULTIPLIER && (draws != null || seed != null)) {
            violations.reject(draws == null ? "/seed" : "/draws", "is of bands multiplier");
        }
        if (bands == Bands.Method.MULTIPLIER && cohortMoments != null) {
            violations.reject(
                    "/bands", "must be sup_t: multipliers are drawn for units, which cohort_moments do not have");
        }
    }

    boolean isCrossSections() {
        return postCol != null;
    }

    private void validateCrossSections(Violations violations) {
        columns().requireOneRoleEach(violations);
        Map<String, @Nullable Object> needed = new LinkedHashMap<>();
        needed.put("/data", data);
        needed.put(OUTCOME, outcome);
        needed.put(TREATMENT, treatmentCol);
        needed.forEach((pointer, value) -> {
            if (value == null) {
                violations.reject(pointer, "must be given with post_col");
            }
        });
        Map<String, @Nullable Object> unfit = new LinkedHashMap<>();
        unfit.put("/cohort_moments", cohortMoments);
        unfit.put(UNIT, unitCol);
        unfit.put(TIME, timeCol);
        unfit.put(COHORT, cohortCol);
        unfit.put(CLUSTERS, clusterCols);
        unfit.put(WEIGHTS, weightsCol);
        unfit.put("/estimator", estimator);
        unfit.put(UNBALANCED, allowUnbalancedPanel);
        unfit.put("/est_method", estMethod);
        unfit.put("/control_group", controlGroup);
        unfit.put("/base_period", basePeriod);
        unfit.put("/anticipation", anticipation);
        unfit.put("/aggregation", aggregation);
        unfit.put("/bands", bands);
        unfit.forEach((pointer, value) -> {
            if (value != null) {
                violations.reject(pointer, "is of panels, and post_col of repeated cross-sections");
            }
        });
    }

    @Override
    public CausalColumns columns() {
        return PanelRequest.super.columns().binary(POST, postCol);
    }

    String estimatorOrDefault() {
        return estimator == null ? CallawaySantAnnaEstimator.NAME : estimator;
    }

    @Override
    public boolean isRegression() {
        return !estimatorOrDefault().equals(CallawaySantAnnaEstimator.NAME);
    }

    @Override
    public boolean keepsIncomplete() {
        return isRegression() || Boolean.TRUE.equals(allowUnbalancedPanel);
    }

    @Override
    public boolean takesLaterTreated() {
        return !isRegression() && controlGroup == StaggeredOptions.Controls.NOTYETTREATED;
    }

    @Override
    public boolean isByTime() {
        return estimatorOrDefault().equals(TwoWayEstimator.NAME);
    }

    StaggeredOptions options() {
        StaggeredOptions standard = StaggeredOptions.standard();
        return new StaggeredOptions(
                controlGroup == null ? standard.controls() : controlGroup,
                estMethod == null ? standard.method() : estMethod,
                basePeriod == null ? standard.base() : basePeriod,
                ahead());
    }

    Aggregate.Kind headline() {
        return aggregation == null ? Aggregate.Kind.GROUP : aggregation;
    }

    boolean isMultiplied() {
        return bands == Bands.Method.MULTIPLIER;
    }

    int drawsOrDefault() {
        return draws == null ? DRAWS : draws;
    }

    long seedOrDefault() {
        return seed == null ? SEED : seed;
    }
}
