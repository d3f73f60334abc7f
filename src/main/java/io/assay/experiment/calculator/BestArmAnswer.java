package io.assay.experiment.calculator;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.List;

/** How likely each arm is the best. */
record BestArmAnswer(
        @Schema(description = "One per arm; they sum to 1") List<Double> probabilities,

        @Schema(description = "Place of the arm that is most likely the best, from 0")
        int best) {

    static BestArmAnswer of(BestArmRequest request) {
        List<Double> probabilities = request.probabilities();
        return new BestArmAnswer(probabilities, probabilities.indexOf(Collections.max(probabilities)));
    }
}
