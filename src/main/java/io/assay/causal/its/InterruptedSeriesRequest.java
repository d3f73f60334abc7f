package io.assay.causal.its;

import io.assay.causal.CausalColumns;
import io.assay.causal.CausalRequest;
import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.regression.Covariance.Distribution;
import io.assay.statistics.series.SeriesErrors;
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
import tools.jackson.databind.JsonNode;

/** Which series, and when it was interrupted. */
@Schema(name = "InterruptedSeriesRequest")
record InterruptedSeriesRequest(
        @Schema(description = "The rows, one for each period") @NotNull @Valid
        TableData data,

        @Schema(description = "Column of the outcome", example = "sales") @NotBlank @Size(max = 1000)
        String outcome,

        @Schema(description = "Column of periods: numbers, moments or words in order", example = "year")
        @NotBlank
        @Size(max = 1000)
        String timeCol,

        @Schema(
                description = "The first period after the interruption, as in time_col",
                example = "1989",
                implementation = Object.class)
        @NotNull
        JsonNode intervention,

        @Schema(description = "Column by which one of several series is chosen", example = "state")
        @Nullable
        @Size(max = 1000)
        String unitCol,

        @Schema(description = "Which one", example = "California") @Nullable @Size(max = 1000)
        String unit,

        @Schema(description = "Columns of further regressors") @Nullable @Size(max = 100)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(description = "What errors may do: hac lets them depend on those before", defaultValue = "hac")
        SeriesErrors.@Nullable Kind errors,

        @Schema(description = "How many periods back, of hac; without it 4 (n/100)^(2/9), rounded down", example = "3")
        @Nullable
        @Min(0)
        @Max(1000)
        Integer lags,

        @Schema(description = "Whether robust errors are multiplied by N/(N - K)", defaultValue = "true") @Nullable
        Boolean correction,

        @Schema(description = "Against what statistics are held; t has N - K degrees of freedom", defaultValue = "t")
        @Nullable
        Distribution distribution,

        @Schema(description = "Of intervals", defaultValue = "0.95") @Nullable @DecimalMin("0.5") @DecimalMax("0.999")
        Double confidence)
        implements CausalRequest, SelfValidating {

    private static final double CONFIDENCE = 0.95;

    @Override
    public void validate(Violations violations) {
        columns().requireOneRoleEach(violations);
        if (controls != null && controls.contains(timeCol)) {
            violations.reject("/controls/" + controls.indexOf(timeCol), "must be another column than time_col");
        }
        if ((unitCol == null) != (unit == null)) {
            violations.reject(unit == null ? "/unit" : "/unit_col", "must be given beside the other");
        }
        if (!intervention.isNumber() && !intervention.isString()) {
            violations.reject("/intervention", "must be a period: a number or text");
        }
        if (lags != null && wantedErrors() != SeriesErrors.Kind.HAC) {
            violations.reject("/lags", "must not be given but with errors hac");
        }
        if (correction != null && wantedErrors() == SeriesErrors.Kind.CLASSICAL) {
            violations.reject("/correction", "must not be given with classical errors, which divide by N - K");
        }
    }

    @Override
    public CausalColumns columns() {
        return new CausalColumns()
                .number("/outcome", outcome)
                .key("/time_col", timeCol)
                .key("/unit_col", unitCol)
                .controls(controls);
    }

    SeriesErrors.Kind wantedErrors() {
        return Objects.requireNonNullElse(errors, SeriesErrors.Kind.HAC);
    }

    SeriesErrors seriesErrors(int periods) {
        return new SeriesErrors(
                wantedErrors(),
                lags == null ? SeriesErrors.usualLags(periods) : lags,
                correction == null || correction);
    }

    boolean isNormal() {
        return distribution == Distribution.NORMAL;
    }

    double wantedConfidence() {
        return confidence == null ? CONFIDENCE : confidence;
    }
}
