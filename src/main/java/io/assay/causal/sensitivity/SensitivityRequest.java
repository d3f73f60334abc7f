package io.assay.causal.sensitivity;

import io.assay.causal.CausalColumns;
import io.assay.causal.CausalRequest;
import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found, in the form that the method which found it gives: what is there is judged. */
@Schema(name = "SensitivityRequest")
record SensitivityRequest(
        @Schema(description = "A ratio of risks, or of odds or hazards of a rare outcome") @Nullable @Valid
        RiskRatio riskRatio,

        @Schema(description = "A difference of means in standard deviations") @Nullable @Valid
        StandardizedDifference standardizedDifference,

        @Schema(description = "Outcomes of matched pairs") @Nullable @Valid
        Pairs pairs,

        @Schema(description = "A coefficient of a linear regression, as it was reported") @Nullable @Valid
        Coefficient regression,

        @Schema(description = "An event study, as it was reported: how far trends may have parted") @Nullable @Valid
        EventStudy eventStudy,

        @Schema(description = "Rows, to make the regression here; controls are the benchmarks") @Nullable @Valid
        TableData data,

        @Schema(description = "Column of the outcome, with data", example = "re78") @Nullable @Size(max = 1000)
        String outcome,

        @Schema(description = "Column whose effect is meant, with data", example = "treat") @Nullable @Size(max = 1000)
        String treatmentCol,

        @Schema(description = "Columns of covariates, with data", example = "[\"age\",\"re75\"]")
        @Nullable
        @Size(max = 100)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(
                description = "Odds ratios of hidden bias to try, 1 or more",
                defaultValue = "[1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2]")
        @Nullable
        @Size(min = 1, max = 200)
        List<@NotNull @DecimalMin("1") @DecimalMax("1000000") Double> gammas,

        @Schema(description = "How many times as strong as a benchmark", defaultValue = "[1, 2, 3]")
        @Nullable
        @Size(min = 1, max = 20)
        List<@NotNull @Positive Double> strengths,

        @Schema(description = "Which share of the estimate an omitted variable would take away", defaultValue = "1")
        @Nullable
        @Positive
        @DecimalMax("10")
        Double q,

        @Schema(description = "Of intervals and tests", defaultValue = "0.95")
        @Nullable
        @DecimalMin("0.5")
        @DecimalMax("0.999")
        Double confidence)
        implements CausalRequest, SelfValidating {

    private static final List<Double> GAMMAS = List.of(1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0);
    private static final List<Double> STRENGTHS = List.of(1.0, 2.0, 3.0);
    private static final double CONFIDENCE = 0.95;

    /** A ratio and its interval. */
    @Schema(name = "SensitivityRiskRatio")
    record RiskRatio(
            @Schema(example = "3.9") @NotNull @Positive Double estimate,

            @Schema(description = "Lower limit of its interval", example = "1.8") @Nullable @Positive
            Double lower,

            @Schema(description = "Upper limit of its interval", example = "8.7") @Nullable @Positive
            Double upper) {}

    /** A difference in standard deviations. */
    @Schema(name = "SensitivityDifference")
    record StandardizedDifference(
            @Schema(example = "0.5") @NotNull Double estimate,

            @Schema(example = "0.1") @Nullable @PositiveOrZero
            Double standardError) {}

    /** Outcomes, pair by pair. */
    @Schema(name = "SensitivityPairs")
    record Pairs(
            @Schema(description = "Outcomes of the treated", example = "[12, 15, 9]") @NotNull @Size(min = 2)
            List<@NotNull Double> treated,

            @Schema(description = "Outcomes of their partners, in the same order", example = "[10, 11, 10]")
            @NotNull
            @Size(min = 2)
            List<@NotNull Double> control) {}

    /** A coefficient. */
    @Schema(name = "SensitivityCoefficient")
    record Coefficient(
            @Schema(example = "0.0973") @NotNull Double estimate,

            @Schema(description = "Classical, not robust", example = "0.0233") @NotNull @Positive
            Double standardError,

            @Schema(description = "Of the residuals", example = "783") @NotNull @DecimalMin("1")
            Double degreesOfFreedom,

            @Schema(description = "Covariates to hold the omitted variable against") @Nullable @Valid @Size(max = 100)
            List<@NotNull @Valid Benchmark> benchmarks) {}

    /** Effects by time since treatment. */
    @Schema(name = "SensitivityEventStudy")
    record EventStudy(
            @Schema(
                    description = "Those before the reference, then those after it, without the reference itself",
                    example = "[0.01, -0.02, 0.2, 0.31]")
            @NotNull
            @Size(min = 2, max = 200)
            List<@NotNull Double> betahat,

            @Schema(
                    description = "Their covariance",
                    example = "[[0.001,0,0,0],[0,0.001,0,0],[0,0,0.001,0],[0,0,0,0.001]]")
            @NotNull
            @Size(min = 2, max = 200)
            List<@NotNull List<@NotNull Double>> sigma,

            @Schema(description = "How many are before the reference", example = "2") @NotNull @Min(1)
            Integer numPrePeriods,

            @Schema(
                    description = "Weights of those after the reference: what is judged; without them their mean",
                    example = "[1, 0]")
            @Nullable
            @Size(min = 1, max = 200)
            List<@NotNull Double> lVec,

            @Schema(
                    description =
                            "How much the slope of the difference in trends may change from one period to the next")
            @Nullable
            @Size(min = 1, max = 100)
            List<@NotNull @PositiveOrZero Double> m,

            @Schema(
                    description =
                            "How many times as much trends may part after treatment as they did at most before it",
                    defaultValue = "[0.5, 1, 1.5, 2]")
            @Nullable
            @Size(min = 1, max = 100)
            List<@NotNull @PositiveOrZero Double> mBar) {}

    /** A covariate of the regression and what it explains. */
    @Schema(name = "SensitivityBenchmark")
    record Benchmark(
            @Schema(example = "female") @NotBlank @Size(max = 1000)
            String name,

            @Schema(description = "Partial R² with the treatment, given the other covariates", example = "0.0091")
            @NotNull
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            Double treatmentShare,

            @Schema(
                    description = "Partial R² with the outcome, given treatment and the other covariates",
                    example = "0.1091")
            @NotNull
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            Double outcomeShare) {}

    @Override
    public void validate(Violations violations) {
        if (riskRatio == null
                && standardizedDifference == null
                && pairs == null
                && regression == null
                && eventStudy == null
                && data == null) {
            violations.reject(
                    "/risk_ratio",
                    "must be given, or standardized_difference, pairs, regression, event_study or data: there is nothing to judge");
        }
        if (riskRatio != null && standardizedDifference != null) {
            violations.reject("/standardized_difference", "must not be given beside risk_ratio");
        }
        if (regression != null && data != null) {
            violations.reject("/regression", "must not be given beside data, of which it is made");
        }
        if (pairs != null && pairs.treated().size() != pairs.control().size()) {
            violations.reject("/pairs/control", "must have as many outcomes as treated");
        }
        if (data != null && outcome == null) {
            violations.reject("/outcome", "must name a column of data");
        }
        if (data != null && treatmentCol == null) {
            violations.reject("/treatment_col", "must name a column of data");
        }
        columns().requireOneRoleEach(violations);
        if (data == null && (outcome != null || treatmentCol != null || controls != null)) {
            violations.reject("/data", "must be given where columns are named");
        }
    }

    @Override
    public CausalColumns columns() {
        return new CausalColumns()
                .number("/outcome", outcome)
                .number("/treatment_col", treatmentCol)
                .controls(controls);
    }

    double[] gammasOrStandard() {
        return (gammas == null ? GAMMAS : gammas)
                .stream().mapToDouble(Double::doubleValue).toArray();
    }

    List<Double> strengthsOrStandard() {
        return strengths == null ? STRENGTHS : strengths;
    }

    double qOrWhole() {
        return q == null ? 1 : q;
    }

    double confidenceOrStandard() {
        return confidence == null ? CONFIDENCE : confidence;
    }

    /** What is left of 1, without what binary fractions add to it. */
    double alpha() {
        return BigDecimal.ONE
                .subtract(BigDecimal.valueOf(confidenceOrStandard()))
                .doubleValue();
    }
}
