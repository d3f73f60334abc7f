package io.assay.experiment.design;

import io.assay.experiment.Wording;
import io.assay.experiment.readout.MetricKind;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.power.PlannedMetric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a design comes to and what speaks against it, in words. */
record DesignWords(DesignSolution solution, DesignAnswer.@Nullable Duration duration, DesignPlanAnswer plan) {

    private static final double FEWEST_EVENTS = 10;
    private static final double FEWEST_UNITS = 50;
    private static final int FEWEST_WEEKS = 2;
    private static final double LOW_POWER = 0.5;

    List<String> warnings(@Nullable Double minimumDetectable, boolean withoutEffect) {
        List<String> warnings = new ArrayList<>();
        DesignRequest request = solution.model().request();
        List<Long> perArm = solution.perArm();
        if (perArm == null) {
            warnings.add("sample_size is null: no number of units up to 1e15 "
                    + (request.solve() == Solve.PRECISION
                            ? "makes the interval that narrow."
                            : "shows the planned effect with a power of %s."
                                    .formatted(Wording.percent(request.powerOrDefault()))));
            return List.copyOf(warnings);
        }
        if (minimumDetectable == null && request.claimOrDefault() != DesignClaim.EQUIVALENCE) {
            warnings.add(
                    "minimum_detectable_effect is null: with these units no effect that the metric can have is found with "
                            + "a power of %s.".formatted(Wording.percent(request.powerOrDefault())));
        }
        approximation(perArm, warnings);
        Double power = solution.power();
        if (power != null && power < LOW_POWER && request.solve() != Solve.PRECISION) {
            warnings.add("With a power of %s the experiment would rather miss the effect than find it."
                    .formatted(Wording.percent(power)));
        }
        if (duration != null && duration.weeks() != null && duration.weeks() < FEWEST_WEEKS) {
            warnings.add(
                    "One week sees every weekday once, and the first is rarely like the others: run for at least two.");
        }
        if (withoutEffect) {
            warnings.add(
                    "minimum_detectable_effect is null at points of the curves where no effect that the metric can have "
                            + "is found with the wanted power.");
        }
        if (plan.looks().stream().anyMatch(look -> look.zBound() == null)) {
            warnings.add("z_bound is null at looks that cannot stop: next to no alpha may be spent so early.");
        }
        return List.copyOf(warnings);
    }

    private void approximation(List<Long> perArm, List<String> warnings) {
        DesignRequest request = solution.model().request();
        PlannedMetric metric = request.metric().planned();
        double fewest = perArm.stream().mapToDouble(Long::doubleValue).min().orElseThrow();
        if (request.metric().kind() == MetricKind.PROPORTION) {
            Double effect = solution.effect();
            double treatment = effect == null ? metric.mean() : metric.treatmentMean(request.scaleOrDefault(), effect);
            double rarest = Math.min(
                    Math.min(metric.mean(), 1 - metric.mean()), Math.max(0, Math.min(treatment, 1 - treatment)));
            if (fewest * rarest < FEWEST_EVENTS) {
                warnings.add(
                        "So few conversions (or units without one) are expected in an arm that the normal approximation "
                                + "behind these figures is poor. Plan for more units.");
            }
        } else if (fewest < FEWEST_UNITS) {
            warnings.add(
                    "With so few units in an arm the readout's Student's t needs more of an effect than the normal "
                            + "distribution behind these figures. Plan for a few units more.");
        }
        double noise = Math.sqrt(metric.designEffect() * metric.variance().control() / perArm.getFirst());
        if (request.testScaleOrDefault() == Scale.RELATIVE
                && Math.abs(metric.mean()) <= Normal.upperQuantile(0.025) * noise) {
            warnings.add(
                    "The control mean is not told from 0 by its own units, so that an effect relative to it will have no "
                            + "interval. Plan for an absolute effect.");
        }
    }

    String interpretation() {
        DesignRequest request = solution.model().request();
        List<Long> perArm = solution.perArm();
        Double effect = solution.effect();
        Double power = solution.power();
        if (perArm == null) {
            return "No number of units up to 1e15 will do.";
        }
        String units = units(perArm);
        if (effect == null || power == null) {
            return "With %s no effect is found with a power of %s."
                    .formatted(units, Wording.percent(request.powerOrDefault()));
        }
        String sentence = request.solve() == Solve.PRECISION
                ? "With %s the %s interval of the effect reaches %s to either side."
                        .formatted(units, Wording.percent(1 - solution.model().level()), size(effect))
                : "With %s the experiment %s with a probability of %s."
                        .formatted(units, shown(effect), Wording.percent(power));
        return sentence + decision() + weeks();
    }

    private static String units(List<Long> perArm) {
        long first = perArm.getFirst();
        String total = Wording.count(perArm.stream().mapToLong(Long::longValue).sum());
        return perArm.stream().allMatch(n -> n == first)
                ? "%s in each of %d arms (%s in all)".formatted(Wording.units((double) first), perArm.size(), total)
                : "%s units in all (%s)"
                        .formatted(
                                total,
                                String.join(
                                        ", ",
                                        perArm.stream().map(Wording::count).toList()));
    }

    private String shown(double effect) {
        DesignRequest request = solution.model().request();
        String margin = size(request.marginOrDefault());
        return switch (request.claimOrDefault()) {
            case DIFFERENCE -> "finds an effect of " + size(effect);
            case SUPERIORITY ->
                request.marginOrDefault() == 0
                        ? "shows a gain if the effect is " + size(effect)
                        : "shows a gain of more than %s if the effect is %s".formatted(margin, size(effect));
            case NON_INFERIORITY -> "shows a loss of less than %s if the effect is %s".formatted(margin, size(effect));
            case EQUIVALENCE ->
                "shows an effect of less than %s either way if it is %s".formatted(margin, size(effect));
        };
    }

    private String size(double effect) {
        return solution.model().request().scaleOrDefault() == Scale.RELATIVE
                ? Wording.percent(effect) + " of the control mean"
                : Wording.digits(effect);
    }

    private String decision() {
        Double power = solution.decisionPower();
        return power == null
                ? ""
                : " That and all guardrails held, the decision to ship, has a probability of %s."
                        .formatted(Wording.percent(power));
    }

    private String weeks() {
        Long weeks = duration == null ? null : duration.weeks();
        if (weeks == null) {
            return "";
        }
        return " It takes " + Wording.count(weeks) + (weeks == 1 ? " week." : " weeks.");
    }
}
