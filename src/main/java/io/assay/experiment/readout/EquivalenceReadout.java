package io.assay.experiment.readout;

import io.assay.statistics.Outcome;
import io.assay.statistics.inference.MarginTests;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.inference.Scale;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Two one-sided tests against the margins, uncorrected. */
@Schema(name = "EquivalenceReadout")
record EquivalenceReadout(
        @Schema(description = "Either way, relative to the mean compared with")
        double margin,

        @Schema(description = "The larger of the two") double pValue,

        @Schema(description = "Whether both reject at alpha")
        boolean equivalent,

        @Schema(description = "Relative effect at level 1 - 2 alpha: inside the margins exactly where equivalent")
        Effect relative) {

    static @Nullable EquivalenceReadout of(Contrast contrast) {
        Double margin = contrast.metric().equivalenceMargin();
        if (margin == null) {
            return null;
        }
        return contrast.estimate(Scale.RELATIVE)
                .then(estimate -> {
                    MarginTests.Equivalence tests =
                            MarginTests.equivalence(estimate, -margin, margin, Reference.STUDENT_T, contrast.alpha());
                    return Outcome.of(new EquivalenceReadout(
                            margin,
                            tests.pValue(),
                            tests.equivalent(),
                            Effect.of(estimate.effect(), tests.interval())));
                })
                .valueOrNull();
    }
}
