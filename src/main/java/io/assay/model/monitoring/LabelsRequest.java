package io.assay.model.monitoring;

import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of predictions: in one of two forms. */
@Schema(name = "LabelsRequest")
record LabelsRequest(
        @Schema(description = "One by one") @Nullable @Valid @Size(min = 1)
        List<@NotNull PredictionLabel> labels,

        @Schema(
                description =
                        "Or as a table with the columns id and outcome, and perhaps at; a stored dataset of a million rows will do")
        @Nullable
        @Valid
        TableData data)
        implements SelfValidating {

    /** An outcome. */
    @Schema(name = "PredictionLabel")
    record PredictionLabel(
            @Schema(description = "The id of the prediction, as it was answered or given") @NotBlank @Size(max = 200)
            String id,

            @Schema(description = "What came: a class as in training, or a number", implementation = Object.class)
            @NotNull
            JsonNode outcome,

            @Schema(description = "When it came about") @Nullable
            Instant at) {}

    @Override
    public void validate(Violations violations) {
        if ((labels == null) == (data == null)) {
            violations.reject("/labels", "must be there, or data, and not both");
        }
    }
}
