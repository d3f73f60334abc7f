package io.assay.experiment.calculator;

import io.assay.statistics.Interval;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.sequential.AsymptoticConfidenceSequence;
import io.swagger.v3.oas.annotations.media.Schema;

/** What a confidence sequence says of an effect. */
record ConfidenceSequenceAnswer(
        double effect,
        double standardError,

        @Schema(description = "Units of both arms together") long n,

        @Schema(description = "Holds at all looks at once, whenever the experiment stops")
        Interval interval,

        @Schema(description = "Valid at whatever time it is read")
        double pValue,

        @Schema(description = "Distance from the effect to its limits")
        double halfWidth,

        @Schema(description = "Tuning parameter, from alpha and planned_total_n")
        double rho) {

    static ConfidenceSequenceAnswer of(ConfidenceSequenceRequest request) {
        ObservedEffect.Values observed = request.observed().values("observed", request.alphaOrDefault());
        AsymptoticConfidenceSequence sequence =
                new AsymptoticConfidenceSequence(request.alphaOrDefault(), request.sides(), request.plannedTotalN());
        double error = observed.standardError();
        double n = observed.n();
        boolean less = request.alternativeOrDefault() == Alternative.LESS;
        double sign = less ? -1 : 1;
        Interval interval = sequence.interval(sign * observed.effect(), error, n);
        return new ConfidenceSequenceAnswer(
                observed.effect(),
                error,
                observed.n(),
                less ? mirrored(interval) : interval,
                sequence.pValue(sign * (observed.effect() - request.nullOrDefault()), error, n),
                sequence.halfWidth(error, n),
                sequence.rho());
    }

    private static Interval mirrored(Interval interval) {
        Double lower = interval.lower();
        return new Interval(null, lower == null ? null : -lower, interval.level(), interval.method());
    }
}
