package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.statistics.power.MidExperiment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What a running comparison still needs. */
record MidExperimentPowerAnswer(
        double standardError,

        @Schema(description = "Units of both arms now") long n,

        @Schema(description = "Probability of finding the target effect with these units")
        double powerNow,

        @Schema(description = "Extra units over those there are; 0 where these will do, null where none will") @Nullable
        Double scalingFactor,

        @Schema(description = "Extra units of both arms together") @Nullable
        Long additionalN,

        List<String> warnings) {

    private static final double MOST_UNITS = 1e15;

    static MidExperimentPowerAnswer of(MidExperimentPowerRequest request) {
        ObservedEffect.Values values = request.observed().values("observed", Defaults.alpha(request.alpha()));
        MidExperiment experiment = request.experiment(values);
        OptionalDouble share = experiment.extraShare(request.targetEffect(), request.powerOrDefault());
        boolean found = share.isPresent() && share.getAsDouble() * values.n() <= MOST_UNITS;
        return new MidExperimentPowerAnswer(
                values.standardError(),
                values.n(),
                experiment.power(request.targetEffect()),
                found ? (Double) share.getAsDouble() : null,
                found ? (Long) (long) Math.ceil(share.getAsDouble() * values.n()) : null,
                found
                        ? List.of()
                        : List.of(
                                "scaling_factor and additional_n are null: not even 1e15 more units reach the power."));
    }
}
