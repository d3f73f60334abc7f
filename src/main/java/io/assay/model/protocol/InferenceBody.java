package io.assay.model.protocol;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An inference request. It says in the document what {@link RequestReader} reads. */
@Schema(name = "InferenceRequest")
record InferenceBody(
        @Schema(description = "Comes back in the answer", example = "42") @Nullable
        String id,

        @Schema(description = "Passed over, unless that would change what the request means") @Nullable
        Object parameters,

        @Schema(
                description =
                        "One FP tensor of [rows, columns] in the order of the metadata, or for each column a tensor of its name")
        List<Input> inputs,

        @Schema(description = "What is asked for; all but id where nothing is said") @Nullable
        List<Wanted> outputs) {

    @Schema(name = "InferenceInput")
    record Input(
            @Schema(description = "The column's; of the one tensor of all columns any", example = "age")
            String name,

            @Schema(example = "[2]") List<Integer> shape,

            @Schema(description = "BOOL, UINT8 to UINT64, INT8 to INT64, FP16, FP32, FP64 or BYTES", example = "FP64")
            String datatype,

            @Nullable Object parameters,

            @ArraySchema(
                    schema = @Schema(types = {"number", "string", "boolean", "array", "null"}),
                    arraySchema =
                            @Schema(
                                    description =
                                            "In row-major order, nested as the shape says or flat; null is missing"))
            List<Object> data) {}

    @Schema(name = "InferenceWanted")
    record Wanted(
            @Schema(description = "predict_proba, predict or id", example = "predict_proba")
            String name,

            @Nullable Object parameters) {}
}
