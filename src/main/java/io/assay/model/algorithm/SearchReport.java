package io.assay.model.algorithm;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * How hyperparameters were found.
 *
 * @param rungs the stages, each with fewer candidates on more rows
 * @param complete whether the time was enough
 */
@Schema(name = "SearchReport")
public record SearchReport(
        @Schema(description = "What candidates were ranked by, the less the better", example = "log_loss")
        String measure,

        List<Rung> rungs,

        @Schema(description = "Whether the time was enough for all of it; else the best so far was taken")
        boolean complete) {

    /** A stage. */
    @Schema(name = "SearchRung")
    public record Rung(
            @Schema(description = "Rows that candidates were trained and ranked on")
            int rows,

            @Schema(description = "The candidates, the best first")
            List<Trial> trials) {}

    /** A candidate on a stage. */
    @Schema(name = "SearchTrial")
    public record Trial(
            @Schema(description = "What is not the default", implementation = Object.class)
            ObjectNode hyperparameters,

            @Schema(description = "Mean over the inner folds of the measure")
            double loss) {}
}
