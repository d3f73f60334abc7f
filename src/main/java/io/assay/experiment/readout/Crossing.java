package io.assay.experiment.readout;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A boundary that was crossed at a look: a primary or secondary metric was significant under the inference that could be
 * acted on, or a guardrail was found held or breached. What a look rejected is rejected for good, as that look's share of
 * the error was spent on it.
 *
 * @param metric its key
 * @param arm key of the arm that was compared with control
 * @param look counted from 1
 * @param better whether in the good direction: of a guardrail that it was held, not that it was breached
 */
@Schema(name = "BoundaryCrossing")
public record Crossing(
        @Schema(description = "Key of the metric") String metric,

        @Schema(description = "Key of the arm that was compared with control")
        String arm,

        @Schema(description = "The look at which it was crossed, counted from 1")
        int look,

        @Schema(description = "Whether in the good direction; of a guardrail: held (true) or breached (false)")
        boolean better) {}
