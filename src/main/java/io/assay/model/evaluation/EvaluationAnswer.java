package io.assay.model.evaluation;

import io.assay.model.algorithm.SearchReport;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Judgement;
import io.assay.model.scoring.Task;
import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How good a model can be expected to be, and whether to believe it. */
@Schema(name = "ModelEvaluation")
public record EvaluationAnswer(
        Target target,

        Split split,

        @Schema(description = "The algorithm that was asked for, or the one that is chosen")
        String algorithm,

        @Schema(description = "The area under the ROC curve over the folds; null where there are not two classes")
        @Nullable
        Folded rocAuc,

        @Schema(description = "Average precision over the folds; null where there are not two classes") @Nullable
        Folded avgPrec,

        @Schema(description = "Why this algorithm") Choice choice,

        @Schema(description = "Every model that was tried, the baseline first and then the simplest")
        List<Model> models,

        @Schema(
                description =
                        "The chosen model's predictions of rows that it had not seen, of all folds together. Models of "
                                + "different folds made them, so its figures are not the means over the folds")
        Judgement outOfFold,

        @Schema(
                description =
                        "What makes probabilities mean what they say; null where there are not two classes or none was wanted")
        @Nullable
        Calibration calibration,

        @Schema(description = "How much columns say; null where it was not wanted") @Nullable
        Explanation explanation,

        @Schema(description = "The checklist that was gone through, with the evidence")
        List<Check> checks,

        Verdict verdict,

        @Schema(description = "Features that do not say what they mean")
        List<String> undocumented,

        @Schema(description = "What to know before believing it")
        List<String> warnings,

        @Schema(description = "Predictions of rows by models that had not seen them; null where they were not wanted")
        @Nullable
        Predictions predictions) {

    /** The outcome. */
    @Schema(name = "ModelTarget")
    public record Target(
            String column,
            Task task,

            @Schema(description = "The value that is 1; null where there are not two classes") @Nullable
            String positive,

            @Schema(description = "The classes by their number; none of a regression")
            List<String> labels,

            @Schema(
                    description =
                            "Whether several values are the negative class, so that others may come; null of a model that was "
                                    + "kept before this was")
            @Nullable
            Boolean rest,

            @Schema(description = "Rows with an outcome, which are used")
            int rows,

            @Schema(description = "Rows of each class; none of a regression")
            List<Integer> rowsByLabel,

            @Schema(description = "Rows without an outcome, which have no part in anything")
            int missing,

            @Schema(description = "SHA-256 of the content of the columns that were read, or of the dataset")
            String fingerprint) {}

    /** How rows were split. */
    @Schema(name = "ModelSplit")
    public record Split(
            SplitMethod method,

            @Schema(description = "Why so, in words") String reason,

            @Schema(description = "How many rounds") int folds,

            long seed,

            @Schema(description = "Rows that were judged once; the earliest in time are only learned from")
            int judged) {}

    /** A model that was tried. */
    @Schema(name = "TriedModel")
    public record Model(
            String algorithm,

            @Schema(
                    description = "What it was trained with; null where it was searched for",
                    implementation = Object.class)
            @Nullable
            ObjectNode hyperparameters,

            @Schema(description = "What each fold's search found; null where they were given") @Nullable
            List<Found> found,

            @Schema(description = "Its metrics over the folds")
            Map<String, Folded> metrics,

            @Schema(
                    description =
                            "Against the baseline on the same rows, by the metric that models are compared by: first is the model, "
                                    + "second the baseline; null of the baseline itself")
            @Nullable
            ComparedMetric lift) {}

    /** What a search found in a fold. */
    @Schema(name = "FoundHyperparameters")
    public record Found(
            @Schema(implementation = Object.class) ObjectNode hyperparameters, SearchReport search) {}

    /** Whether to believe it. */
    @Schema(name = "ModelVerdict")
    public record Verdict(
            @Schema(description = "yes, with_reservations or no")
            Belief believe,

            @Schema(description = "Why, in words") String reason) {}

    /** Whether a model is fit to be believed. */
    public enum Belief {

        /** No check has anything against it. */
        YES,

        /** Some checks warn. */
        WITH_RESERVATIONS,

        /** A check failed. */
        NO
    }

    /** What was said of rows, by their place among all rows. */
    @Schema(name = "OutOfFoldPredictions")
    public record Predictions(
            @Schema(description = "Places among the rows of the data, from 0")
            List<Integer> row,

            @Schema(description = "In which fold they were judged, from 0")
            List<Integer> fold,

            @Schema(description = "Their outcomes: the number of the class, or the value")
            List<Double> y,

            @Schema(
                    description =
                            "The probability of the positive class, or the value; one list for each class where there are several",
                    implementation = Object.class)
            List<?> p) {}
}
