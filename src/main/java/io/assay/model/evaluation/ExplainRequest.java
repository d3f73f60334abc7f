package io.assay.model.evaluation;

import io.assay.model.ModelRequest;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A model, and the rows of its data that are to be explained. */
@Schema(name = "ExplainRequest")
public record ExplainRequest(
        @Schema(description = "What is trained, on all rows; algorithm must be named") @NotNull @Valid
        ModelRequest model,

        @Schema(description = "Places of the rows in the data, from 0", example = "[0]") @NotEmpty @Size(max = 1000)
        List<@NotNull @Min(0) Integer> rows)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        if (model.algorithm() == null) {
            violations.reject("/model/algorithm", "must be given");
        }
    }
}
