package io.assay.experiment.readout;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.Direction;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.OrderStatistics;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.moments.Strata;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.Spending;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks metric kinds x adjustments x inferences x multiplicity x alternatives over three arms: every combination either has
 * finite figures that agree with each other, or a reason in words, and none throws.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReadoutMatrixTests {

    /** A metric of a kind under an adjustment. */
    private record Cell(
            String name,
            MetricKind kind,
            Metric metric,
            Adjustment adjustment,
            List<ArmData> data,
            @Nullable List<Proportion> counts) {}

    static Stream<ReadoutInput> matrix() {
        List<ReadoutInput> inputs = new ArrayList<>();
        for (Cell cell : cells()) {
            for (MultiplicityMethod multiplicity : MultiplicityMethod.values()) {
                for (Alternative alternative : Alternative.values()) {
                    for (InferenceKind planned : InferenceKind.values()) {
                        inputs.add(input(cell, multiplicity, alternative, planned));
                    }
                }
            }
        }
        return inputs.stream();
    }

    private static ReadoutInput input(
            Cell cell, MultiplicityMethod multiplicity, Alternative alternative, InferenceKind planned) {
        MetricInput plain = Inputs.metric(
                cell.name(),
                cell.kind(),
                Role.PRIMARY,
                Direction.INCREASE,
                cell.metric(),
                cell.adjustment(),
                cell.data(),
                cell.counts());
        MetricInput metric = new MetricInput(
                plain.key(),
                plain.kind(),
                plain.role(),
                plain.direction(),
                plain.metric(),
                plain.adjustment(),
                plain.data(),
                plain.counts(),
                plain.skewness(),
                null,
                alternative,
                null,
                null,
                0.1,
                0.05,
                0.5,
                1e6);
        MetricInput guardrail = Inputs.metric(
                "guard " + cell.name(),
                cell.kind(),
                Role.GUARDRAIL,
                Direction.DECREASE,
                cell.metric(),
                cell.adjustment(),
                cell.data(),
                cell.counts());
        Plan plan = new Plan(
                planned,
                6000.0,
                1,
                List.of(1500.0),
                4,
                false,
                new Spending.Pocock(),
                AlwaysValidMethod.ASYMPTOTIC,
                null,
                null);
        ReadoutInput input = Inputs.input(plan, multiplicity, metric, guardrail);
        return new ReadoutInput(
                input.alpha(),
                input.arms(),
                input.control(),
                plan,
                null,
                null,
                EnumSet.allOf(InferenceKind.class),
                multiplicity,
                input.metrics(),
                true,
                List.of());
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        Quantity covariate = new Quantity.MeanOf(1);
        Quantity ofRatio = new Quantity.RatioOf(2, 3);
        List<Adjustment> ofMean = List.of(
                new Adjustment.None(),
                Adjustment.Cuped.ofMean(List.of(covariate)),
                new Adjustment.PostStratification(List.of()),
                new Adjustment.PostStratification(List.of(covariate)));
        List<Adjustment> ofRatios = List.of(
                new Adjustment.None(),
                Adjustment.Cuped.ofRatio(List.of(ofRatio)),
                new Adjustment.PostStratification(List.of()),
                new Adjustment.PostStratification(List.of(ofRatio)));
        for (Adjustment adjustment : ofMean) {
            boolean plain = adjustment instanceof Adjustment.None;
            cells.add(new Cell(
                    "proportion " + adjustment,
                    MetricKind.PROPORTION,
                    new Metric.Proportion(),
                    adjustment,
                    arms(Samples::binaryWithCovariate),
                    plain ? Samples.counts() : null));
            cells.add(new Cell(
                    "mean " + adjustment,
                    MetricKind.MEAN,
                    new Metric.Mean(),
                    adjustment,
                    arms(Samples::valueWithCovariate),
                    null));
            cells.add(new Cell(
                    "count " + adjustment,
                    MetricKind.COUNT,
                    new Metric.Mean(),
                    adjustment,
                    arms(Samples::valueWithCovariate),
                    null));
            cells.add(new Cell(
                    "quantile " + adjustment,
                    MetricKind.QUANTILE,
                    new Metric.Quantile(0.9),
                    adjustment,
                    List.of(
                            new OrderStatistics(1000, 1000, 10, 9.5, 10.4, null),
                            new OrderStatistics(1000, 1000, 11, 10.5, 11.4, null),
                            new OrderStatistics(1000, 1000, 10.2, 9.7, 10.7, null)),
                    null));
        }
        for (Adjustment adjustment : ofRatios) {
            cells.add(new Cell(
                    "ratio " + adjustment,
                    MetricKind.RATIO,
                    new Metric.Ratio(),
                    adjustment,
                    arms(Samples::ratioWithCovariate),
                    null));
        }
        return cells;
    }

    private interface Sample {
        Moments of(int arm, int stratum);
    }

    private static List<ArmData> arms(Sample sample) {
        List<ArmData> arms = new ArrayList<>();
        for (int arm = 0; arm < 3; arm++) {
            arms.add(new Strata(List.of(
                    new Strata.Stratum("new", sample.of(arm, 0)), new Strata.Stratum("old", sample.of(arm, 1)))));
        }
        return arms;
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyCombinationHasAnAnswerOrAReason(ReadoutInput input) {
        Readout readout = Readouts.read(input);
        assertThat(readout.metrics()).hasSize(2);
        for (MetricReadout metric : readout.metrics()) {
            assertThat(metric.comparisons()).hasSize(2);
            metric.comparisons().forEach(comparison -> check(input, metric, comparison));
            assertThat(metric.armsAgainstEachOther()).hasSize(1);
        }
        assertThat(readout.decision().sentence()).isNotBlank();
    }

    private static void check(ReadoutInput input, MetricReadout metric, ComparisonReadout comparison) {
        assertThat(comparison.results()).hasSize(InferenceKind.values().length);
        for (InferenceReadout result : comparison.results()) {
            Double p = result.pValue();
            if (p == null) {
                assertThat(metric.warnings())
                        .anyMatch(warning -> warning.contains("p_value is null")
                                && warning.contains(result.inference().name().toLowerCase(Locale.ROOT)));
                continue;
            }
            assertThat(p).isBetween(0.0, 1.0);
            assertThat(result.adjustedPValue()).isBetween(p, 1.0);
            Double level = result.testedAt();
            assertThat(level).isPositive().isLessThanOrEqualTo(input.alpha());
            boolean significant = Boolean.TRUE.equals(result.significant());
            assertThat(significant)
                    .isEqualTo(result.adjustedPValue() != null && result.adjustedPValue() < input.alpha());
            Effect decisive = result.absolute();
            assertThat(decisive).as(metric.warnings().toString()).isNotNull();
            if (decisive != null && level != null) {
                assertThat(decisive.level()).isEqualTo(1 - level);
                assertThat(decisive.containsZero()).isEqualTo(!significant);
            }
        }
        assertThat(metric.role() == Role.GUARDRAIL).isEqualTo(comparison.guardrail() != null);
        Guardrail guardrail = comparison.guardrail();
        if (guardrail != null && guardrail.lossAtMost() != null && guardrail.lossAtLeast() != null) {
            assertThat(guardrail.status() == Guardrail.Status.HELD)
                    .isEqualTo(guardrail.lossAtMost() < guardrail.toleratedLoss());
            assertThat(guardrail.status() == Guardrail.Status.BREACHED)
                    .isEqualTo(guardrail.lossAtLeast() > guardrail.toleratedLoss());
        }
    }
}
