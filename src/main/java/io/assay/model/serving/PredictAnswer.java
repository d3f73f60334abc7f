package io.assay.model.serving;

import io.assay.model.evaluation.Explanation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a version says of rows. It says in the document what {@link ScoreWriter} writes. */
@Schema(name = "Predictions")
record PredictAnswer(
        String model,
        int version,

        @Schema(description = "By which the version was asked for; null where it was by its number") @Nullable
        String alias,

        @Schema(description = "SHA-256 of the model's document")
        String sha256,

        @Schema(description = "The column that is predicted")
        String target,

        @Schema(description = "From which probability on a row is taken for positive; null where nobody decided")
        @Nullable
        Double threshold,

        @Schema(description = "What lenient let pass") List<String> warnings,

        @Schema(description = "In the order of the rows") List<Row> predictions) {

    /** A row. */
    @Schema(name = "RowPrediction")
    record Row(
            @Schema(description = "By which its outcome will be known")
            String id,

            @Schema(description = "By class, of two the positive one, its probability; or the target's value")
            Map<String, Double> prediction,

            @Schema(description = "Of two classes by the threshold, of several the likeliest; else null") @Nullable
            String label,

            @Schema(description = "What there is to know of the row")
            List<Flag> flags,

            @Schema(description = "Why; null where nobody asked") @Nullable
            Why explanation) {}

    /** Something to know of a row. */
    @Schema(name = "PredictionFlag")
    record Flag(
            @Schema(description = "The column; of a feature of several columns all of them")
            String column,

            RowMarks.Mark flag) {}

    /** Why a row has its margin: base, contributions and others add up to it. */
    @Schema(name = "PredictionExplanation")
    record Why(
            @Schema(description = "The class that is explained, or the target")
            String of,

            Explanation.Unit unit,

            @Schema(description = "The margin of a row of which nothing is known")
            double base,

            @Schema(description = "What the model adds up, before calibration")
            double margin,

            @Schema(description = "The columns that say most, the loudest first")
            List<Reason> reasons,

            @Schema(description = "What all other columns say together")
            double others) {}

    /** What a column says. */
    @Schema(name = "PredictionReason")
    record Reason(
            String column,

            @Schema(description = "What the row has there, of several columns a list", implementation = Object.class)
            @Nullable
            Object value,

            @Schema(description = "What the features made of it mean, in the words of the pipeline") @Nullable
            String meaning,

            @Nullable String unit,

            @Schema(description = "Its part in the margin") double contribution,

            @Schema(description = "raises or lowers") String direction) {}
}
