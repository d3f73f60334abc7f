package io.assay.causal.matching;

import io.assay.causal.CausalColumns;
import io.assay.causal.CausalRequest;
import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.matching.Balance;
import io.assay.statistics.matching.Estimand;
import io.assay.statistics.matching.Propensity;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whom to weigh, and by what. */
@Schema(name = "WeightingRequest")
record WeightingRequest(
        @Schema(description = "The rows") @NotNull @Valid TableData data,

        @Schema(description = "Column of the outcome", example = "re78") @NotBlank @Size(max = 1000)
        String outcome,

        @Schema(description = "Column of 0 and 1, or true and false", example = "treat") @NotBlank @Size(max = 1000)
        String treatmentCol,

        @Schema(description = "Columns of covariates, text among them", example = "[\"age\",\"educ\",\"re75\"]")
        @NotNull
        @Size(min = 1, max = 100)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(description = "Which controls the propensity score is of; without it all")
        @Nullable
        @Size(min = 1, max = 100)
        List<@NotBlank @Size(max = 1000) String> propensityControls,

        @Schema(description = "Which controls the outcome regressions are on; without it all")
        @Nullable
        @Size(min = 1, max = 100)
        List<@NotBlank @Size(max = 1000) String> outcomeControls,

        @Schema(description = "Whose effect is meant", defaultValue = "ate") @Nullable
        Estimand estimand,

        @Schema(description = "How the effect is had", defaultValue = "aipw") @Nullable
        Method method,

        @Schema(description = "Of the propensity score", defaultValue = "logit")
        Propensity.@Nullable Link link,

        @Schema(description = "In how many folds aipw fits its models on the other folds; without it on all rows")
        @Nullable
        @Min(2)
        @Max(100)
        Integer folds,

        @Schema(description = "Of the folds", defaultValue = "42") @Nullable @Min(0) @Max(4_294_967_295L)
        Long seed,

        @Schema(
                description =
                        "Whether rows with scores near 0 and 1 are left out: not, where the variance is least (crump), or at "
                                + "trim_at; scores are then fitted anew",
                defaultValue = "none")
        @Nullable
        Trim trim,

        @Schema(description = "Rows with a score below this, or above 1 less this, are left out", example = "0.1")
        @Nullable
        @DecimalMin("0.0001")
        @DecimalMax("0.4")
        Double trimAt,

        @Schema(
                description =
                        "The variance of a column of 0 and 1 in the balance table: p(1 - p), or with divisor n - 1",
                defaultValue = "proportion")
        Balance.@Nullable BinaryVariance binaryVariance,

        @Schema(description = "Whether the answer has scores and weights of each row", defaultValue = "false") @Nullable
        Boolean returnRows,

        @Schema(description = "Of intervals", defaultValue = "0.95") @Nullable @DecimalMin("0.5") @DecimalMax("0.999")
        Double confidence)
        implements CausalRequest, SelfValidating {

    private static final double CONFIDENCE = 0.95;
    private static final long SEED = 42;

    /** How the effect is had. */
    enum Method {
        IPW,
        AIPW,
        AIPW_WLS,
        IPW_RA,
        REGRESSION_ADJUSTMENT,
        ENTROPY_BALANCING
    }

    /** Whether rows with extreme scores are left out. */
    enum Trim {
        NONE,
        CRUMP,
        FIXED
    }

    @Override
    public void validate(Violations violations) {
        columns().requireOneRoleEach(violations);
        if (folds != null && wantedMethod() != Method.AIPW) {
            violations.reject("/folds", "must not be given but with method aipw");
        }
        if (folds != null
                && (propensityControls != null || outcomeControls != null || link == Propensity.Link.PROBIT)) {
            violations.reject("/folds", "goes with all controls in both models and the logit link");
        }
        if (wantedMethod() == Method.AIPW_WLS && wantedEstimand() != Estimand.ATE) {
            violations.reject("/estimand", "must be ate with method aipw_wls");
        }
        if (trimAt != null && trim != null && trim != Trim.FIXED) {
            violations.reject("/trim_at", "must not be given but with trim fixed");
        }
        if (trim == Trim.FIXED && trimAt == null) {
            violations.reject("/trim_at", "must be given with trim fixed");
        }
    }

    @Override
    public CausalColumns columns() {
        return new CausalColumns()
                .number("/outcome", outcome)
                .binary("/treatment_col", treatmentCol)
                .controls(controls);
    }

    Estimand wantedEstimand() {
        return Objects.requireNonNullElse(estimand, Estimand.ATE);
    }

    Method wantedMethod() {
        return Objects.requireNonNullElse(method, Method.AIPW);
    }

    Propensity.Link wantedLink() {
        return Objects.requireNonNullElse(link, Propensity.Link.LOGIT);
    }

    Trim wantedTrim() {
        return Objects.requireNonNullElse(trim, trimAt == null ? Trim.NONE : Trim.FIXED);
    }

    long wantedSeed() {
        return seed == null ? SEED : seed;
    }

    double wantedConfidence() {
        return confidence == null ? CONFIDENCE : confidence;
    }

    Balance.BinaryVariance wantedVariance() {
        return Objects.requireNonNullElse(binaryVariance, Balance.BinaryVariance.PROPORTION);
    }
}
