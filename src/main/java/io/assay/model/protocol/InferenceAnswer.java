package io.assay.model.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.model.serving.Scores;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An inference answer: as the document says it, and as it is written, value by value. */
@Schema(name = "InferenceAnswer")
record InferenceAnswer(
        @Schema(example = "churn") String modelName,

        @Schema(description = "The version that answered", example = "3")
        String modelVersion,

        @Schema(description = "The request's, where it had one", example = "42")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String id,

        List<Output> outputs) {

    private static final JsonFactory FACTORY = new JsonFactory();

    @Schema(name = "InferenceOutput")
    record Output(
            @Schema(example = "predict_proba") String name,
            @Schema(example = "FP64") String datatype,
            @Schema(example = "[2, 2]") List<Integer> shape,

            @ArraySchema(
                    schema = @Schema(types = {"number", "string", "null"}),
                    arraySchema =
                            @Schema(
                                    description =
                                            "Flat, in row-major order; classes in the order of the model's labels"))
            List<Object> data) {}

    /** @param ids one for each row */
    static byte[] write(@Nullable String id, List<Outputs> outputs, Scores scores, String[] ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + 48 * ids.length);
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("model_name", scores.model().version().name());
            out.writeStringProperty(
                    "model_version", Integer.toString(scores.model().version().version()));
            if (id != null) {
                out.writeStringProperty("id", id);
            }
            out.writeArrayPropertyStart("outputs");
            outputs.forEach(output -> output.write(out, scores, ids));
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
