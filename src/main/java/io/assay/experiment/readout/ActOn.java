package io.assay.experiment.readout;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The one inference that may be acted on today.
 *
 * @param inference its name
 * @param reason why that one
 */
public record ActOn(
        InferenceKind inference,
        @Schema(description = "Why that one") String reason) {

    /** Of a metric for which nothing was planned. */
    ActOn forExploration() {
        return new ActOn(
                inference,
                reason + " Nobody registered this metric before the data: take what it shows as a question for the next"
                        + " experiment, not as an answer.");
    }
}
