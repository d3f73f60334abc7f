package io.assay.experiment.design;

import io.assay.statistics.power.PlannedDecision;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A design: whatever was solved for, all the other figures stand beside it. */
public record DesignAnswer(
        Solve solve,

        @Schema(description = "Null where no number of units up to 1e15 will do") @Nullable
        SampleSize sampleSize,

        @Schema(
                description =
                        "Probability that the primary metric shows its claim with these units under the planned effect")
        @Nullable
        Double power,

        @Schema(
                description =
                        "Smallest effect that these units find with the wanted power, of the primary or of the decision as power_of "
                                + "says; null where they find none, and for equivalence")
        @Nullable
        Double minimumDetectableEffect,

        @Schema(description = "Of the estimated effect with these units") @Nullable
        Double standardError,

        @Schema(description = "Null where no units a day or week are given") @Nullable
        Duration duration,

        @Schema(description = "Null where no guardrails are given") @Nullable
        Decision decision,

        DesignPlanAnswer plan,
        DesignInputs inputs,
        DesignCurves curves,

        @Schema(description = "What the figures take for granted")
        List<String> assumptions,

        List<String> warnings,
        @Schema(description = "The answer in a sentence") String interpretation) {

    /** Units. */
    @Schema(name = "DesignSampleSize")
    public record SampleSize(
            @Schema(description = "In all arms") long total,

            @Schema(description = "Control first") List<Long> perArm,

            @Schema(description = "In all arms before each was rounded to whole units")
            double exactTotal) {}

    /** Time. */
    @Schema(name = "DesignDuration")
    public record Duration(
            double unitsPerWeek,

            @Schema(description = "Whole weeks that bring these units; null where there are none") @Nullable
            Long weeks,

            @Schema(description = "Units in all arms after these weeks") @Nullable
            Double totalN,

            @Schema(description = "Power with the units of whole weeks") @Nullable
            Double power) {}

    /** The decision to ship. */
    @Schema(name = "DesignDecision")
    public record Decision(
            @Schema(
                    description =
                            "Probability that the claim is made in the good direction and every guardrail is held")
            @Nullable
            Double power,

            List<Held> guardrails) {}

    /** One guardrail. */
    @Schema(name = "DesignGuardrailPower")
    public record Held(
            String key,

            @Schema(description = "Probability that it is held") @Nullable
            Double power) {}

    public static DesignAnswer of(DesignRequest request) {
        DesignSolution solution = DesignSolution.of(request);
        List<Long> perArm = solution.perArm();
        Double total = solution.total();
        Double exact = solution.exactTotal();
        Duration duration = duration(solution);
        Double found = total == null ? null : DesignSolution.minimumDetectable(solution.model(), total);
        DesignPlanAnswer plan = DesignPlanAnswer.of(solution);
        DesignCurves curves = DesignCurves.of(solution, duration == null ? null : duration.weeks());
        boolean equivalence = request.claimOrDefault() == DesignClaim.EQUIVALENCE;
        DesignWords words = new DesignWords(solution, duration, plan);
        return new DesignAnswer(
                request.solve(),
                perArm == null || total == null || exact == null
                        ? null
                        : new SampleSize(total.longValue(), perArm, exact),
                solution.power(),
                found,
                solution.standardError(),
                duration,
                decision(solution),
                plan,
                DesignInputs.of(solution),
                curves,
                DesignAssumptions.of(request),
                words.warnings(found, !equivalence && curves.lackAnEffect()),
                words.interpretation());
    }

    static @Nullable Duration duration(DesignSolution solution) {
        Double perWeek = solution.model().request().unitsPerWeek();
        if (perWeek == null) {
            return null;
        }
        Double total = solution.total();
        if (total == null) {
            return new Duration(perWeek, null, null, null);
        }
        Integer given = solution.model().request().weeks();
        long weeks = given != null ? given : (long) Math.max(1, Math.ceil(total / perWeek * (1 - 1e-15)));
        double units = weeks * perWeek;
        Double effect = solution.effect();
        Double power = effect == null
                ? null
                : (Double) solution.model().unrounded().primary().power(effect, units);
        return new Duration(perWeek, weeks, units, power);
    }

    private static @Nullable Decision decision(DesignSolution solution) {
        List<DesignGuardrail> guardrails = solution.model().request().guardrailsOrNone();
        if (guardrails.isEmpty()) {
            return null;
        }
        Double total = solution.total();
        PlannedDecision decision = solution.model().decision();
        List<Held> held = IntStream.range(0, guardrails.size())
                .mapToObj(i -> new Held(
                        guardrails.get(i).key(),
                        total == null
                                ? null
                                : (Double) decision.guardrails().get(i).held(total)))
                .toList();
        return new Decision(solution.decisionPower(), held);
    }
}
