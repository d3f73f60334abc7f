package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.readout.ArmDataRequest;
import io.assay.experiment.readout.MetricKind;
import io.assay.experiment.readout.MetricRequest;
import io.assay.experiment.readout.Role;
import io.assay.statistics.Direction;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every arm reports of a metric. How it is judged is the registration's to say. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MeasuredMetric(
        @Schema(description = "Of a registered metric, or the name of one that was not registered")
        @NotBlank
        @Size(max = MetricDefinition.LONGEST_KEY)
        String key,

        @Schema(description = "Only of what was not registered, and required there") @Nullable
        MetricKind kind,

        @Schema(description = "Only of what was not registered")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax(value = "1", inclusive = false)
        Double quantile,

        @Schema(description = "Only of what was not registered; increase if left out") @Nullable
        Direction direction,

        @Schema(description = "Only of what was not registered: names of its covariates") @Nullable @Size(max = 50)
        List<@NotBlank @Size(max = MetricDefinition.LONGEST_KEY) String> covariates,

        @Schema(description = "Only of what was not registered; normal_mixture needs it")
        @Nullable
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1000")
        Double minimumDetectableEffect,

        @Schema(description = "What every arm reports, by the arm's key") @NotNull
        Map<String, ArmDataRequest> data) {

    /** Names of the fields that only a metric that was not registered has. */
    List<String> ownFields() {
        return Stream.of(
                        kind == null ? null : "kind",
                        quantile == null ? null : "quantile",
                        direction == null ? null : "direction",
                        covariates == null ? null : "covariates",
                        minimumDetectableEffect == null ? null : "minimum_detectable_effect")
                .flatMap(Stream::ofNullable)
                .toList();
    }

    @SuppressWarnings("NullAway") // of one that was not registered, which has a kind
    MetricRequest exploratory() {
        return new MetricRequest(
                key,
                kind,
                quantile,
                Role.EXPLORATORY,
                direction,
                covariates,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                minimumDetectableEffect,
                null,
                null,
                data);
    }
}
