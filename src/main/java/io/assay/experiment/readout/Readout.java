package io.assay.experiment.readout;

import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
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

    /** The decision on the experiment: that of the best arm that may be shipped, else of those that are left. */
    @Schema(name = "ReadoutOverall")
    record Overall(
            Decision.Verdict decision,

            @Schema(description = "The arm to ship; null where there is none") @Nullable
            String arm,

            @Schema(description = "The first rule that matched")
            Decision.Rule rule,

            @Schema(description = "In words") String sentence) {}

    /** One arm. */
    @Schema(name = "ReadoutArm")
    record Arm(String key, Decision decision) {}

    /** Where the experiment stands. */
    @Schema(name = "ReadoutProgress")
    record Progress(
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
            NaiveErrorRate errorRateIfStoppingWasPossible) {}

    /** A family of hypotheses under the inference that may be acted on. */
    @Schema(name = "ReadoutFamily")
    record FamilyReadout(
            Role role,
            @Schema(description = "Metrics times arms") int hypotheses,

            @Schema(description = "none for guardrails, each of which decides by itself")
            MultiplicityMethod correction,

            @Schema(description = "Whether the intervals hold all together, as those of single-step procedures do")
            boolean simultaneous) {}
}
