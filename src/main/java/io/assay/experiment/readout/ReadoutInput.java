package io.assay.experiment.readout;

import io.assay.statistics.sampleratio.Look;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a readout is made from.
 *
 * @param alpha error rate of each family of hypotheses
 * @param arms at least two
 * @param control index of the arm that the others are compared with
 * @param plan what was decided before the data
 * @param start first day; null where it is not known
 * @param end day after the last; null where it is not known
 * @param inferences those asked for; empty for the plan's and fixed-horizon
 * @param multiplicity how families are corrected
 * @param metrics at least one
 * @param compareArms whether treatments are compared with each other as well
 * @param phases units per arm under each set of weights; empty where the weights never changed
 * @param history what is known of earlier looks beside the plan
 */
public record ReadoutInput(
        double alpha,
        List<Arm> arms,
        int control,
        Plan plan,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        Set<InferenceKind> inferences,
        MultiplicityMethod multiplicity,
        List<MetricInput> metrics,
        boolean compareArms,
        List<Look> phases,
        History history) {

    /**
     * One arm.
     *
     * @param key its name
     * @param weight its planned share, in any unit
     * @param n units assigned; null where the primary metric's are all
     */
    public record Arm(String key, double weight, @Nullable Long n) {}

    public ReadoutInput {
        arms = List.copyOf(arms);
        inferences = Set.copyOf(inferences);
        metrics = List.copyOf(metrics);
        phases = List.copyOf(phases);
    }

    /** Where no more is known of earlier looks than the plan says. */
    public ReadoutInput(
            double alpha,
            List<Arm> arms,
            int control,
            Plan plan,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            Set<InferenceKind> inferences,
            MultiplicityMethod multiplicity,
            List<MetricInput> metrics,
            boolean compareArms,
            List<Look> phases) {
        this(
                alpha,
                arms,
                control,
                plan,
                start,
                end,
                inferences,
                multiplicity,
                metrics,
                compareArms,
                phases,
                History.NONE);
    }

    /** The same data under another plan, at a later look. */
    public ReadoutInput with(Plan anotherPlan, History anotherHistory) {
        return new ReadoutInput(
                alpha,
                arms,
                control,
                anotherPlan,
                start,
                end,
                inferences,
                multiplicity,
                metrics,
                compareArms,
                phases,
                anotherHistory);
    }
}
