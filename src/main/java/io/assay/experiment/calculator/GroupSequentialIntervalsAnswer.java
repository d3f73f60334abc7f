package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.experiment.SharedRules;
import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.StagewiseInference;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the looks of group-sequential experiments say. */
record GroupSequentialIntervalsAnswer(List<Comparison> comparisons, List<String> warnings) {

    /** One comparison. */
    @Schema(name = "GroupSequentialReading")
    record Comparison(
            List<Look> looks,

            @Schema(description = "If the experiment ended with the last look: inference corrected for stopping then")
            @Nullable
            StagewiseInference afterStopping) {}

    /** One look. */
    @Schema(name = "GroupSequentialLook")
    record Look(
            double informationFraction,
            double effect,
            double standardError,
            double z,

            @Schema(description = "What z (two-sided |z|) must reach; null where the look cannot stop") @Nullable
            Double zBound,

            boolean rejected,

            @Schema(
                    description =
                            "Repeated confidence interval: holds at all looks together, whatever stops the experiment")
            @Nullable
            Interval interval) {}

    static GroupSequentialIntervalsAnswer of(GroupSequentialIntervalsRequest request) {
        List<Comparison> comparisons = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < request.comparisons().size(); i++) {
            comparisons.add(comparison(request, i, warnings));
        }
        boolean unbounded = comparisons.stream()
                .anyMatch(comparison -> comparison.looks().stream().anyMatch(look -> look.interval() == null));
        if (unbounded) {
            warnings.add("interval is null at looks that cannot stop: no alpha is spent there, so nothing bounds it.");
        }
        return new GroupSequentialIntervalsAnswer(List.copyOf(comparisons), List.copyOf(warnings));
    }

    private static Comparison comparison(GroupSequentialIntervalsRequest request, int index, List<String> warnings) {
        List<ObservedEffect> observed = request.comparisons().get(index).looks();
        List<ObservedEffect.Values> values = IntStream.range(0, observed.size())
                .mapToObj(k -> observed.get(k)
                        .values("comparisons/%d/looks/%d".formatted(index, k), Defaults.alpha(request.alpha())))
                .toList();
        double planned = request.plannedN();
        List<Double> fractions =
                values.stream().map(value -> value.n() / planned).toList();
        if (!SharedRules.isIncreasing(fractions)) {
            throw new InvalidInputException(
                    "comparisons/%d/looks".formatted(index), "must have more units at every look than before");
        }
        GroupSequentialPlan plan = request.plan(fractions);
        List<Look> looks = IntStream.range(0, values.size())
                .mapToObj(k -> look(plan, k, values.get(k)))
                .toList();
        ObservedEffect.Values last = values.getLast();
        Outcome<StagewiseInference> stagewise =
                StagewiseInference.atLastLook(plan, last.effect(), last.standardError());
        String reason = stagewise.reasonOrNull();
        if (reason != null) {
            warnings.add("comparisons/%d: after_stopping is null: %s.".formatted(index, reason));
        }
        return new Comparison(looks, stagewise.valueOrNull());
    }

    private static Look look(GroupSequentialPlan plan, int k, ObservedEffect.Values value) {
        GroupSequentialPlan.Look bound = plan.looks().get(k);
        double z = value.effect() / value.standardError();
        return new Look(
                bound.informationFraction(),
                value.effect(),
                value.standardError(),
                z,
                bound.zBound(),
                plan.stopsAt(k, z),
                plan.repeatedInterval(k, value.effect(), value.standardError()));
    }
}
