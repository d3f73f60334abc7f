package io.assay.experiment.calculator;

import io.assay.experiment.NormalPriorRequest;
import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.bayes.ExpectedLoss;
import io.assay.statistics.bayes.NormalPosterior;
import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.FixedHorizon;
import io.assay.statistics.inference.MarginTests;
import io.assay.statistics.inference.RelativeIntervals;
import io.assay.statistics.inference.SignificanceTest;
import io.assay.statistics.moments.ArmEstimate;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.sequential.AsymptoticConfidenceSequence;
import io.assay.statistics.sequential.Sides;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The effect on one metric; what the data do not determine is null, and a warning says why. */
record CompareMeansAnswer(
        @Nullable Arm control,
        @Nullable Arm treatment,

        @Schema(description = "Slopes of CUPED, one a covariate; empty without") @Nullable
        List<Double> theta,

        @Schema(description = "Treatment - control") @Nullable
        Effect absolute,

        @Schema(description = "Relative to the absolute value of the unadjusted control mean") @Nullable
        Effect relative,

        @Schema(description = "Interval of the relative effect by the logarithm of the ratio") @Nullable
        Interval logRatioInterval,

        @Schema(description = "Fieller's interval of the relative effect") @Nullable
        Interval fiellerInterval,

        List<String> warnings) {

    /** One arm. */
    @Schema(name = "ComparedArmValue")
    record Arm(
            double n,
            @Schema(description = "After the adjustment") double value,
            double standardError,
            @Schema(description = "Before CUPED") double unadjusted) {

        static Arm of(ArmEstimate arm) {
            return new Arm(arm.n(), arm.value(), Math.sqrt(arm.variance()), arm.base());
        }
    }

    /** An effect on one scale. */
    @Schema(name = "ComparedEffect")
    record Effect(
            double estimate,
            double standardError,

            @Schema(description = "The standard error squared")
            double variance,

            double degreesOfFreedom,

            @Schema(description = "1 - variance with over variance without adjustment") @Nullable
            Double varianceReduction,

            SignificanceTest test,
            Interval interval,

            @Schema(description = "Test against the tolerated loss; null where none was given")
            MarginTests.@Nullable MarginTest nonInferiority,

            Posterior posterior,

            @Schema(description = "Holds at all looks at once; null without planned_total_n") @Nullable
            Sequence confidenceSequence) {}

    /** An asymptotic confidence sequence, two-sided. */
    @Schema(name = "ComparedSequence")
    record Sequence(
            Interval interval,

            @Schema(description = "Valid at whatever time it is read")
            double pValue) {}

    /** A posterior of the effect. */
    @Schema(name = "ComparedPosterior")
    record Posterior(
            double mean,
            double standardDeviation,
            Interval credibleInterval,
            double chanceToWin,
            ExpectedLoss expectedLoss) {}

    static CompareMeansAnswer of(CompareMeansRequest request) {
        return switch (request.comparison()) {
            case Outcome.Computed<Comparison>(Comparison comparison) -> of(request, comparison);
            case Outcome.NotAvailable<Comparison>(String reason) ->
                new CompareMeansAnswer(
                        null, null, null, null, null, null, null, List.of("Nothing is compared: " + reason + "."));
        };
    }

    private static CompareMeansAnswer of(CompareMeansRequest request, Comparison comparison) {
        double alpha = request.alphaOrDefault();
        List<String> warnings = new ArrayList<>();
        Estimate absolute = orWarn("absolute", Estimates.absolute(comparison), warnings);
        Estimate relative = orWarn("relative", Estimates.relative(comparison, alpha), warnings);
        Interval logRatio = orWarn(
                "log_ratio_interval",
                RelativeIntervals.logRatio(
                        comparison, request.alternativeOrDefault(), request.referenceOrDefault(), alpha),
                warnings);
        Interval fieller = orWarn(
                "fieller_interval",
                RelativeIntervals.fieller(
                        comparison, request.alternativeOrDefault(), request.referenceOrDefault(), alpha),
                warnings);
        return new CompareMeansAnswer(
                Arm.of(comparison.control()),
                Arm.of(comparison.treatment()),
                comparison.slopes(),
                absolute == null ? null : effect(request, absolute),
                relative == null ? null : effect(request, relative),
                logRatio,
                fieller,
                List.copyOf(warnings));
    }

    private static <T> @Nullable T orWarn(String name, Outcome<T> outcome, List<String> warnings) {
        String reason = outcome.reasonOrNull();
        if (reason != null) {
            warnings.add("%s is null: %s.".formatted(name, reason));
        }
        return outcome.valueOrNull();
    }

    private static Effect effect(CompareMeansRequest request, Estimate estimate) {
        Double loss = request.toleratedLoss();
        return new Effect(
                estimate.effect(),
                estimate.standardError(),
                estimate.standardError() * estimate.standardError(),
                estimate.degreesOfFreedom(),
                estimate.varianceReduction(),
                FixedHorizon.test(estimate, 0, request.alternativeOrDefault(), request.referenceOrDefault()),
                FixedHorizon.interval(
                        estimate,
                        request.alternativeOrDefault(),
                        request.referenceOrDefault(),
                        request.alphaOrDefault()),
                loss == null
                        ? null
                        : MarginTests.nonInferiority(
                                estimate,
                                estimate.fromRelative(loss),
                                request.directionOrDefault(),
                                request.referenceOrDefault(),
                                request.alphaOrDefault()),
                posterior(request, estimate),
                sequence(request, estimate));
    }

    private static @Nullable Sequence sequence(CompareMeansRequest request, Estimate estimate) {
        Double tunedAt = request.plannedTotalN();
        if (tunedAt == null) {
            return null;
        }
        AsymptoticConfidenceSequence sequence =
                new AsymptoticConfidenceSequence(request.alphaOrDefault(), Sides.TWO, tunedAt);
        double effect = estimate.effect();
        return new Sequence(
                sequence.interval(effect, estimate.standardError(), estimate.n()),
                sequence.pValue(effect, estimate.standardError(), estimate.n()));
    }

    private static Posterior posterior(CompareMeansRequest request, Estimate estimate) {
        NormalPriorRequest given = request.prior();
        NormalPrior prior = given == null
                ? null
                : new NormalPrior(
                        estimate.fromRelative(given.mean()), estimate.fromRelative(given.standardDeviation()));
        NormalPosterior posterior = NormalPosterior.of(estimate.effect(), estimate.standardError(), prior);
        return new Posterior(
                posterior.mean(),
                posterior.standardDeviation(),
                posterior.credibleInterval(request.alphaOrDefault()),
                posterior.chanceToWin(request.directionOrDefault()),
                posterior.expectedLoss(request.directionOrDefault()));
    }
}
