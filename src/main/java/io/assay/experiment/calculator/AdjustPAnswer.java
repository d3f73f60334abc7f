package io.assay.experiment.calculator;

import io.assay.statistics.multiplicity.AdjustedPValues;
import io.assay.statistics.multiplicity.Correction;
import io.assay.statistics.multiplicity.Correction.ErrorRate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A family of p-values, corrected. */
record AdjustPAnswer(
        Correction correction,

        @Schema(description = "What the procedure holds at alpha")
        ErrorRate controls,

        @Schema(description = "p-values that are not null") int familySize,

        @Schema(description = "To be compared with alpha; in the order of the request")
        List<@Nullable Double> adjustedPValues,

        @Schema(description = "adjusted p-value < alpha") List<@Nullable Boolean> rejected,

        @Schema(
                description =
                        "Level at which each hypothesis was tested: an interval at 1 - level agrees with rejected")
        List<@Nullable Double> levels,

        List<String> warnings) {

    static AdjustPAnswer of(AdjustPRequest request) {
        AdjustedPValues family =
                AdjustedPValues.of(request.pValues(), request.correctionOrDefault(), request.alphaOrDefault());
        int leftOut = request.pValues().size() - family.familySize();
        return new AdjustPAnswer(
                family.correction(),
                family.correction().controls(),
                family.familySize(),
                family.adjusted(),
                family.rejected(),
                family.levels(),
                leftOut == 0
                        ? List.of()
                        : List.of("%d of the p-values are null and left out of the family.".formatted(leftOut)));
    }
}
