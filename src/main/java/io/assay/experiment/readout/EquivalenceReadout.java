package io.assay.experiment.readout;

import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Two one-sided fixed-horizon tests against the margins, uncorrected: of m_b - (1 - margin) m_a and m_b - (1 + margin) m_a,
 * which need no ratio to be normal.
 */
@Schema(name = "EquivalenceReadout")
public record EquivalenceReadout(
        @Schema(description = "Either way, relative to the mean compared with")
        double margin,

        @Schema(description = "The larger of the two") double pValue,

        @Schema(description = "Whether both reject at alpha")
        boolean equivalent,

        @Schema(description = "Relative effect at level 1 - 2 alpha: inside the margins exactly where equivalent")
        Effect relative) {

    static @Nullable EquivalenceReadout of(Contrast contrast, FixedHorizonInference inference) {
        Double margin = contrast.metric().equivalenceMargin();
        if (margin == null) {
            return null;
        }
        return inference
                .pValue(contrast, new Hypothesis(Scale.RELATIVE, -margin, Alternative.GREATER))
                .then(above -> inference
                        .pValue(contrast, new Hypothesis(Scale.RELATIVE, margin, Alternative.LESS))
                        .then(below -> inference
                                .besideMargin(contrast, 2 * contrast.alpha())
                                .then(relative -> Outcome.of(new EquivalenceReadout(
                                        margin,
                                        Math.max(above, below),
                                        Math.max(above, below) < contrast.alpha(),
                                        relative)))))
                .valueOrNull();
    }
}
