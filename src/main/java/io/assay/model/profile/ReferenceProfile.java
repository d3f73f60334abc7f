package io.assay.model.profile;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.feature.pipeline.FittedPipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model was trained on and what it said then, to hold later rows against.
 *
 * @param trained rows that it learned from
 * @param heldOut rows of which its scores are, none of which it learned from
 * @param columns that its pipeline reads, over the training rows
 * @param scores one for each output, over the rows held out
 */
public record ReferenceProfile(int trained, int heldOut, List<ColumnProfile> columns, List<ColumnProfile> scores) {

    public ReferenceProfile {
        columns = List.copyOf(columns);
        scores = List.copyOf(scores);
    }

    /**
     * Takes it.
     *
     * @param training the rows that the pipeline was fitted on, and the model after it
     * @param shares what part each column, or each group of columns joined as the explanation joins them, has in what the
     *     model says; null where it was not explained
     * @param outputs the names of the numbers that the model gives
     * @param said for each of them one number for each row held out
     */
    public static ReferenceProfile of(
            FittedPipeline pipeline,
            Table training,
            @Nullable Map<String, Double> shares,
            List<String> outputs,
            double[][] said) {
        Map<String, Double> byColumn = shares == null ? null : byColumn(pipeline, shares);
        List<ColumnProfile> columns = new ArrayList<>();
        for (Column column : pipeline.typed(training, "/data").columns()) {
            Double share = byColumn == null ? null : byColumn.getOrDefault(column.name(), 0.0);
            columns.add(ColumnProfile.of(column, share));
        }
        List<ColumnProfile> scores = new ArrayList<>();
        for (int output = 0; output < said.length; output++) {
            scores.add(ColumnProfile.of(new NumberColumn(outputs.get(output), said[output], false), null));
        }
        return new ReferenceProfile(training.rows(), said[0].length, columns, scores);
    }

    /** A feature of several columns says what it says by all of them: each has an equal part. */
    private static Map<String, Double> byColumn(FittedPipeline pipeline, Map<String, Double> shares) {
        Map<String, List<String>> groups = new HashMap<>();
        pipeline.sources().forEach(columns -> groups.put(String.join(" × ", columns), columns));
        Map<String, Double> byColumn = new HashMap<>();
        shares.forEach((group, share) -> {
            List<String> columns = groups.getOrDefault(group, List.of(group));
            columns.forEach(column -> byColumn.merge(column, share / columns.size(), Double::sum));
        });
        return byColumn;
    }
}
