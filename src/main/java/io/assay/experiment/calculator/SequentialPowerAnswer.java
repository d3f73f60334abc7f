package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.statistics.sequential.AsymptoticConfidenceSequence;
import io.assay.statistics.sequential.Sides;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a confidence sequence can find. */
record SequentialPowerAnswer(
        @Schema(
                description =
                        "Probability of finding the given effect at the end: a lower bound; null where no effect was given")
        @Nullable
        Double power,

        @Schema(
                description =
                        "Smallest increase found with the wanted power, relative to the control mean; null where no "
                                + "increase up to 100-fold is")
        @Nullable
        Double minimumDetectableEffect,

        List<String> warnings) {

    private static final double LARGEST_EFFECT = 100;

    static SequentialPowerAnswer of(SequentialPowerRequest request) {
        AsymptoticConfidenceSequence sequence =
                new AsymptoticConfidenceSequence(Defaults.alpha(request.alpha()), Sides.TWO, request.tunedAt());
        Double effect = request.relativeEffect();
        double n = request.pairN();
        var found =
                sequence.minimumDetectableEffect(request::standardError, n, request.powerOrDefault(), LARGEST_EFFECT);
        return new SequentialPowerAnswer(
                effect == null ? null : sequence.power(effect, request.standardError(effect), n),
                found.isPresent() ? found.getAsDouble() : null,
                found.isPresent()
                        ? List.of()
                        : List.of(
                                "minimum_detectable_effect is null: no increase up to 100-fold is found with that power."));
    }
}
