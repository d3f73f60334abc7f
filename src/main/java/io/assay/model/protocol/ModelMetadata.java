package io.assay.model.protocol;

import io.assay.feature.pipeline.ColumnType;
import io.assay.model.serving.Loaded;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a model takes and gives. */
@Schema(name = "InferenceModel")
record ModelMetadata(
        @Schema(example = "churn") String name,
        @Schema(description = "Those that are registered") List<String> versions,
        @Schema(example = "assay") String platform,

        @Schema(
                description =
                        "Its columns in their order; or, where all of them are numbers, one FP tensor of [rows, columns]")
        List<TensorMetadata> inputs,

        @Schema(description = "What it can be asked for; id only comes where it is asked for")
        List<TensorMetadata> outputs) {

    private static final String PLATFORM = "assay";

    /** A tensor's type and form. */
    @Schema(name = "InferenceTensor")
    record TensorMetadata(
            String name,
            @Schema(example = "FP64") String datatype,

            @Schema(description = "-1 is any number of rows")
            List<Integer> shape) {}

    static ModelMetadata of(Loaded model, List<String> versions) {
        List<TensorMetadata> inputs = model.inputs().stream()
                .map(input -> new TensorMetadata(
                        input.name(),
                        (input.type() == ColumnType.NUMBER ? Datatype.FP64 : Datatype.BYTES).name(),
                        List.of(-1, 1)))
                .toList();
        List<TensorMetadata> outputs = Outputs.of(model).stream()
                .map(output -> new TensorMetadata(
                        output.title(),
                        output.datatype(model).name(),
                        output.width(model) == 1 ? List.of(-1) : List.of(-1, output.width(model))))
                .toList();
        return new ModelMetadata(model.version().name(), versions, PLATFORM, inputs, outputs);
    }
}
