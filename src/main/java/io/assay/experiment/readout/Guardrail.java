package io.assay.experiment.readout;

import io.assay.experiment.readout.MetricInput.Tolerance;
import io.assay.statistics.Direction;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether an arm keeps a guardrail, by one-sided bounds of level 1 - alpha under the inference that may be acted on. */
@Schema(name = "GuardrailReadout")
public record Guardrail(
        Status status,

        @Schema(description = "Loss that is tolerated, on the scale")
        double toleratedLoss,

        Scale scale,
        InferenceKind inference,

        @Schema(description = "Loss that is not exceeded at level 1 - alpha; below 0 for a gain") @Nullable
        Double lossAtMost,

        @Schema(description = "Loss that is reached at level 1 - alpha; below 0 for a gain") @Nullable
        Double lossAtLeast,

        @Schema(description = "Of a loss of at least the tolerated one; decides, uncorrected") @Nullable
        Double pValue,

        @Schema(
                description =
                        "Corrected for the family of guardrails and arms, by Bonferroni where multiplicity is none or dunnett")
        @Nullable
        Double adjustedPValue,

        @Schema(description = "Why there is no loss_at_most; null where there is") @Nullable
        String reason) {

    /** What the bounds say. */
    public enum Status {
        /** The loss is below the tolerated one at level 1 - alpha. */
        HELD,
        /** It is above, at level 1 - alpha. */
        BREACHED,
        /** Neither is known. */
        UNRESOLVED
    }

    static Guardrail of(Contrast contrast, Tolerance tolerance, Inference inference, double alpha) {
        boolean increase = contrast.metric().direction() == Direction.INCREASE;
        Alternative good = increase ? Alternative.GREATER : Alternative.LESS;
        Alternative bad = increase ? Alternative.LESS : Alternative.GREATER;
        Outcome<Effect> atBest = inference.effect(contrast, tolerance.scale(), bad, alpha);
        Outcome<Effect> atWorst = inference.effect(contrast, tolerance.scale(), good, alpha);
        Double lossAtMost = loss(atWorst.valueOrNull(), increase, true);
        Double lossAtLeast = loss(atBest.valueOrNull(), increase, false);
        double margin = increase ? -tolerance.loss() : tolerance.loss();
        Double held = pValue(contrast, inference, tolerance.scale(), margin, good);
        Double breached = pValue(contrast, inference, tolerance.scale(), margin, bad);
        return new Guardrail(
                isBeyond(held, alpha, lossAtMost != null && lossAtMost < tolerance.loss())
                        ? Status.HELD
                        : isBeyond(breached, alpha, lossAtLeast != null && lossAtLeast > tolerance.loss())
                                ? Status.BREACHED
                                : Status.UNRESOLVED,
                tolerance.loss(),
                tolerance.scale(),
                inference.kind(),
                lossAtMost,
                lossAtLeast,
                held,
                null,
                atWorst.reasonOrNull());
    }

    private static @Nullable Double pValue(
            Contrast contrast, Inference inference, Scale scale, double margin, Alternative alternative) {
        return inference
                .pValue(contrast, new Hypothesis(scale, margin, alternative))
                .valueOrNull();
    }

    /** By the test, which may be had where a limit of the ratio is not; by the limit where there is no test. */
    private static boolean isBeyond(@Nullable Double pValue, double alpha, boolean limitBeyond) {
        return pValue == null ? limitBeyond : pValue < alpha;
    }

    /** The limit on one side, as a loss. */
    private static @Nullable Double loss(@Nullable Effect effect, boolean increase, boolean atMost) {
        if (effect == null) {
            return null;
        }
        Double limit = increase == atMost ? effect.lower() : effect.upper();
        return limit == null ? null : (Double) (increase ? -limit : limit);
    }

    Guardrail withAdjusted(@Nullable Double adjusted) {
        return new Guardrail(
                status, toleratedLoss, scale, inference, lossAtMost, lossAtLeast, pValue, adjusted, reason);
    }
}
