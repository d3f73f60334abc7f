package io.assay.model.judgement;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several classes. */
@Schema(name = "ClassReadings")
public record ClassReadings(
        @Schema(description = "The classes, in the order of the table")
        List<ClassReading> classes,

        @Schema(
                description =
                        "Rows, or their weight: a row of the table for what they are, a column for the likeliest class")
        List<List<Double>> confusion) {

    /** One class against all others. */
    @Schema(name = "ClassReading")
    public record ClassReading(
            @Schema(description = "Its name") String label,

            @Schema(description = "How many rows are of it") long rows,

            @Schema(description = "TP/(TP + FP) of the likeliest class; null where it never is") @Nullable
            Double precision,

            @Schema(description = "TP/(TP + FN) of the likeliest class; null without a row") @Nullable
            Double recall,

            @Schema(description = "The harmonic mean of the two") @Nullable
            Double f1,

            @Schema(description = "Area under the ROC curve of its probability, with its interval")
            Measured rocAuc) {}
}
