package io.assay.model.evaluation;

import io.assay.model.scoring.LinearModel;
import io.assay.model.scoring.Model;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the columns say of rows: base and contributions add up to the margin, which is checked. */
@Schema(name = "RowExplanations")
public record ExplainAnswer(
        Explanation.Method method,

        @Schema(description = "In what the model adds up, before calibration")
        Explanation.Unit unit,

        @Schema(description = "By class, or value: the sum before anything is known of a row")
        Map<String, Double> base,

        @Schema(description = "In the order in which they were given")
        List<Row> rows,

        @Schema(description = "Of a linear model what it is made of; else null") @Nullable
        Linear linear) {

    /** A row. */
    @Schema(name = "RowExplanation")
    public record Row(
            @Schema(description = "By class, or value: as it would be served, and so calibrated")
            Map<String, Double> prediction,

            @Schema(description = "By class, or value: what the model adds up")
            Map<String, Double> margin,

            @Schema(description = "By class, or value, and by column: its part in the margin")
            Map<String, Map<String, Double>> contributions) {}

    /** A linear model. */
    @Schema(name = "LinearTerms")
    public record Linear(
            @Schema(description = "By class, or value") Map<String, Double> intercept,

            @Schema(description = "By class, or value, and by feature")
            Map<String, Map<String, Double>> coefficients) {

        static @Nullable Linear of(Model model, List<String> outputs) {
            if (!(model instanceof LinearModel linear)) {
                return null;
            }
            Map<String, Double> intercept = new LinkedHashMap<>();
            Map<String, Map<String, Double>> coefficients = new LinkedHashMap<>();
            for (int output = 0; output < outputs.size(); output++) {
                intercept.put(outputs.get(output), linear.intercepts()[output]);
                Map<String, Double> ofFeatures = new LinkedHashMap<>();
                for (int feature = 0; feature < linear.names().size(); feature++) {
                    ofFeatures.put(linear.names().get(feature), linear.coefficients()[output][feature]);
                }
                coefficients.put(outputs.get(output), ofFeatures);
            }
            return new Linear(intercept, coefficients);
        }
    }
}
