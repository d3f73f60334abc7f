package io.assay.feature.pipeline;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The learned state: all there is to make features of rows as they were made of the training rows.
 *
 * @param pipeline what was asked for
 * @param options how it was fitted
 * @param target what was found of the outcome; null where none was named
 * @param rows how many training rows
 * @param inputs the columns that are read, and what they held
 * @param features what was learned, in the order of the pipeline
 * @param undocumented features that do not say what they mean
 * @param parity rows that have to become the same features wherever the document is read
 */
@Schema(name = "FittedDocument")
public record FittedDocument(
        PipelineDocument pipeline,
        FitOptions options,
        @Nullable FittedTarget target,
        int rows,
        List<InputColumn> inputs,
        List<FittedFeature> features,
        List<String> undocumented,
        @Nullable ParityRows parity) {

    /**
     * The outcome of the training rows.
     *
     * @param classes whether it is 0 or 1
     * @param mean of classes, the share of 1
     */
    @Schema(name = "FittedTarget")
    public record FittedTarget(boolean classes, double mean) {}

    /** A column that is read. */
    @Schema(name = "FittedInput")
    public record InputColumn(String name, ColumnType type) {}

    FittedDocument with(ParityRows rowsAndFeatures) {
        return new FittedDocument(pipeline, options, target, rows, inputs, features, undocumented, rowsAndFeatures);
    }

    /** The columns that tell its rows apart. */
    public List<String> keyColumns() {
        return RowKeys.columns(pipeline.inputs(), options.target(), options.rowId());
    }

    List<String> outputs() {
        return features.stream().flatMap(feature -> feature.outputs().stream()).toList();
    }
}
