package io.assay.experiment.readout;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Did it work, which number may be acted on today, what speaks against believing it, and what to do. */
@Schema(name = "Readout")
public record Readout(
        Overall decision,

        @Schema(description = "Every arm but control, with its own decision")
        List<Arm> arms,

        @Schema(description = "Where the experiment stands in its plan")
        Progress plan,

        double alpha,

        @Schema(description = "How each family of hypotheses was corrected")
        List<FamilyReadout> families,

        List<MetricReadout> metrics,

        @Schema(description = "Of the experiment; each metric has its own as well")
        List<Check> checks,

        List<String> warnings) {

    /** Whether the units did not come as planned, today or by what is known of earlier readouts. */
    public boolean sampleRatioFailed() {
        return ExperimentChecks.sampleRatioFailed(checks);
    }

    /** The inference that may be acted on today, the same for every metric. */
    public InferenceKind actedOn() {
        return metrics.getFirst().actOn().inference();
    }

    /**
     * The boundaries that are crossed now: of primary and secondary metrics where they are significant under the inference
     * that may be acted on, of guardrails where they are held or breached. None where the decision is invalid, as that says
     * that no figure of any arm can be believed, and none at a look that spends nothing.
     *
     * @param look the number under which they are remembered, from 1
     */
    public List<Crossing> crossings(int look) {
        if (decision.decision() == Decision.Verdict.INVALID || plan.nothingCrossesBecause() != null) {
            return List.of();
        }
        List<Crossing> crossings = new ArrayList<>();
        for (MetricReadout metric : metrics) {
            if (metric.role() == Role.EXPLORATORY) {
                continue;
            }
            for (ComparisonReadout comparison : metric.comparisons()) {
                MetricVerdict verdict = new MetricVerdict(metric, comparison);
                if (verdict.isBetterToday() || verdict.isWorseToday()) {
                    crossings.add(new Crossing(metric.key(), comparison.arm(), look, verdict.isBetterToday()));
                }
            }
        }
        return crossings;
    }

    /** The decision on the experiment: that of the best arm that may be shipped, else of those that are left. */
    @Schema(name = "ReadoutOverall")
    public record Overall(
            Decision.Verdict decision,

            @Schema(description = "The arm to ship; null where there is none") @Nullable
            String arm,

            @Schema(description = "The first rule that matched")
            Decision.Rule rule,

            @Schema(description = "In words") String sentence) {}

    /** One arm. */
    @Schema(name = "ReadoutArm")
    public record Arm(String key, Decision decision) {}

    /** Where the experiment stands. */
    @Schema(name = "ReadoutProgress")
    public record Progress(
            InferenceKind kind,

            @Schema(description = "Units of all arms together")
            long n,

            @Nullable Long plannedTotalN,

            @Schema(description = "n over planned_total_n; null where nobody fixed that") @Nullable
            Double informationFraction,

            @Schema(
                    description =
                            "What it would have cost to read fixed-horizon or bayesian figures at every look and to "
                                    + "stop at the first that says so")
            NaiveErrorRate errorRateIfStoppingWasPossible,

            @Schema(
                    description =
                            "Why no boundary can newly be crossed at this look, which spends nothing of alpha; where "
                                    + "that is so")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String nothingCrossesBecause) {}

    /** A family of hypotheses under the inference that may be acted on. */
    @Schema(name = "ReadoutFamily")
    public record FamilyReadout(
            Role role,
            @Schema(description = "Metrics times arms") int hypotheses,

            @Schema(description = "none for guardrails, each of which decides by itself")
            MultiplicityMethod correction,

            @Schema(description = "Whether the intervals hold all together, as those of single-step procedures do")
            boolean simultaneous) {}
}
