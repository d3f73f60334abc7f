package io.assay.model.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/** What is asked of a version that is to become champion. */
@Schema(name = "PromotionPolicy")
record PromotionPolicy(
        @Schema(
                description =
                        "How much worse than the champion's its metric may be, in the metric's own units, at the worse end of "
                                + "the paired 95 % interval of their difference. Without one 0.005 of roc_auc, and of others 1 % of "
                                + "the champion's value; a greater one takes an admin",
                example = "0.005")
        @Nullable
        @DecimalMin("0")
        Double margin,

        @Schema(
                description = "Whether its probabilities must mean what they say; false takes an admin",
                defaultValue = "true")
        @Nullable
        Boolean calibrated,

        @Schema(
                description = "Whether every feature must say what it means; false takes an admin",
                defaultValue = "true")
        @Nullable
        Boolean documented) {

    private static final double MARGIN = 0.005;
    private static final double SHARE = 0.01;

    static PromotionPolicy usual() {
        return new PromotionPolicy(null, null, null);
    }

    boolean mustBeCalibrated() {
        return !Boolean.FALSE.equals(calibrated);
    }

    boolean mustBeDocumented() {
        return !Boolean.FALSE.equals(documented);
    }

    /** Whether it leaves out a check that is usually made. */
    boolean leavesOut() {
        return !mustBeCalibrated() || !mustBeDocumented();
    }

    /** Whether a version may be worse by more than it usually may. */
    boolean isLaxer(String metric, @Nullable Double champion) {
        return marginOf(metric, champion) > usual().marginOf(metric, champion);
    }

    /** @param champion the champion's value of the metric; null where it has none */
    double marginOf(String metric, @Nullable Double champion) {
        if (margin != null) {
            return margin;
        }
        return metric.equals("roc_auc") || champion == null ? MARGIN : SHARE * Math.abs(champion);
    }
}
