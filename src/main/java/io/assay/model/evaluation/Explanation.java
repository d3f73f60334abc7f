package io.assay.model.evaluation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much the columns say to a model. */
@Schema(name = "ModelExplanation")
public record Explanation(
        @Schema(description = "linear_shap, tree_shap or constant")
        Method method,

        @Schema(description = "In what the model adds up: log-odds, log-weights of classes, or the value itself")
        Unit unit,

        @Schema(description = "Rows that were explained; of many a part")
        int rows,

        @Schema(description = "By class, or value: the sum before anything is known of a row")
        Map<String, Double> base,

        @Schema(description = "The columns, what says most first")
        List<Column> columns) {

    /** Each column's part in the sum of all columns' magnitudes; nothing of those where all are 0. */
    Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        columns.forEach(column -> {
            Double share = column.share();
            if (share != null) {
                shares.put(column.column(), share);
            }
        });
        return shares;
    }

    /** How Shapley values are found. */
    public enum Method {

        /** w (x - mean of the training rows). */
        LINEAR_SHAP,

        /** Along the paths of the trees, with the training rows that went each way. */
        TREE_SHAP,

        /** Nothing says anything. */
        CONSTANT
    }

    /** In what a model adds up. */
    public enum Unit {
        LOG_ODDS,
        LOG_WEIGHT,
        PROBABILITY,
        VALUE
    }

    /** A column. */
    @Schema(name = "ColumnExplanation")
    public record Column(
            @Schema(description = "The column; of a feature of several columns all of them")
            String column,

            @Schema(
                    description =
                            "Mean of its magnitudes over rows, by class or value, and over these where there are several")
            double meanAbsShap,

            @Schema(description = "Its part in the sum of all columns' magnitudes; null where all are 0") @Nullable
            Double share,

            @Schema(
                    description =
                            "How much worse the model is judged when the column is dealt out among rows anew; null where there are too few rows")
            @Nullable
            Permutation permutation) {}

    /** How much worse a model is judged without a column. */
    @Schema(name = "PermutationImportance")
    public record Permutation(
            @Schema(description = "The metric that gets worse")
            String metric,

            @Schema(description = "By how much, the mean over dealings")
            double drop,

            @Schema(description = "How much dealings differ, with n in the denominator")
            double sd) {}
}
