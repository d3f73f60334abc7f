package io.assay.model.judgement;

import io.assay.statistics.classification.Confusion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What taking rows from a threshold on comes to. */
@Schema(name = "ThresholdReading")
public record ThresholdReading(
        @Schema(description = "Rows of this probability or more are taken for positive")
        double value,

        @Schema(description = "How it was chosen") Chosen chosen,

        @Schema(description = "Rows, or their weight, by what they are and what they are taken for")
        Confusion confusion,

        @Schema(description = "What follows, with intervals")
        Map<String, Measured> rates,

        @Schema(description = "What errors cost at it; null where costs are not known") @Nullable
        Cost cost) {

    /** How a threshold was chosen. */
    public enum Chosen {
        /** By who asked, or by the run that the model is of. */
        GIVEN,
        /** By costs, on these very rows. */
        COSTS,
        /** By costs, on other rows: those of the cross-validation, each judged by a model that had not seen it. */
        OUT_OF_FOLD,
        CAPACITY,
        DEFAULT
    }

    /** What errors cost. */
    @Schema(name = "ThresholdCost")
    public record Cost(
            @Schema(description = "All errors") double total,

            @Schema(description = "Per row, or unit of weight")
            double perRow,

            @Schema(description = "All errors if no row were taken")
            double takingNone,

            @Schema(description = "All errors if every row were taken")
            double takingAll,

            @Schema(description = "The cheapest threshold if the probabilities were right: c_fp/(c_fp + c_fn)")
            double ifCalibrated) {}
}
