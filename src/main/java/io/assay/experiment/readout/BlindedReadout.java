package io.assay.experiment.readout;

import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an experiment runs as it should, without showing how it goes. It is made of the units of every arm and of the
 * metrics over all arms together, and of nothing else: it stays the same, byte for byte, when arms of the same size exchange
 * their outcomes, so that no effect can be read off it.
 */
@Schema(name = "BlindedReadout")
public record BlindedReadout(
        @Schema(description = "Every arm, control included") List<ArmUnits> arms,

        @Schema(description = "How far it has come") Progress plan,

        @Schema(description = "Over all arms together") List<Metric> metrics,

        @Schema(description = "Of the experiment; each metric has its own as well")
        List<Check> checks,

        List<String> warnings) {

    /** Whether the units did not come as planned, today or by what is known of earlier readouts. */
    public boolean sampleRatioFailed() {
        return ExperimentChecks.sampleRatioFailed(checks);
    }

    /** Units of one arm. */
    @Schema(name = "BlindedArm")
    public record ArmUnits(String key, long n) {}

    /** How far the experiment has come. */
    @Schema(name = "BlindedProgress")
    public record Progress(
            InferenceKind kind,

            @Schema(description = "Units of all arms together")
            long n,

            @Nullable Long plannedTotalN,

            @Schema(description = "n over planned_total_n; null where nobody fixed that") @Nullable
            Double informationFraction) {}

    /** One metric over the units of all arms together; units by arm could be an outcome, such as buyers. */
    @Schema(name = "BlindedMetric")
    public record Metric(
            String key,
            MetricKind kind,
            Role role,

            @Schema(
                    description =
                            "Units behind it in all arms together; null where phases have different shares of the "
                                    + "arms and it lacks units")
            @Nullable
            Long n,

            @Schema(
                    description =
                            "Of all arms together, without adjustment; null where that cannot be had, and where phases "
                                    + "have different shares of the arms: two such values would give the effect away")
            @Nullable
            Double value,

            @Nullable Double standardError,

            @Schema(description = "Made from all arms together")
            List<Check> checks,

            @Schema(description = "Why a value is null") List<String> warnings) {}
}
