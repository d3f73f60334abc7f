package io.assay.experiment;

import io.assay.statistics.sampleratio.SampleRatio;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the arms got the share of the units that was planned. */
record SrmAnswer(
        @Schema(description = "Reading of the deciding p-value: fail below 0.001, warn below 0.01")
        SampleRatio.Verdict verdict,

        @Schema(description = "Chi-square p-value; null where units came in an arm of weight 0") @Nullable
        Double pValue,

        @Schema(
                description = "Exact multinomial (two arms: binomial) p-value, where an expected count is under 10 or "
                        + "there are fewer than 1,000 units; it decides then")
        @Nullable
        Double exactPValue,

        @Schema(
                description =
                        "Smallest always-valid p-value over the looks (Lindon and Malek 2022); it decides where looks are given")
        @Nullable
        Double alwaysValidPValue,

        @Schema(description = "The test behind the verdict") SampleRatio.Basis decidedBy,
        @Nullable Double chiSquare,
        int degreesOfFreedom,

        @Schema(description = "log10 of p_value, finite where p_value underflows") @Nullable
        Double log10PValue,

        @Schema(description = "Chi-square p-value with Yates' correction, for two arms") @Nullable
        Double continuityCorrectedPValue,

        List<SampleRatio.Arm> arms,
        SampleRatio.OnePercentRule onePercentRule,
        List<SampleRatio.LookResult> looks,
        @Schema(description = "The answer in a sentence") String interpretation,

        @Schema(description = "What reading the counts again and again does to each test")
        String note,

        List<String> warnings) {

    private static final String ONCE =
            "This p-value assumes that the counts are looked at once; send looks if you watch them. ";

    private static final String ON_PEEKING =
            "Read daily for four weeks at p < 0.01 the chi-square test alarms on about "
                    + "7 % of healthy experiments, at p < 0.001 on 0.9 %; the always-valid test holds its level however often "
                    + "it is read, and needs more data to see the same mismatch.";

    static SrmAnswer of(SrmRequest request) {
        SampleRatio ratio = request.isSequential()
                ? SampleRatio.sequential(request.asLooks())
                : SampleRatio.once(request.asLooks().getFirst());
        return new SrmAnswer(
                ratio.verdict(),
                ratio.pValue(),
                ratio.exactPValue(),
                ratio.alwaysValidPValue(),
                ratio.decidedBy(),
                ratio.chiSquare(),
                ratio.degreesOfFreedom(),
                ratio.log10PValue(),
                ratio.continuityCorrectedPValue(),
                ratio.arms(),
                ratio.onePercentRule(),
                ratio.looks(),
                interpretation(ratio),
                (request.isSequential() ? "" : ONCE) + ON_PEEKING,
                ratio.warnings());
    }

    private static String interpretation(SampleRatio ratio) {
        Double p = ratio.decidingPValue();
        String evidence = p == null ? "" : " (" + Wording.pValue(p) + ")";
        return switch (ratio.verdict()) {
            case PASS -> "The arms got the shares that were planned, as far as these counts can tell" + evidence + ".";
            case WARN ->
                "The shares are unusual" + evidence
                        + ": look at assignment and logging before you trust the experiment.";
            case FAIL ->
                "Sample ratio mismatch" + evidence
                        + ": do not trust any result of this experiment until the cause is found.";
        };
    }
}
