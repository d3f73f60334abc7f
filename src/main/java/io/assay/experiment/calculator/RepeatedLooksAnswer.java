package io.assay.experiment.calculator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.assay.experiment.Defaults;
import io.assay.statistics.sequential.RepeatedLooks;
import io.assay.statistics.sequential.Sides;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What repeated looks cost. */
record RepeatedLooksAnswer(
        @Schema(description = "The critical z that was held at each look")
        double criticalZ,

        @Schema(description = "One entry per number of equally spaced looks")
        List<Equal> equallySpaced,

        @Schema(description = "Of the schedule in `times`; null where none was given") @Nullable
        Double errorRate) {

    /** Equally spaced looks. */
    @Schema(name = "EquallySpacedLooks")
    record Equal(
            int looks,

            @Schema(description = "Probability of finding an effect that is not there")
            double errorRate,

            @Schema(
                    description =
                            "Critical z of a level divided by the looks, which keeps the level; null where critical_z was "
                                    + "given")
            @Nullable
            @JsonProperty("bonferroni_z")
            Double bonferroniZ) {}

    static RepeatedLooksAnswer of(RepeatedLooksRequest request) {
        double critical = request.criticalOrDefault();
        Sides sides = request.sidesOrDefault();
        List<Integer> looks = request.looks() == null ? List.of() : request.looks();
        return new RepeatedLooksAnswer(
                critical,
                looks.stream()
                        .map(k -> new Equal(
                                k,
                                RepeatedLooks.error(k, critical, sides),
                                request.criticalZ() == null
                                        ? RepeatedLooks.bonferroniZ(k, Defaults.alpha(request.alpha()), sides)
                                        : null))
                        .toList(),
                request.times() == null ? null : RepeatedLooks.error(request.times(), critical, sides));
    }
}
